// Painting passages with the CSS Custom Highlight API: only blocks near the window, nothing in the document changes.
// Colours and underlines stand in the stylesheet of the scheme (annotate/scheme.css) and in review.css.

import { depths } from "./index.js";

export const canPaint = typeof Highlight === "function" && "highlights" in CSS;

function highlight(name, priority = 0) {
  if (!CSS.highlights.has(name)) {
    const made = new Highlight();
    made.priority = priority;
    CSS.highlights.set(name, made);
  }
  return CSS.highlights.get(name);
}

export class Painter {
  #views;
  #indexes;
  #rootOf;
  #near = new Map();
  #observer;

  /** views and indexes by the id of the text; rootOf gives the root of a label's key. */
  constructor(views, indexes, rootOf) {
    this.#views = views;
    this.#indexes = indexes;
    this.#rootOf = rootOf;
    this.#observer = new IntersectionObserver((entries) => this.#moved(entries), {
      rootMargin: "100% 0px",
      scrollMargin: "100% 0px",
    });
    for (const view of views.values()) {
      view.blocks.forEach((block, number) => {
        block.place = { view, number };
        this.#observer.observe(Object.assign(block.element, { lateralBlock: block }));
      });
    }
  }

  #moved(entries) {
    for (const { target, isIntersecting } of entries) {
      const block = target.lateralBlock;
      if (isIntersecting) this.#paint(block);
      else this.#clear(block);
    }
  }

  #clear(block) {
    for (const [name, range] of this.#near.get(block) ?? []) CSS.highlights.get(name).delete(range);
    this.#near.delete(block);
  }

  #paint(block) {
    this.#clear(block);
    const { view, number } = block.place;
    const blockEnd = view.map.codePoint(number, block.text.length);
    const here = this.#indexes.get(view.id).inBlock(number);
    const within = here.map(({ start, end, label }) => ({
      start: Math.max(start, block.start),
      end: Math.min(end, blockEnd),
      label,
    }));
    const painted = within.map(({ start, end, label }) => [`label-${this.#rootOf(label)}`, view.range(start, end)]);
    for (const [start, end, depth] of depths(within)) {
      painted.push([depth > 1 ? "density-2" : "density-1", view.range(start, end)]);
    }
    for (const [name, range] of painted) highlight(name).add(range);
    this.#near.set(block, painted);
  }

  /** Paint these blocks of a text anew, where they are near the window. */
  refresh(view, numbers) {
    for (const number of numbers) {
      if (this.#near.has(view.blocks[number])) this.#paint(view.blocks[number]);
    }
  }

  /** Show these passages, and no others, as "active", "evidence" or "pending". */
  show(name, passages) {
    const shown = highlight(name, 1);
    shown.clear();
    for (const { text, start, end } of passages) shown.add(this.#views.get(text).range(start, end));
  }
}
