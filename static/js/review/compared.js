// The article beside its reports: marks in the margin, strips beside the reports, and the list of what was found, which
// htmx brings into #comparison. What is chosen in one of them is shown in all.

import { Margin } from "./compared-margin.js";
import { passageOf, tally, touches } from "./compared-places.js";
import { watchProgress } from "./compared-progress.js";
import { Side } from "./compared-side.js";
import { Strip } from "./compared-strip.js";

const { gettext, interpolate } = globalThis;
const OMISSION = "omission";

export class Compared {
  #page;
  #host;
  #drawn = [];
  #margin = null;
  #item = null;
  #template = null;

  /** page: what shows passages {text, start, end}: views, tabs, painter, links, reveal, say, showSheet. */
  constructor(page) {
    this.#page = page;
    this.#host = document.getElementById("comparison");
    this.shown = null;
    if (!this.#host) return;
    this.side = new Side(document.querySelector("[data-side-tabs]"));
    this.side.addEventListener("select", ({ detail }) => page.showSheet(detail.name === "notes" ? "notes" : "compared"));
    this.side.refresh();
    watchProgress(this.#host);
    this.#host.addEventListener("htmx:afterSwap", () => this.#arrived());
    this.#host.addEventListener("click", (event) => this.#clicked(event));
    page.work?.addEventListener("change", () => this.#markOmissions());
    this.#arrived();
  }

  /** Follow what the narrow screen shows. */
  follow(sheet) {
    if (!this.side) return;
    if (sheet === "notes" && this.side.selected !== "notes") this.side.show("notes");
    if (sheet === "compared" && this.side.selected === "notes") this.side.show(this.side.compared);
  }

  /** Something has come in: all of it, or another part of a long list. */
  #arrived() {
    this.side.refresh();
    const template = this.#host.querySelector("template[data-marks]");
    if (template !== this.#template) {
      this.#template = template;
      for (const drawn of this.#drawn.splice(0)) drawn.remove();
      this.#margin = null;
      if (template) this.#drawAll(JSON.parse(template.content.textContent));
    }
    if (!template) return;
    this.#prepareList();
    this.#markOmissions();
  }

  #drawAll(marks) {
    this.#drawMarks(marks);
    this.#count(marks);
  }

  #drawMarks({ article, sentences, coverage }) {
    const states = { found: gettext("found"), changed: gettext("changed"), missing: gettext("not found in the reports") };
    const uses = { used: gettext("used"), changed: gettext("changed"), "left out": gettext("left out") };
    const view = this.#page.views.get(article);
    if (!view) return;
    this.#margin = new Margin(view, sentences, states, (start) => this.#openSentence(start));
    this.#drawn.push(this.#margin);
    for (const [text, all] of Object.entries(coverage)) {
      const report = this.#page.views.get(text);
      if (report) this.#drawn.push(new Strip(report, all, uses, (sentence) => this.#openUse(sentence)));
    }
  }

  #count({ article, sentences, coverage }) {
    const { found = 0, changed = 0, missing = 0 } = tally(sentences);
    const words = [
      [found, gettext("found")],
      [changed, gettext("changed")],
      [missing, gettext("not found in the reports")],
    ];
    writeCounts(article, words);
    for (const [text, all] of Object.entries(coverage)) {
      const { used = 0, changed: altered = 0, "left out": out = 0 } = tally(all);
      writeCounts(text, [
        [used, gettext("used")],
        [altered, gettext("changed")],
        [out, gettext("left out")],
      ]);
    }
    const numbers = Object.fromEntries(
      Array.from(this.#host.querySelectorAll("[data-panel]"), (panel) => [panel.dataset.panel, panel.dataset.count]),
    );
    this.side.count(numbers);
    // In a place of its own: it comes late, and must not talk over what the reader is doing.
    document.querySelector("[data-counted]").textContent = words.map(([number, what]) => `${number} ${what}`).join(", ");
  }

  #prepareList() {
    for (const body of this.#host.querySelectorAll(".item-body")) {
      body.parentElement.querySelector(".item-head .to").ariaExpanded = "false";
    }
    const filter = this.#host.querySelector("[data-which]");
    filter.hidden = false;
    const { writable, labels } = this.#page;
    if (!writable) return;
    for (const button of this.#host.querySelectorAll("[data-do=annotate]")) button.hidden = false;
    if (!labels.has(OMISSION)) return;
    for (const button of this.#host.querySelectorAll("[data-do=omission]")) button.hidden = false;
  }

  /** What is marked as an omission already is not offered again. */
  #markOmissions() {
    if (!this.#page.writable || !this.#page.work) return;
    const marked = this.#page.work.annotations.filter(({ label }) => label === OMISSION);
    for (const button of this.#host.querySelectorAll("[data-do=omission]")) {
      const passage = passageOf(button.closest("[data-report]").dataset.report);
      const isMarked = marked.some((annotation) => touches(annotation, passage) && this.#page.work.isMine(annotation));
      button.disabled = isMarked;
      button.textContent = isMarked ? gettext("Marked as omission") : gettext("Mark as omission");
    }
  }

  // Choosing

  #clicked(event) {
    const { target } = event;
    const link = target.closest("[data-passage], [data-text-of]");
    const button = target.closest("[data-do]");
    const chosen = target.closest("[data-which] button");
    if (chosen) this.#filter(chosen);
    else if (button) this.#act(button);
    else if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      this.#follow(link);
    }
  }

  #filter(chosen) {
    this.#margin?.filter(chosen.value);
    const { paged } = chosen.closest("[data-panel]").dataset;
    if (paged) {
      this.#askFor(`${paged}?state=${chosen.value}`);
      return;
    }
    for (const button of chosen.parentElement.children) button.ariaPressed = String(button === chosen);
    let shown = 0;
    for (const item of this.#host.querySelectorAll(".item[data-state]")) {
      item.hidden = chosen.value !== "" && item.dataset.state !== chosen.value;
      shown += item.hidden ? 0 : 1;
    }
    this.#host.querySelector("[data-none]").hidden = shown > 0;
    const words = globalThis.ngettext("%s passage is listed.", "%s passages are listed.", shown);
    this.#page.say(interpolate(words, [shown]));
  }

