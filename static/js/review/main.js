// The review page: what belongs to what. Every behaviour has a module of its own; here they are put together.

import { sender, uuid7 } from "./api.js";
import { Handles } from "./handles.js";
import { chooseOne } from "./choose.js";
import { Compared } from "./compared.js";
import { Decided, isDecision } from "./decided.js";
import { Decisions } from "./decisions.js";
import { touches } from "./compared-places.js";
import { characterAt } from "./hit.js";
import { Index } from "./index.js";
import { Keys } from "./keys.js";
import { Links } from "./links.js";
import { Outbox } from "./outbox.js";
import { canPaint, Painter } from "./paint.js";
import { Panel } from "./panel.js";
import { Picker } from "./picker.js";
import { SaveState } from "./saved.js";
import { reveal } from "./scroll.js";
import { Selecting } from "./selecting.js";
import { openSheet } from "./sheet.js";
import { Steps } from "./steps.js";
import { annotationsOf } from "./tables.js";
import { Tabs } from "./tabs.js";
import { TextView } from "./text.js";
import { etagsOf, Work } from "./work.js";
import { WordCursor } from "./words.js";

const { gettext, interpolate } = globalThis;
const find = (selector) => document.querySelector(selector);

class ReviewPage {
  constructor() {
    const { review, api, login } = find("#review").dataset;
    const data = JSON.parse(find("#review-data").textContent);
    const annotations = annotationsOf(data.tables, data.reviewers);
    this.review = review;
    this.writable = "writable" in find("#review").dataset;
    this.labels = new Map(data.labels.map((label) => [label.key, label]));
    this.relations = new Map(data.relations.map(({ key, name }) => [key, name]));
    this.texts = new Map(data.texts.map((text) => [text.id, text]));
    this.views = new Map(Array.from(document.querySelectorAll("[data-text]"), (element) => [element.dataset.text, new TextView(element)]));
    this.outbox = new Outbox({
      name: review,
      storage: localStorage,
      send: sender(api),
      etags: etagsOf(annotations),
    });
    const steps = new Steps();
    this.steps = steps;
    this.work = new Work({ annotations, outbox: this.outbox, review, steps });
    this.decided = new Decided({ outbox: this.outbox, review, steps });
    const recovered = this.writable ? this.work.recover((path, body) => this.decided.takeUp(path, body)) : 0;

    this.tabs = find("[data-tabs]") && new Tabs(find("[data-tabs]"));
    this.picker = new Picker(find("[data-pick]"));
    this.links = new Links(find("[data-links]"));
    this.handles = new Handles();
    this.panel = new Panel({ ...this, list: find("[data-cards]") });
    this.cursors = new Map(Array.from(this.views.values(), (view) => [view.id, new WordCursor(view)]));
    this.mode = null;
    this.indexAll();
    this.listen();
    this.compared = new Compared(this);
    this.decisions = new Decisions(this, find("#review").dataset);
    if (recovered) this.panel.refreshAll();
    if (this.writable) this.saved = new SaveState(this.outbox, login);
    if (recovered) this.outbox.flushIn(0);
    if (!this.writable) this.showLeft();
    // The stylesheet shows the reports only now; a passage in one of them could not be scrolled to before.
    document.documentElement.dataset.reviewReady = "";
    this.openFromAddress();
  }

  indexAll() {
    this.indexes = new Map(Array.from(this.views.values(), (view) => [view.id, new Index(view.map)]));
    for (const annotation of this.work.annotations) this.indexes.get(annotation.text)?.set(annotation);
    find("[data-old-browser]").hidden = canPaint;
    if (canPaint) this.painter = new Painter(this.views, this.indexes, (key) => this.labels.get(key).root);
  }

  listen() {
    this.work.addEventListener("change", ({ detail }) => this.changed(detail.id));
    this.work.addEventListener("stored", ({ detail }) => this.panel.refresh(detail.id));
    this.outbox.addEventListener("state", ({ detail: { path } }) => path && !isDecision(path) && this.panel.refresh(path.split("/")[1]));
    this.decided.addEventListener("change", () => this.canUndo());
    this.tabs?.addEventListener("select", () => this.showActive());
    const panel = {
      open: ({ id }) => this.activate(id),
      close: () => this.showActive(),
      go: ({ passage }) => this.go(passage),
      action: ({ action, id }) => this.act(action, id),
      searched: ({ id, searched }) => this.recordSearch(id, searched),
      undoable: ({ words }) => this.toast(words),
      say: ({ words }) => this.say(words),
    };
    for (const [name, handle] of Object.entries(panel)) {
      this.panel.addEventListener(name, ({ detail }) => handle(detail ?? {}));
    }
    this.handles.addEventListener("drag", ({ detail }) => this.painter?.show("active", [detail]));
    this.handles.addEventListener("resize", ({ detail }) => this.resize(this.panel.open, detail));
    this.selecting = new Selecting(this);
    this.keys = new Keys(this);
    this.listenToButtons();
  }

