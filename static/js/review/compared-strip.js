// A strip beside a report: what of it the article uses, changes, leaves out.

import { byBlock } from "./compared-places.js";

export class Strip {
  #view;
  #strip = document.createElement("div");
  #blocks;
  #resized;

  /** sentences: [start, end, use]; open(sentence) is called with the one whose part is clicked; names: use to words. */
  constructor(view, sentences, names, open) {
    this.#view = view;
    this.#blocks = byBlock(view.map, sentences);
    this.#strip.className = "strip";
    this.#strip.ariaHidden = "true";
    this.names = names;
    this.#strip.addEventListener("click", ({ target }) => target.sentence && open(target.sentence));
    view.element.append(this.#strip);
    // It fires when the tab is shown for the first time, too.
    this.#resized = new ResizeObserver(() => requestAnimationFrame(() => this.#draw()));
    this.#resized.observe(view.element);
  }

  remove() {
    this.#resized.disconnect();
    this.#strip.remove();
  }

  #draw() {
    const frame = this.#view.element.getBoundingClientRect();
    if (!frame.width) return;
    const boxes = Array.from(this.#blocks.keys(), (number) => this.#view.blocks[number].element.getBoundingClientRect());
    const parts = Array.from(this.#blocks.values()).flatMap((sentences, at) =>
      sentences.map((sentence) => this.#part(sentence, boxes[at].top - frame.top, boxes[at].height)),
    );
    this.#strip.replaceChildren(...parts);
  }

  #part(sentence, top, height) {
    const part = document.createElement("i");
    part.className = sentence.kind.replace(" ", "-");
    part.title = this.names[sentence.kind];
    part.style.setProperty("--top", `${(top + sentence.from * height).toFixed(1)}px`);
    part.style.setProperty("--height", `${Math.max((sentence.to - sentence.from) * height - 2, 3).toFixed(1)}px`);
    part.sentence = { text: this.#view.id, start: sentence.start, end: sentence.end, use: sentence.kind };
    return part;
  }
}