  /** Another part of the passages of a very long text. */
  #askFor(address) {
    const panel = "#panel-passages";
    return globalThis.htmx.ajax("GET", address, { target: panel, select: `${panel} > *`, swap: "innerHTML" });
  }

  #act(button) {
    if (button.dataset.do === "omission") {
      this.#page.mark(this.#page.passage(passageOf(button.closest("[data-report]").dataset.report)), OMISSION);
      return;
    }
    const { article, report, relation } = button.closest(".pair").dataset;
    this.#page.annotatePair(this.#page.passage(passageOf(article)), { ...this.#page.passage(passageOf(report)), relation });
  }

  /** A link of the list brings both panes to what it stands for. */
  #follow(link) {
    if (link.dataset.textOf) {
      this.#page.showSheet("reports");
      if (this.#page.tabs?.has(link.dataset.textOf)) this.#page.tabs.select(link.dataset.textOf);
      return;
    }
    const item = link.closest(".item");
    const passage = passageOf(link.dataset.passage);
    const isReport = Boolean(this.#page.tabs?.has(passage.text));
    this.#show(item, isReport ? { article: this.#articleOf(link), report: passage } : { article: passage, report: this.#reportOf(link) });
    if (isReport) this.#page.showSheet("reports");
  }

  #articleOf(link) {
    const pair = link.closest(".pair")?.dataset.article;
    const other = this.#linksIn(link, false)[0];
    return pair ? passageOf(pair) : (other ?? null);
  }

  #reportOf(link) {
    return link.closest(".cited") ? null : (this.#linksIn(link, true)[0] ?? null);
  }

  /** The passages of an item in the reports, or in the article; what is only perhaps so is not among them. */
  #linksIn(link, isReport) {
    const links = link.closest(".item").querySelectorAll("[data-passage]");
    return Array.from(links)
      .filter((one) => !one.closest(".perhaps, .also"))
      .map((one) => passageOf(one.dataset.passage))
      .filter(({ text }) => Boolean(this.#page.tabs?.has(text)) === isReport);
  }

  async #openSentence(start) {
    const { paged } = this.#host.querySelector("#panel-passages").dataset;
    const isListed = document.getElementById(`sentence-${start}`);
    if (!isListed && paged) await this.#askFor(`${paged}?passage=${start}`);
    const item = document.getElementById(`sentence-${start}`);
    if (!item) return;
    this.#page.showSheet("compared");
    this.#follow(item.querySelector(".item-head .to"));
  }

  #openUse(sentence) {
    const inside = (element) => touches(passageOf(element.dataset.report), sentence);
    const candidates = this.#host.querySelectorAll(sentence.use === "left out" ? ".left-out" : ".item-body > .pair");
    const found = Array.from(candidates).find(inside);
    this.#page.showSheet("compared");
    if (found) this.#follow(found.querySelector(".to"));
    else this.#show(null, { article: null, report: sentence });
    this.#page.showSheet("compared");
  }

  // Showing

  #show(item, { article, report }) {
    this.#page.closeCard?.();
    this.shown = { article, report };
    this.#open(item);
    for (const passage of [article, report]) if (passage) this.#page.reveal(passage);
    this.#margin?.point(item?.dataset.state ? article.start : null);
    this.paint();
  }

  #open(item) {
    this.#expand(this.#item, false);
    this.#item = item;
    if (!item) return;
    const { panel } = item.closest("[data-panel]").dataset;
    if (this.side.selected !== panel) this.side.show(panel);
    item.hidden = false;
    this.#expand(item, true);
    item.scrollIntoView({ block: "nearest" });
    this.#page.say(item.querySelector(".gist")?.textContent ?? "");
  }

  #expand(item, isOpen) {
    item?.classList.toggle("open", isOpen);
    const head = item?.querySelector(".item-head .to");
    if (head) head.ariaExpanded = String(isOpen);
  }

  paint() {
    const { article, report } = this.shown;
    const { painter, links, tabs } = this.#page;
    painter?.show("active", article ? [article] : []);
    painter?.show("evidence", report ? [report] : []);
    const isThere = article && report && report.text === tabs?.selected;
    links.connect(isThere ? [[this.#end(article), this.#end(report)]] : []);
  }

  #end({ text, start, end }) {
    const view = this.#page.views.get(text);
    return { range: view.range(start, end), element: view.element };
  }

  /** Bring the keyboard to the lists. */
  focus() {
    this.#page.showSheet("compared");
    this.side.focus();
  }

  /** Show no pair any more; something else is open. */
  forget() {
    this.shown = null;
    this.#open(null);
    this.#margin?.point(null);
  }

  /** Let go of the pair; returns whether there was one. */
  close() {
    if (!this.shown) return false;
    this.shown = { article: null, report: null };
    this.paint();
    this.forget();
    return true;
  }
}

/** The numbers in the head of a text. */
function writeCounts(text, words) {
  const place = document.querySelector(`[data-counts="${text}"]`);
  if (!place) return;
  place.replaceChildren(
    ...words.map(([number, what]) => {
      const span = document.createElement("span");
      const bold = document.createElement("b");
      bold.textContent = number;
      span.append(bold, ` ${what}`);
      return span;
    }),
  );
}