  mark(passage, label) {
    const empty = { severity: null, confidence: "", rationale: "", neutral_wording: "", tags: [], evidence: [] };
    const annotation = { ...empty, id: uuid7(), review: this.review, label, ...passage };
    const prepared = this.prepared && touches(this.prepared.passage, passage) ? this.prepared.evidence : null;
    this.prepared = null;
    this.selecting.forget();
    this.work.create(annotation, gettext("Passage marked"));
    if (prepared) this.work.putEvidence(annotation.id, { id: uuid7(), kind: "passage", ...prepared }, gettext("Evidence linked"));
    this.showSheet("notes");
    this.panel.openCard(annotation.id, { focus: this.lastPointer !== "touch" });
    this.say(interpolate(gettext("Marked as %s."), [this.labels.get(label).name]));
  }

  /** Offer the labels for a passage of the article; the report's passage becomes evidence of what is marked. */
  annotatePair(passage, evidence) {
    this.showSheet("");
    this.reveal(passage);
    this.views.get(passage.text).element.focus({ preventScroll: true });
    getSelection().removeAllRanges();
    getSelection().addRange(this.views.get(passage.text).range(passage.start, passage.end));
    this.prepared = { passage, evidence };
    this.selecting.settle();
  }

  /** A passage with its words. */
  passage({ text, start, end }) {
    return { text, start, end, exact: this.views.get(text).map.slice(start, end) };
  }

  // Evidence and passages of an annotation

  act(action, id) {
    if (action === "link") this.startLinking(id);
    else if (action === "resize") this.startResizing(id);
    else if (action === "delete") this.remove(id);
  }

  startLinking(id) {
    this.enter({ kind: "link", id }, gettext("Select the words of a report that show it."));
    this.showSheet("reports");
    this.views.get(this.tabs?.selected)?.element.focus({ preventScroll: true });
  }

  /** Set a passage of the article beside one of a report that is selected next. */
  startPairing(passage) {
    this.enter({ kind: "pair", passage }, gettext("Select the words of a report that stand beside it."));
    this.painter?.show("active", [passage]);
    this.showSheet("reports");
    this.views.get(this.tabs?.selected)?.element.focus({ preventScroll: true });
  }

  pair(passage, relation) {
    const { passage: article } = this.mode;
    this.leave();
    this.decisions.draw(article, passage, relation);
  }

  startResizing(id) {
    const { text, start, end } = this.work.get(id);
    if (!this.views.has(text)) {
      this.say(gettext("This passage lies on an earlier wording."));
      return;
    }
    this.enter({ kind: "resize", id, text }, gettext("Select the words that the annotation is about."));
    this.go({ text, start, end });
    this.views.get(text).element.focus({ preventScroll: true });
    this.cursors.get(text).select({ start, end });
  }

  enter(mode, words) {
    this.mode = mode;
    this.selecting.forget();
    find("[data-linking-words]").textContent = words;
    find("[data-linking]").hidden = false;
  }

  leave() {
    const { id } = this.mode;
    this.mode = null;
    find("[data-linking]").hidden = true;
    this.selecting.forget();
    if (!id) {
      this.showSheet("compared");
      this.showActive();
      return;
    }
    this.showSheet("notes");
    this.panel.openCard(id);
    if (this.lastPointer !== "touch") this.panel.card(id)?.querySelector(".note-head").focus({ preventScroll: true });
  }

  link(passage, relation) {
    const { id } = this.mode;
    this.work.putEvidence(id, { id: uuid7(), kind: "passage", relation, ...passage }, gettext("Evidence linked"));
    this.leave();
    this.say(interpolate(gettext("Evidence linked: %s."), [this.relations.get(relation)]));
  }

  recordSearch(id, searched) {
    this.work.putEvidence(id, { id: uuid7(), kind: "searched, not found", searched }, gettext("Search recorded"));
    this.say(gettext("Search recorded."));
    this.panel.card(id).querySelector("[data-action=search]").focus();
  }

  resize(id, { start, end, exact }) {
    this.work.edit(id, { start, end, exact }, gettext("Passage changed"));
    if (this.mode) this.leave();
    this.showActive();
    this.toast(gettext("Passage changed"));
  }

  remove(id) {
    const next = this.panel.neighbour(1);
    this.work.remove(id, gettext("Annotation deleted"));
    this.toast(gettext("Annotation deleted"));
    if (next && next !== id) this.panel.card(next)?.querySelector(".note-head").focus({ preventScroll: true });
  }

  undo(redo = false) {
    const what = redo ? this.work.redo() : this.work.undo();
    find("[data-toast]").hidden = true;
    if (!what) this.say(redo ? gettext("There is nothing to redo.") : gettext("There is nothing to undo."));
    else this.say(interpolate(redo ? gettext("Done again: %s") : gettext("Undone: %s"), [what]));
  }

  // Showing

  changed(id) {
    const annotation = this.work.get(id);
    for (const [textId, index] of this.indexes) {
      const touched = annotation?.text === textId ? index.set(annotation) : index.delete(id);
      if (touched.size) this.painter?.refresh(this.views.get(textId), touched);
    }
    this.panel.refresh(id);
    if (this.panel.open === id) this.showActive();
    this.canUndo();
  }

  canUndo() {
    const undo = find(".bar [data-action=undo]");
    if (undo && this.steps.last) undo.disabled = false;
  }

