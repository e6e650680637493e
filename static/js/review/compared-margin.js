// A mark beside the first line of each sentence of the article: found in the reports, changed, not found. The marks lie
// over the text, only near the window; on paper, the stylesheet writes them from data-states.

import { byBlock, dodged } from "./compared-places.js";

const APART = 14; // pixels between two marks that begin in one line
const SIGNS = { found: "●", changed: "◐", missing: "○" };

export class Margin {
  #view;
  #overlay = document.createElement("div");
  #blocks;
  #near = new Map();
  #observer;
  #planned = false;

  /** sentences: [start, end, state]; open(start) is called for the mark that is clicked; names: state to words. */
  constructor(view, sentences, names, open) {
    this.#view = view;
    this.#blocks = byBlock(view.map, sentences);
    this.#overlay.className = "margin-marks";
    this.#overlay.ariaHidden = "true";
    this.#overlay.addEventListener("click", ({ target }) => {
      if (target.dataset.start) open(Number(target.dataset.start));
    });
    this.names = names;
    view.element.append(this.#overlay);
    this.#observer = new IntersectionObserver((entries) => this.#moved(entries), {
      rootMargin: "100% 0px",
      scrollMargin: "100% 0px",
    });
    for (const [number, sentencesOf] of this.#blocks) {
      const { element } = view.blocks[number];
      element.dataset.states = sentencesOf.map(({ kind }) => SIGNS[kind]).join("\n");
      this.#observer.observe(Object.assign(element, { comparedBlock: number }));
    }
    this.#resized = new ResizeObserver(() => this.#plan());
    this.#resized.observe(view.element);
  }

  #resized;

  /** Take the marks away: others come in their place. */
  remove() {
    this.#observer.disconnect();
    this.#resized.disconnect();
    this.#overlay.remove();
    for (const number of this.#blocks.keys()) delete this.#view.blocks[number].element.dataset.states;
  }

  /** Dim all marks but those of a state; none under "". */
  filter(state) {
    this.#overlay.dataset.only = state;
  }

  /** Point out the mark of a sentence. */
  point(start) {
    this.#current = start;
    for (const mark of this.#overlay.children) mark.classList.toggle("on", Number(mark.dataset.start) === start);
  }

  #current = null;

  #moved(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#near.set(target.comparedBlock, null);
      else this.#near.delete(target.comparedBlock);
    }
    this.#plan();
  }

  #plan() {
    if (this.#planned) return;
    this.#planned = true;
    requestAnimationFrame(() => {
      this.#planned = false;
      this.#draw();
    });
  }

  /** All is measured before anything is drawn: the page is laid out once. */
  #draw() {
    const frame = this.#view.element.getBoundingClientRect();
    const marks = Array.from(this.#near.keys()).flatMap((number) => {
      const sentences = this.#blocks.get(number);
      const boxes = sentences.map(({ start }) => this.#firstLine(start));
      const tops = dodged(boxes.map((box) => box.top - frame.top), APART);
      return sentences.map((sentence, at) => this.#mark(sentence, tops[at], boxes[at].height));
    });
    this.#overlay.replaceChildren(...marks);
  }

  #firstLine(start) {
    const range = this.#view.range(start, start + 1);
    return range.getClientRects()[0] ?? range.getBoundingClientRect();
  }

  #mark({ start, kind }, top, height) {
    const mark = document.createElement("i");
    mark.className = `state ${kind}`;
    mark.classList.toggle("on", start === this.#current);
    mark.dataset.start = start;
    mark.title = this.names[kind];
    mark.style.setProperty("--top", `${Math.round(top + height / 2)}px`);
    return mark;
  }
}
