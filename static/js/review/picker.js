// The small bar at a selection: choices with number keys, in one or two steps.

import { plainKey } from "./layout.js";
import { windowOf } from "./scroll.js";

const GAP = 10;
const KEYS = "1234567890";

export class Picker {
  #element;
  #options = [];
  #back = null;
  #choose = null;
  #enter = null;
  #at = null;

  constructor(element) {
    this.#element = element;
    // A press on the bar must not take the selection away.
    element.addEventListener("pointerdown", (event) => event.preventDefault());
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) this.#take(button.value);
    });
    element.addEventListener("keydown", (event) => this.#walk(event));
    document.addEventListener("scroll", () => this.isOpen && this.#place(), { capture: true, passive: true });
  }

  get isOpen() {
    return !this.#element.hidden;
  }

  get hasFocus() {
    return this.#element.contains(document.activeElement);
  }

  /**
   * Offer options {key, name, root} at a range. choose(key) is called with what is taken; enter: what the Enter key
   * takes; back: called on Escape instead of closing.
   */
  offer(options, { at, choose, enter = null, back = null }) {
    this.#options = options;
    this.#choose = choose;
    this.#enter = enter;
    this.#back = back;
    this.#element.replaceChildren(...options.map((option, i) => this.#button(option, KEYS[i])));
    if (enter) this.#element.append(this.#button(enter, "⏎"));
    this.#element.hidden = false;
    this.#at = at;
    this.#place();
  }

  close() {
    this.#element.hidden = true;
    this.#options = [];
  }

  /** Handle a key while the bar is open; returns whether it was the bar's. */
  key(event) {
    if (!this.isOpen || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "Escape") {
      if (this.#back) this.#back();
      else this.close();
      return true;
    }
    const key = plainKey(event);
    const option = key === "Enter" ? this.#enter : this.#options[KEYS.indexOf(key)];
    if (!option || (key === "Enter" && event.target.closest?.("button, a"))) return false;
    this.#take(option.key);
    return true;
  }

  #take(key) {
    this.#choose(key);
  }

  #button({ key, name, root = "", title = "" }, digit) {
    const button = document.createElement("button");
    button.type = "button";
    button.value = key;
    if (title) button.title = title;
    const hint = document.createElement("kbd");
    hint.textContent = digit ?? "";
    hint.hidden = !digit;
    const words = document.createElement("span");
    words.textContent = name;
    if (root) {
      words.className = "lab";
      words.dataset.label = root;
    }
    button.append(hint, words);
    return button;
  }

  /** Arrow keys walk along the bar, as in every toolbar. */
  #walk(event) {
    const buttons = Array.from(this.#element.querySelectorAll("button"));
    const rtl = getComputedStyle(this.#element).direction === "rtl";
    const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const next = buttons.indexOf(document.activeElement) + step;
    buttons[(next + buttons.length) % buttons.length].focus();
  }

  /** Below the range, or above it where there is no room; on phones it lies at the bottom (review.css). */
  #place() {
    const boxes = Array.from(this.#at.getClientRects());
    const last = boxes.at(-1) ?? this.#at.getBoundingClientRect();
    const first = boxes[0] ?? last;
    const { offsetWidth: width, offsetHeight: height } = this.#element;
    const { bottom } = windowOf(document.scrollingElement);
    const below = last.bottom + GAP;
    const top = below + height < bottom ? below : Math.max(first.top - height - GAP, 0);
    const left = Math.min(Math.max(last.left, 8), document.documentElement.clientWidth - width - 8);
    this.#element.style.setProperty("--top", `${Math.round(Math.max(top, 0))}px`);
    this.#element.style.setProperty("--left", `${Math.round(Math.max(left, 8))}px`);
  }
}
