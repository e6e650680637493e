// The word cursor: arrows move by words and paragraphs through a text, Shift extends. What it stands on is simply
// selected, so that mouse, touch and keyboard end in the same place, and a screen reader hears it.

import { wordsOf } from "./offsets.js";
import { reveal } from "./scroll.js";

export class WordCursor {
  #view;
  #words = new Map();
  #anchor = null;
  #focus = null;

  constructor(view) {
    this.#view = view;
  }

  /** Handle a key in the text; returns whether it was one of the cursor's. */
  key(event) {
    const step = this.#stepOf(event);
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return false;
    this.#takeUp();
    const to = step(this.#focus);
    this.#focus = to;
    if (!event.shiftKey) this.#anchor = to;
    this.#select();
    return true;
  }

  /** Stand on the words of a passage. */
  select({ start, end }) {
    this.#anchor = this.#wordAt(this.#view.map.place(start));
    this.#focus = this.#wordAt(this.#view.map.place(end - 1));
    this.#select();
  }

  #stepOf({ key }) {
    const rtl = getComputedStyle(this.#view.element).direction === "rtl";
    const forward = rtl ? "ArrowLeft" : "ArrowRight";
    const back = rtl ? "ArrowRight" : "ArrowLeft";
    return {
      [forward]: (at) => this.#neighbour(at, 1),
      [back]: (at) => this.#neighbour(at, -1),
      ArrowDown: (at) => this.#paragraph(at, 1),
      ArrowUp: (at) => this.#paragraph(at, -1),
      Home: (at) => ({ block: at.block, word: 0 }),
      End: (at) => ({ block: at.block, word: this.#of(at.block).length - 1 }),
    }[key];
  }

  #of(block) {
    if (!this.#words.has(block)) {
      const { text } = this.#view.blocks[block];
      const words = wordsOf(text, this.#view.language);
      this.#words.set(block, words.length ? words : [[0, text.length]]);
    }
    return this.#words.get(block);
  }

  /** Go on from the selection that is there, else from before the first word that can be seen. */
  #takeUp() {
    const selection = getSelection();
    const passage = selection.rangeCount && !selection.isCollapsed && this.#view.passage(selection.getRangeAt(0));
    if (passage && this.#view.element.contains(selection.anchorNode)) {
      const first = this.#wordAt(this.#view.map.place(passage.start));
      const last = this.#wordAt(this.#view.map.place(passage.end - 1));
      const isKept = this.#anchor && [first, last].some((word) => same(word, this.#anchor));
      if (!isKept) [this.#anchor, this.#focus] = [first, last];
      return;
    }
    const top = this.#view.element.closest(".pane").getBoundingClientRect().top;
    const block = this.#view.blocks.findIndex(({ element }) => element.getBoundingClientRect().bottom > Math.max(top, 0) + 80);
    this.#focus = this.#anchor = { block: Math.max(block, 0), word: -1 };
  }

  #wordAt({ block, units }) {
    const words = this.#of(block);
    const word = words.findIndex(([, end]) => units < end);
    return { block, word: word < 0 ? words.length - 1 : word };
  }

  #neighbour({ block, word }, step) {
    const next = word + step;
    if (next >= 0 && next < this.#of(block).length) return { block, word: next };
    const other = block + step;
    if (other < 0 || other >= this.#view.blocks.length) return { block, word: Math.max(word, 0) };
    return { block: other, word: step > 0 ? 0 : this.#of(other).length - 1 };
  }

  #paragraph({ block, word }, step) {
    if (step < 0 && word > 0) return { block, word: 0 };
    const other = Math.min(Math.max(block + (word < 0 ? 0 : step), 0), this.#view.blocks.length - 1);
    return { block: other, word: 0 };
  }

  #select() {
    const [first, last] = [this.#anchor, this.#focus].sort((a, b) => a.block - b.block || a.word - b.word);
    const [start] = this.#of(first.block)[Math.max(first.word, 0)];
    const [, end] = this.#of(last.block)[Math.max(last.word, 0)];
    const { blocks } = this.#view;
    getSelection().setBaseAndExtent(blocks[first.block].node, start, blocks[last.block].node, end);
    const focus = this.#of(this.#focus.block)[Math.max(this.#focus.word, 0)];
    const range = document.createRange();
    range.setStart(blocks[this.#focus.block].node, focus[0]);
    range.setEnd(blocks[this.#focus.block].node, focus[1]);
    reveal(range, this.#view.element);
  }
}

function same(a, b) {
  return a.block === b.block && a.word === b.word;
}
