// A text on the page: its blocks, and how ranges of the page become passages and back. Text nodes never change.

import { TextMap, trimmed, wholeCharacters } from "./offsets.js";

export class TextView {
  constructor(element) {
    this.element = element;
    this.id = element.dataset.text;
    this.language = element.lang;
    this.blocks = Array.from(element.querySelectorAll("[data-start]"), (block) => ({
      element: block,
      node: block.firstChild,
      start: Number(block.dataset.start),
      text: block.firstChild.data,
    }));
    this.map = new TextMap(this.blocks);
  }

  /** The range of code points from start up to end. */
  range(start, end) {
    const from = this.map.place(start);
    const to = this.map.place(end);
    const range = document.createRange();
    range.setStart(this.blocks[from.block].node, from.units);
    range.setEnd(this.blocks[to.block].node, to.units);
    return range;
  }

  /** The passage that a range of the page covers here, whole characters without space around; null for none. */
  passage(range) {
    const covered = this.blocks.flatMap((block, number) => (range.intersectsNode(block.node) ? [number] : []));
    const ends = covered.map((number) => this.#within(range, number)).filter(([, from, to]) => from < to);
    if (!ends.length) return null;
    const [first, from] = ends[0];
    const [last, , to] = ends.at(-1);
    const start = this.map.codePoint(first, from);
    const end = this.map.codePoint(last, to);
    return { text: this.id, start, end, exact: this.map.slice(start, end) };
  }

  #within(range, number) {
    const { node, text } = this.blocks[number];
    const from = range.startContainer === node ? range.startOffset : 0;
    const to = range.endContainer === node ? range.endOffset : text.length;
    const [start, end] = trimmed(text, from, to);
    return start < end ? [number, ...wholeCharacters(text, start, end)] : [number, start, start];
  }

  /** The block that holds a node of the page, by number; -1 for none. */
  blockOf(node) {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    const block = element?.closest("[data-start]");
    return block ? this.blocks.findIndex((candidate) => candidate.element === block) : -1;
  }
}
