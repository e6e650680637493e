// Two handles at the ends of the open annotation's passage: dragging one changes where it begins or ends.

import { characterAt } from "./hit.js";
import { toUnits, wholeCharacters } from "./offsets.js";
import { scrollerOf, windowOf } from "./scroll.js";

export class Handles extends EventTarget {
  #buttons;
  #view = null;
  #passage = null;

  constructor() {
    super();
    this.#buttons = ["start", "end"].map((end) => this.#make(end));
    document.addEventListener("scroll", () => this.#place(), { capture: true, passive: true });
    new ResizeObserver(() => this.#place()).observe(document.body);
  }

  show(view, passage) {
    this.#view = view;
    this.#passage = passage;
    this.#place();
  }

  hide() {
    this.show(null, null);
  }

  #make(end) {
    const handle = document.createElement("div");
    handle.className = `handle ${end}`;
    handle.dataset.handle = end;
    handle.hidden = true;
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      handle.classList.add("dragged");
    });
    handle.addEventListener("pointermove", (event) => {
      if (handle.hasPointerCapture(event.pointerId)) this.#drag(end, event);
    });
    handle.addEventListener("pointerup", () => this.#drop(handle));
    handle.addEventListener("pointercancel", () => this.#drop(handle));
    document.body.append(handle);
    return handle;
  }

  #drag(end, { clientX, clientY }) {
    // The handle itself lies over the text: ask what is below it.
    this.#buttons.forEach((button) => button.classList.add("through"));
    const character = characterAt(this.#view, clientX, clientY);
    this.#buttons.forEach((button) => button.classList.remove("through"));
    if (character === null) return;
    const { map } = this.#view;
    const { block } = map.place(character);
    const { text, start } = this.#view.blocks[block];
    const units = toUnits(text, character - start);
    const [from, to] = wholeCharacters(text, units, units + 1);
    const { start: first, end: last } = this.#passage;
    const moved =
      end === "start"
        ? { start: Math.min(map.codePoint(block, from), last - 1), end: last }
        : { start: first, end: Math.max(map.codePoint(block, to), first + 1) };
    this.#passage = { ...this.#passage, ...moved };
    this.dispatchEvent(new CustomEvent("drag", { detail: this.#passage }));
    this.#place();
  }

  #drop(handle) {
    if (!handle.classList.contains("dragged")) return;
    handle.classList.remove("dragged");
    const { start, end } = this.#passage;
    // A passage has no space at its ends.
    const passage = this.#view.passage(this.#view.range(start, end));
    if (passage) this.dispatchEvent(new CustomEvent("resize", { detail: passage }));
  }

  #place() {
    const boxes = this.#view ? Array.from(this.#view.range(this.#passage.start, this.#passage.end).getClientRects()) : [];
    const ends = [boxes[0], boxes.at(-1)];
    this.#buttons.forEach((button, i) => {
      const box = ends[i];
      const view = box && windowOf(scrollerOf(this.#view.element));
      const isSeen = box && box.width && box.top >= view.top && box.bottom <= view.bottom;
      button.hidden = !isSeen;
      if (!isSeen) return;
      const isRtl = getComputedStyle(this.#view.element).direction === "rtl";
      const x = (i === 0) !== isRtl ? box.left : box.right;
      button.style.setProperty("--x", `${Math.round(x)}px`);
      button.style.setProperty("--y", `${Math.round(box.top)}px`);
      button.style.setProperty("--height", `${Math.round(box.height)}px`);
    });
  }
}
