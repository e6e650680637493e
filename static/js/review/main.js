// The review page: what belongs to what. Every behaviour has a module of its own; here they are put together.

import { sender, uuid7 } from "./api.js";
import { Handles } from "./handles.js";
import { characterAt } from "./hit.js";
import { Index } from "./index.js";
import { Links } from "./links.js";
import { Outbox } from "./outbox.js";
import { canPaint, Painter } from "./paint.js";
import { Panel } from "./panel.js";
import { Picker } from "./picker.js";
import { SaveState } from "./saved.js";
import { reveal } from "./scroll.js";
import { Tabs } from "./tabs.js";
import { TextView } from "./text.js";
import { etagsOf, Work } from "./work.js";
import { WordCursor } from "./words.js";

const { gettext, interpolate } = globalThis;
const find = (selector) => document.querySelector(selector);
const isTyping = (target) => target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, dialog");

class ReviewPage {
  constructor() {
    const { review, api, login } = find("#review").dataset;
    const data = JSON.parse(find("#review-data").textContent);
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
      etags: etagsOf(data.annotations),
    });
    this.work = new Work({ annotations: data.annotations, outbox: this.outbox, review });
    const recovered = this.writable ? this.work.recover() : 0;

    this.tabs = find("[data-tabs]") && new Tabs(find("[data-tabs]"));
    this.picker = new Picker(find("[data-pick]"));
    this.links = new Links(find("[data-links]"));
    this.handles = new Handles();
    this.panel = new Panel({ ...this, list: find("[data-cards]") });
    this.cursors = new Map(Array.from(this.views.values(), (view) => [view.id, new WordCursor(view)]));
    this.mode = null;
    this.indexAll();
    this.listen();
    for (const { id } of recovered ? this.work.annotations : []) this.panel.refresh(id);
    if (this.writable) this.saved = new SaveState(this.outbox, login);
    if (recovered) this.outbox.flushIn(0);
    this.openFromAddress();
    document.documentElement.dataset.reviewReady = "";
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
    this.outbox.addEventListener("state", ({ detail }) => detail.path && this.panel.refresh(detail.path.split("/")[1]));
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
    this.listenToSelection();
    this.listenToKeys();
    this.listenToButtons();
  }

  // Selecting, and what is offered for it

  listenToSelection() {
    let isPressed = false;
    let timer = 0;
    const settle = (ms) => {
      clearTimeout(timer);
      timer = setTimeout(() => this.selected(), ms);
    };
    document.addEventListener("pointerdown", (event) => {
      isPressed = event.pointerType === "mouse";
      if (!event.target.closest(".pick, .handle")) this.lastPointer = event.pointerType;
    });
    document.addEventListener("pointerup", (event) => {
      isPressed = false;
      if (event.target.closest?.("[data-text]")) settle(0);
    });
    // Fingers move the ends of a selection without any event but this one.
    document.addEventListener("selectionchange", () => {
      if (!isPressed) settle(this.lastPointer === "touch" ? 300 : 60);
    });
    for (const view of this.views.values()) {
      view.element.addEventListener("click", (event) => this.clicked(view, event));
    }
  }

  /** The passage that is selected now, in whichever text; null for none. */
  selection() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const parent = range.commonAncestorContainer;
    const element = (parent.nodeType === Node.TEXT_NODE ? parent.parentElement : parent).closest?.("[data-text]");
    return element ? this.views.get(element.dataset.text).passage(range) : null;
  }

  selected() {
    const passage = this.selection();
    if (!passage) {
      if (this.picker.isOpen && !find("[data-pick]").contains(document.activeElement)) this.picker.close();
      return;
    }
    const key = [passage.text, passage.start, passage.end, this.mode?.kind].join();
    if (this.picker.isOpen && key === this.offered) return;
    this.offered = key;
    if (this.writable) this.offer(passage);
  }

  offer(passage) {
    const at = this.views.get(passage.text).range(passage.start, passage.end);
    if (this.mode?.kind === "link" && this.texts.get(passage.text).role === "report") {
      const options = Array.from(this.relations, ([key, name]) => ({ key, name }));
      this.picker.offer(options, { at, choose: (relation) => this.link(passage, relation) });
    } else if (this.mode?.kind === "resize" && passage.text === this.mode.text) {
      const enter = { key: "resize", name: gettext("Use these words") };
      this.picker.offer([], { at, enter, choose: () => this.resize(this.mode.id, passage) });
    } else if (!this.mode) this.offerRoots(passage, at);
  }

  offerRoots(passage, at) {
    const roots = Array.from(this.labels.values()).filter((label) => label.root === label.key);
    const options = roots.map(({ key, name, description }) => ({ key, name, root: key, title: description }));
    const choose = (root) => this.offerLeaves(passage, root, at);
    this.picker.offer(options, { at, choose, back: () => this.dismiss() });
  }

  offerLeaves(passage, root, at) {
    const leaves = Array.from(this.labels.values()).filter((label) => label.root === root && label.key !== root);
    const { name } = this.labels.get(root);
    const mark = (key) => this.mark(passage, key);
    if (!leaves.length) {
      mark(root);
      return;
    }
    const options = leaves.map(({ key, name: leaf, description }) => ({ key, name: leaf, title: description }));
    const enter = { key: root, name: interpolate(gettext("Just “%s”"), [name]), root };
    this.picker.offer(options, { at, choose: mark, enter, back: () => this.offerRoots(passage, at) });
    this.say(interpolate(gettext("%s: choose the kind."), [name]));
  }

  /** Leave the bar without a choice; Escape once more lets go of the selection. */
  dismiss() {
    this.picker.close();
    getSelection().collapseToEnd();
  }

  mark(passage, label) {
    const empty = { severity: null, confidence: "", rationale: "", neutral_wording: "", tags: [], evidence: [] };
    const annotation = { ...empty, id: uuid7(), review: this.review, label, ...passage };
    this.offered = "";
    this.picker.close();
    this.work.create(annotation, gettext("Passage marked"));
    getSelection().removeAllRanges();
    this.showSheet("notes");
    this.panel.openCard(annotation.id, { focus: this.lastPointer !== "touch" });
    this.say(interpolate(gettext("Marked as %s."), [this.labels.get(label).name]));
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

  startResizing(id) {
    const { text, start, end } = this.work.get(id);
    this.enter({ kind: "resize", id, text }, gettext("Select the words that the annotation is about."));
    this.go({ text, start, end });
    this.views.get(text).element.focus({ preventScroll: true });
    this.cursors.get(text).select({ start, end });
  }

  enter(mode, words) {
    this.mode = mode;
    this.offered = "";
    this.picker.close();
    getSelection().removeAllRanges();
    find("[data-linking-words]").textContent = words;
    find("[data-linking]").hidden = false;
  }

  leave() {
    const { id } = this.mode;
    this.mode = null;
    this.offered = "";
    find("[data-linking]").hidden = true;
    this.picker.close();
    getSelection().removeAllRanges();
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
    const undo = find(".bar [data-action=undo]");
    if (undo) undo.disabled = false;
  }

  activate(id) {
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
      return;
    }
    if (annotations.length === 1) {
      this.showSheet("notes");
      this.panel.openCard(annotations[0].id);
      return;
    }
    const dialog = find("[data-choose]");
    const choices = annotations.map(({ id, label, exact }) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      const { root, name } = this.labels.get(label);
      const tag = document.createElement("span");
      tag.className = "lab";
      tag.dataset.label = root;
      tag.textContent = name;
      const quote = document.createElement("bdi");
      quote.textContent = exact.length > 90 ? `${exact.slice(0, 89)}…` : exact;
      button.append(tag, quote);
      button.addEventListener("click", () => {
        dialog.close();
        this.openOneOf([this.work.get(id)]);
      });
      item.append(button);
      return item;
    });
    dialog.querySelector("ul").replaceChildren(...choices);
    dialog.showModal();
  }

  openFromAddress() {
    const id = location.hash.match(/^#annotation-(.+)$/)?.[1];
    if (id && this.work.get(id)) this.panel.openCard(id);
  }

  /** On narrow screens: what the lower half shows, "reports", "notes" or nothing. */
  showSheet(which) {
    document.body.dataset.sheet = which;
    for (const button of document.querySelectorAll(".sheet-switch button")) {
      button.ariaPressed = String(button.value === which);
    }
    for (const pane of document.querySelectorAll(".pane.reports, .pane.notes")) {
      pane.toggleAttribute("data-sheet-open", pane.dataset.pane === which);
    }
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

  // Keys and buttons

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

  listenToKeys() {
    document.addEventListener("keydown", (event) => {
      if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
      if (this.key(event)) event.preventDefault();
    });
  }

  /** Handle a key; returns whether it was one of the page's. */
  key(event) {
    if (isTyping(event.target)) return this.keyWhileTyping(event);
    this.lastPointer = "keyboard";
    if (this.picker.key(event)) return true;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") return this.did(() => this.undo(event.shiftKey));
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const text = event.target.closest?.("[data-text]")?.dataset.text;
    if (text && this.keyInText(text, event)) return true;
    return this.shortcut(event.key);
  }

  keyWhileTyping(event) {
    if (event.key !== "Escape" || !event.target.closest(".note")) return false;
    const annotation = this.work.get(this.panel.open);
    this.views.get(annotation.text)?.element.focus({ preventScroll: true });
    return true;
  }

  keyInText(text, event) {
    if (this.cursors.get(text).key(event)) {
      const passage = this.selection();
      if (passage) this.describe(passage);
      return true;
    }
    if (event.key !== "Enter") return false;
    const passage = this.selection();
    if (!passage) return false;
    this.openOneOf(this.indexes.get(text).at(passage.start));
    if (this.panel.open) this.panel.card(this.panel.open).querySelector(".note-head").focus();
    return true;
  }

  /** Say what is selected, and what is marked there. */
  describe({ text, start, exact }) {
    const labels = this.indexes.get(text).at(start).map(({ label }) => this.labels.get(label).name);
    this.say(labels.length ? `${exact} – ${labels.join(", ")}` : exact);
  }

  shortcut(key) {
    const { open } = this.panel;
    const mine = open && this.writable && this.work.isMine(this.work.get(open));
    const actions = {
      "?": () => find("[data-keys]").showModal(),
      n: () => this.step(1),
      p: () => this.step(-1),
      e: mine && (() => this.startLinking(open)),
      r: mine && (() => this.startResizing(open)),
      Delete: mine && (() => this.remove(open)),
      "[": this.tabs && (() => this.tabs.step(-1)),
      "]": this.tabs && (() => this.tabs.step(1)),
      a: () => find(".article [data-text]")?.focus(),
      s: () => this.views.get(this.tabs?.selected)?.element.focus(),
      Escape: () => this.escape(),
    };
    return actions[key] ? this.did(actions[key]) : false;
  }

  did(action) {
    action();
    return true;
  }

  step(by) {
    const id = this.panel.neighbour(by);
    if (!id) return;
    this.showSheet("notes");
    this.panel.openCard(id);
    this.panel.card(id).querySelector(".note-head").focus({ preventScroll: true });
  }

  escape() {
    if (this.mode) this.leave();
    else if (!getSelection().isCollapsed) getSelection().collapseToEnd();
    else if (this.panel.open) this.panel.close();
  }
}

new ReviewPage();
