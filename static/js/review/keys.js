// The keys of the review page; annotate/_keys.html tells them to people.

import { plainKey } from "./layout.js";

const find = (selector) => document.querySelector(selector);
const isTyping = (target) => target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, dialog");

export class Keys {
  #page;

  constructor(page) {
    this.#page = page;
    this.#listen();
  }

  #listen() {
    document.addEventListener("keydown", (event) => {
      if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
      if (this.#key(event)) event.preventDefault();
    });
  }

  /** Handle a key; returns whether it was one of the page's. */
  #key(event) {
    if (isTyping(event.target)) return this.#keyWhileTyping(event);
    this.#page.lastPointer = "keyboard";
    // A quick number means the words that are selected now, before the bar has followed.
    if (this.#page.picker.isOpen || /^\d$/.test(plainKey(event))) this.#page.selecting.settle();
    if (this.#page.picker.key(event)) return true;
    if ((event.ctrlKey || event.metaKey) && plainKey(event).toLowerCase() === "z") return this.#did(() => this.#page.undo(event.shiftKey));
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const text = event.target.closest?.("[data-text]")?.dataset.text;
    if (text && this.#keyInText(text, event)) return true;
    return this.#shortcut(plainKey(event));
  }

  #keyWhileTyping(event) {
    if (event.key !== "Escape" || !event.target.closest(".note")) return false;
    const annotation = this.#page.work.get(this.#page.panel.open);
    this.#page.views.get(annotation.text)?.element.focus({ preventScroll: true });
    return true;
  }

  #keyInText(text, event) {
    if (this.#page.cursors.get(text).key(event)) {
      const passage = this.#page.selecting.selection();
      if (passage) this.#describe(passage);
      return true;
    }
    if (event.key !== "Enter") return false;
    const passage = this.#page.selecting.selection();
    if (!passage) return false;
    this.#page.openOneOf(this.#page.indexes.get(text).at(passage.start));
    if (this.#page.panel.open) this.#page.panel.card(this.#page.panel.open).querySelector(".note-head").focus();
    return true;
  }

  /** Say what is selected, and what is marked there. */
  #describe({ text, start, exact }) {
    const labels = this.#page.indexes.get(text).at(start).map(({ label }) => this.#page.labels.get(label).name);
    this.#page.say(labels.length ? `${exact} – ${labels.join(", ")}` : exact);
  }

  #shortcut(key) {
    const { open } = this.#page.panel;
    const mine = open && this.#page.writable && this.#page.work.isMine(this.#page.work.get(open));
    const actions = {
      "?": () => find("[data-keys]").showModal(),
      n: () => this.#step(1),
      p: () => this.#step(-1),
      e: mine && (() => this.#page.startLinking(open)),
      r: mine && (() => this.#page.startResizing(open)),
      Delete: mine && (() => this.#page.remove(open)),
      "[": this.#page.tabs && (() => this.#page.tabs.step(-1)),
      "]": this.#page.tabs && (() => this.#page.tabs.step(1)),
      a: () => find(".article [data-text]")?.focus(),
      s: () => this.#page.views.get(this.#page.tabs?.selected)?.element.focus(),
      c: this.#page.compared.side && (() => this.#page.compared.focus()),
      Escape: () => this.#escape(),
    };
    return actions[key] ? this.#did(actions[key]) : false;
  }

  #did(action) {
    action();
    return true;
  }

  #step(by) {
    const id = this.#page.panel.neighbour(by);
    if (!id) return;
    this.#page.showSheet("notes");
    this.#page.panel.openCard(id);
    this.#page.panel.card(id).querySelector(".note-head").focus({ preventScroll: true });
  }

  #escape() {
    if (this.#page.mode) this.#page.leave();
    else if (!getSelection().isCollapsed) getSelection().collapseToEnd();
    else if (this.#page.panel.open) this.#page.panel.close();
    else this.#page.compared.close();
  }
}
