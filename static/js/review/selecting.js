// Selecting words, by mouse, touch or keyboard, and what the bar offers for them: labels for a new annotation, relations
// while evidence is linked, new words for a passage.

const { gettext, interpolate } = globalThis;

const PAIR = "set beside a report";

export class Selecting {
  #page;
  #offered = "";

  constructor(page) {
    this.#page = page;
    this.#listen();
  }

  #listen() {
    let isPressed = false;
    let timer = 0;
    const settle = (ms) => {
      clearTimeout(timer);
      timer = setTimeout(() => this.settle(), ms);
    };
    document.addEventListener("pointerdown", (event) => {
      isPressed = event.pointerType === "mouse";
      if (isPressed) clearTimeout(timer); // no bar comes up under a drag
      if (!event.target.closest(".pick, .handle")) this.#page.lastPointer = event.pointerType;
    });
    document.addEventListener("pointerup", (event) => {
      isPressed = false;
      if (event.target.closest?.("[data-text]")) settle(0);
    });
    // Fingers move the ends of a selection without any event but this one.
    document.addEventListener("selectionchange", () => {
      if (!isPressed) settle(this.#page.lastPointer === "touch" ? 300 : 60);
    });
    for (const view of this.#page.views.values()) {
      view.element.addEventListener("click", (event) => this.#page.clicked(view, event));
    }
  }

  /** The passage that is selected now, in whichever text; null for none. */
  selection() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const parent = range.commonAncestorContainer;
    const element = (parent.nodeType === Node.TEXT_NODE ? parent.parentElement : parent).closest?.("[data-text]");
    return element ? this.#page.views.get(element.dataset.text).passage(range) : null;
  }

  /** Let the bar follow what is selected now. */
  settle() {
    const passage = this.selection();
    if (!passage) {
      if (!this.#page.picker.hasFocus) {
        this.#page.picker.close();
        this.#page.prepared = null;
      }
      return;
    }
    const key = [passage.text, passage.start, passage.end, this.#page.mode?.kind].join();
    if (this.#page.picker.isOpen && key === this.#offered) return;
    this.#offered = key;
    if (this.#page.writable) this.#offer(passage);
  }

  #offer(passage) {
    const at = this.#page.views.get(passage.text).range(passage.start, passage.end);
    const { role } = this.#page.texts.get(passage.text);
    if (["link", "pair"].includes(this.#page.mode?.kind) && role === "report") {
      const options = Array.from(this.#page.relations, ([key, name]) => ({ key, name }));
      const choose = (relation) => this.#page[this.#page.mode.kind](passage, relation);
      this.#page.picker.offer(options, { at, choose });
    } else if (this.#page.mode?.kind === "resize" && passage.text === this.#page.mode.text) {
      // The words that it has are not offered: the bar would only lie over those that are to be selected.
      if (this.#isAs(passage, this.#page.work.get(this.#page.mode.id))) {
        this.#page.picker.close();
        return;
      }
      const enter = { key: "resize", name: gettext("Use these words") };
      this.#page.picker.offer([], { at, enter, choose: () => this.#page.resize(this.#page.mode.id, passage) });
    } else if (!this.#page.mode) this.#offerRoots(passage, at);
  }

  #isAs(passage, { start, end }) {
    return passage.start === start && passage.end === end;
  }

  #offerRoots(passage, at) {
    const roots = Array.from(this.#page.labels.values()).filter((label) => label.root === label.key);
    const options = roots.map(({ key, name, description }) => ({ key, name, root: key, title: description }));
    if (this.#canBePaired(passage)) options.push({ key: PAIR, name: gettext("Set beside a report") });
    const choose = (root) => (root === PAIR ? this.#page.startPairing(passage) : this.#offerLeaves(passage, root, at));
    this.#page.picker.offer(options, { at, choose, back: () => this.dismiss() });
  }

  /** Whether it is a passage of an article that has reports. */
  #canBePaired({ text }) {
    return this.#page.texts.get(text).role === "article" && Boolean(this.#page.tabs);
  }

  #offerLeaves(passage, root, at) {
    const leaves = Array.from(this.#page.labels.values()).filter((label) => label.root === root && label.key !== root);
    const { name } = this.#page.labels.get(root);
    const mark = (key) => this.#page.mark(passage, key);
    if (!leaves.length) {
      mark(root);
      return;
    }
    const options = leaves.map(({ key, name: leaf, description }) => ({ key, name: leaf, title: description }));
    const enter = { key: root, name: interpolate(gettext("Just “%s”"), [name]), root };
    this.#page.picker.offer(options, { at, choose: mark, enter, back: () => this.#offerRoots(passage, at) });
    this.#page.say(interpolate(gettext("%s: choose the kind."), [name]));
  }

  /** Leave the bar without a choice; Escape once more lets go of the selection. */
  dismiss() {
    this.#page.prepared = null;
    this.#page.picker.close();
    getSelection().collapseToEnd();
  }

  /** Forget what was offered: the same words may be selected again for something else. */
  forget() {
    this.#offered = "";
    this.#page.picker.close();
    getSelection().removeAllRanges();
  }
}
