// What a reviewer decides on pairs of passages: confirmed, corrected, rejected, or drawn by hand. It is stored apart from
// what was computed and stands for the two passages; the list shows both.

import { sender } from "./api.js";
import { passageOf } from "./compared-places.js";

const { gettext, interpolate } = globalThis;

/** By what a pair is known, however often it is computed, as in sources.comparing.page.Proposal.key. */
export function keyOf({ article, report }) {
  return `${report.text}:${article.start}-${article.end}:${report.start}-${report.end}`;
}

export class Decisions {
  #page;
  #host;
  #send;
  #dossier;
  #known = new Map();

  /** page: the review page; its list of pairs is in #comparison. */
  constructor(page, { api, dossier }) {
    this.#page = page;
    this.#host = document.getElementById("comparison");
    this.#send = sender(api);
    this.#dossier = dossier;
    if (!this.#host) return;
    this.#host.addEventListener("click", (event) => this.#clicked(event));
    this.#host.addEventListener("change", (event) => this.#changed(event));
    this.#host.addEventListener("htmx:afterSwap", () => this.#fill());
    this.#load();
  }

  async #load() {
    const answer = await this.#send(`dossiers/${this.#dossier}/alignments`, "GET", null, {}).catch(() => null);
    if (answer?.status !== 200) return;
    const own = answer.body.filter(({ review }) => review === this.#page.review);
    this.#known = new Map(own.map((alignment) => [keyOf(alignment), alignment]));
    this.#fill();
  }

  /** Store a pair that was drawn by hand. */
  draw(article, report, relation) {
    return this.#put({ article, report, decision: "drawn", relation });
  }

  async #put(decision) {
    const stored = await this.#ask(`reviews/${this.#page.review}/alignments`, "PUT", decision);
    if (!stored) return;
    this.#known.set(keyOf(stored), stored);
    this.#fill(keyOf(stored));
    this.#page.say(interpolate(gettext("Stored: %s."), [named(stored.decision)]));
  }

  async #takeBack(key) {
    if (!(await this.#ask(`alignments/${this.#known.get(key).id}`, "DELETE", null))) return;
    this.#known.delete(key);
    this.#fill(key);
    this.#page.say(gettext("Taken back."));
  }

  /** What the server answers; null, and a sentence on the page, where it did not do it. */
  async #ask(path, method, content) {
    const answer = await this.#send(path, method, content, {}).catch(() => null);
    if (answer && answer.status < 300) return answer.body ?? {};
    const why = answer?.body?.detail ?? gettext("The server cannot be reached. Try again.");
    this.#page.toast(interpolate(gettext("Not stored: %s"), [why]));
    return null;
  }

  #clicked(event) {
    const button = event.target.closest("[data-decide]");
    if (!button) return;
    if (button.dataset.decide === "undo") this.#takeBack(button.closest(".decide, .drawn > li").dataset.pair);
    else this.#decide(button.closest(".pair"), button.dataset.decide, button.closest(".pair").dataset.relation);
  }

  #changed(event) {
    const select = event.target.closest("select[data-correct]");
    if (select?.value) this.#decide(select.closest(".pair"), "corrected", select.value);
  }

  #decide(pair, decision, relation) {
    const article = this.#page.passage(passageOf(pair.dataset.article));
    const report = this.#page.passage(passageOf(pair.dataset.report));
    this.#put({ article, report, decision, relation: decision === "rejected" ? "" : relation });
  }

  // Showing

  /** Show what is known; after a decision the focus stays at the pair that it was about. */
  #fill(key = "") {
    for (const slot of this.#host.querySelectorAll(".decide")) this.#fillSlot(slot);
    this.#listDrawn();
    if (key) this.#host.querySelector(`.decide[data-pair="${key}"] :is(button, select)`)?.focus({ preventScroll: true });
  }

  #fillSlot(slot) {
    const decided = this.#known.get(slot.dataset.pair);
    slot.closest(".pair").dataset.decision = decided?.decision ?? "";
    if (decided) slot.replaceChildren(...this.#decidedParts(decided));
    else slot.replaceChildren(...(this.#page.writable ? this.#choices(slot.closest(".pair").dataset.relation) : []));
  }

  #decidedParts({ decision, relation }) {
    const words = document.createElement("span");
    words.className = `decision ${decision}`;
    words.textContent = relation ? `${named(decision)}: ${this.#page.relations.get(relation)}` : named(decision);
    return this.#page.writable ? [words, button("undo", gettext("Undo"), "plain")] : [words];
  }

  #choices(proposed) {
    const select = document.createElement("select");
    select.dataset.correct = "";
    select.ariaLabel = gettext("Correct the relation");
    select.append(new Option(gettext("Correct…"), ""));
    for (const [key, name] of this.#page.relations) if (key !== proposed) select.append(new Option(name, key));
    return [button("confirmed", gettext("Confirm")), button("rejected", gettext("Reject")), select];
  }

  /** Pairs that no computing proposes: they stand above the others. */
  #listDrawn() {
    const proposed = new Set(Array.from(this.#host.querySelectorAll(".decide"), (slot) => slot.dataset.pair));
    const drawn = Array.from(this.#known).filter(([key]) => !proposed.has(key));
    const panel = this.#host.querySelector("[data-panel=passages]");
    panel?.querySelector(".drawn")?.remove();
    if (!panel || !drawn.length) return;
    const list = document.createElement("ul");
    list.className = "drawn items";
    list.ariaLabel = gettext("Drawn by hand");
    list.append(...drawn.map(([key, alignment]) => this.#drawnItem(key, alignment)));
    panel.querySelector("ol.items").before(list);
  }

  #drawnItem(key, alignment) {
    const item = document.createElement("li");
    item.className = "item";
    item.dataset.pair = key;
    const foot = document.createElement("div");
    foot.className = "acts";
    foot.append(...this.#decidedParts(alignment));
    item.append(this.#quote(alignment.article), this.#quote(alignment.report), foot);
    return item;
  }

  #quote(passage) {
    const { text, start, end, exact } = passage;
    const link = document.createElement("a");
    link.className = "to";
    link.href = `#text-${text}`;
    link.dataset.passage = `${text} ${start} ${end}`;
    const words = document.createElement("bdi");
    words.lang = this.#page.views.get(text)?.language ?? "";
    words.textContent = exact;
    link.append(words);
    return link;
  }
}

function named(decision) {
  const names = {
    confirmed: gettext("Confirmed"),
    corrected: gettext("Corrected"),
    rejected: gettext("Rejected"),
    drawn: gettext("Drawn by hand"),
  };
  return names[decision];
}

function button(decide, words, kind = "quiet") {
  const element = document.createElement("button");
  element.type = "button";
  element.className = kind;
  element.dataset.decide = decide;
  element.textContent = words;
  return element;
}