  activate(id) {
    this.compared?.forget();
    const annotation = this.work.get(id);
    const evidence = annotation.evidence.find((one) => one.kind === "passage" && this.views.has(one.text));
    this.reveal(annotation);
    if (evidence && !this.tabs?.has(annotation.text)) this.reveal(evidence);
    this.showActive();
    history.replaceState(null, "", `#annotation-${id}`);
  }

  /** Paint the open annotation, its evidence and the connectors between them. */
  showActive() {
    const annotation = this.work.get(this.panel.open);
    if (!annotation && this.compared?.shown) {
      this.handles.hide();
      this.compared.paint();
      return;
    }
    const evidence = annotation?.evidence.filter((one) => one.kind === "passage" && this.views.has(one.text)) ?? [];
    const isShown = annotation && this.views.has(annotation.text);
    this.painter?.show("active", isShown ? [annotation] : []);
    this.painter?.show("evidence", evidence);
    const end = ({ text, start, end: last }) => ({
      range: this.views.get(text).range(start, last),
      element: this.views.get(text).element,
    });
    const isInArticle = isShown && this.texts.get(annotation.text).role === "article";
    const visible = isInArticle ? evidence.filter(({ text }) => text === this.tabs?.selected) : [];
    this.links.connect(visible.map((one) => [end(annotation), end(one)]));
    if (isShown && this.writable && this.work.isMine(annotation)) this.handles.show(this.views.get(annotation.text), annotation);
    else this.handles.hide();
  }

  reveal({ text, start, end }) {
    const view = this.views.get(text);
    if (!view) return;
    if (this.tabs?.has(text) && this.tabs.selected !== text) this.tabs.select(text);
    reveal(view.range(start, end), view.element, { centre: true });
  }

  /** Bring a passage into view and put the word cursor there. */
  go(passage) {
    if (this.texts.get(passage.text)?.role === "report") this.showSheet("reports");
    else this.showSheet("");
    this.reveal(passage);
    this.showActive();
  }

  clicked(view, event) {
    if (!getSelection().isCollapsed || this.mode) return;
    const character = characterAt(view, event.clientX, event.clientY);
    if (character === null) return;
    this.openOneOf(this.indexes.get(view.id).at(character));
  }

  /** Open the annotation at a place; where several lie there, offer them, the smallest first. */
  openOneOf(annotations) {
    if (!annotations.length) {
      if (this.panel.open) this.panel.close();
    } else if (annotations.length === 1) {
      this.showSheet("notes");
      this.panel.openCard(annotations[0].id);
    } else chooseOne(annotations, this.labels, (id) => this.openOneOf([this.work.get(id)]));
  }

  openFromAddress() {
    const id = location.hash.match(/^#annotation-(.+)$/)?.[1];
    if (id && this.work.get(id)) this.panel.openCard(id);
  }

  closeCard() {
    if (this.panel.open) this.panel.close();
  }

  /** On narrow screens: what the lower half shows, "reports", "notes", "compared" or nothing. */
  showSheet(which) {
    openSheet(which);
    this.compared?.follow(which);
    this.showActive();
  }

  toast(words) {
    const toast = find("[data-toast]");
    clearTimeout(this.toastTimer);
    toast.firstElementChild.textContent = words;
    toast.hidden = false;
    this.toastTimer = setTimeout(() => (toast.hidden = true), 12_000);
  }

  say(words) {
    find("[data-spoken]").textContent = words;
  }

  /** A review that was submitted elsewhere takes no more changes; those that this browser still holds are not lost. */
  showLeft() {
    const notice = find("[data-left]");
    if (!notice || !this.outbox.left) return;
    notice.hidden = false;
    notice.querySelector("button").addEventListener("click", () => {
      this.outbox.forget();
      notice.hidden = true;
    });
  }

  // Buttons

  listenToButtons() {
    document.addEventListener("click", ({ target }) => {
      const action = target.closest?.("[data-action]");
      if (!action || action.closest(".note")) return;
      if (action.dataset.action === "undo") this.undo();
      else if (action.dataset.action === "keys") find("[data-keys]").showModal();
      else if (action.dataset.action === "stop-linking") this.leave();
    });
    find("[data-filter]").addEventListener("click", ({ target }) => {
      const chosen = target.closest("button");
      if (!chosen) return;
      for (const button of chosen.parentElement.children) button.ariaPressed = String(button === chosen);
      this.panel.filter(chosen.value);
    });
    find(".sheet-switch").addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (button) this.showSheet(button.value);
    });
    find("[data-choose]").addEventListener("click", ({ target, currentTarget }) => {
      if (target === currentTarget) currentTarget.close();
    });
    find("[data-submit]")?.addEventListener("submit", (event) => this.submit(event));
    this.showSheet("reports");
  }

  /** Nothing is submitted before everything is stored. */
  async submit(event) {
    if (!this.outbox.size) return;
    event.preventDefault();
    await this.outbox.flush();
    if (this.outbox.size) this.toast(gettext("Some changes are not stored yet. Submit again once they are."));
    else event.target.submit();
  }

}

new ReviewPage();
