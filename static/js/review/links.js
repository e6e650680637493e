// The connectors between the active passage and its evidence: a bracket at the edge of each pane and a curve in the
// gutter. An end that is out of sight is dashed and ends in an arrow.

import { scrollerOf, windowOf } from "./scroll.js";

const SVG = "http://www.w3.org/2000/svg";
const HOOK = 6;

function path(d, className = "") {
  const element = document.createElementNS(SVG, "path");
  element.setAttribute("d", d);
  if (className) element.setAttribute("class", className);
  return element;
}

export class Links {
  #svg;
  #pairs = [];
  #planned = false;

  constructor(svg) {
    this.#svg = svg;
    const redraw = () => this.redraw();
    document.addEventListener("scroll", redraw, { capture: true, passive: true });
    new ResizeObserver(redraw).observe(document.body);
  }

  /** Connect these pairs of {range, element}: a passage of the article, one of a report. */
  connect(pairs) {
    this.#pairs = pairs;
    this.redraw();
  }

  redraw() {
    if (this.#planned) return;
    this.#planned = true;
    requestAnimationFrame(() => {
      this.#planned = false;
      this.#draw();
    });
  }

  #draw() {
    const frame = this.#svg.getBoundingClientRect();
    if (!frame.width) {
      this.#svg.replaceChildren();
      return;
    }
    const drawn = this.#pairs.flatMap(([passage, evidence]) => this.#pair(frame, passage, evidence));
    this.#svg.replaceChildren(...drawn);
  }

  #pair(frame, passage, evidence) {
    const isRtl = getComputedStyle(this.#svg).direction === "rtl";
    const [near, far] = isRtl ? [frame.width - 2, 2] : [2, frame.width - 2];
    const sign = isRtl ? -1 : 1;
    const from = this.#end(frame, passage);
    const to = this.#end(frame, evidence);
    const [x1, x2] = [near + sign * HOOK, far - sign * HOOK];
    const middle = (x1 + x2) / 2;
    const isAway = from.away || to.away;
    const curve = path(`M${x1} ${from.y} C ${middle} ${from.y}, ${middle} ${to.y}, ${x2} ${to.y}`, isAway ? "away" : "");
    return [curve, this.#tip(from, near, sign), this.#tip(to, far, -sign)];
  }

  /** Where a passage lies beside the gutter: {y, top, bottom} in it, away: -1 above the window, 1 below it, else 0. */
  #end(frame, { range, element }) {
    const box = range.getBoundingClientRect();
    const view = windowOf(scrollerOf(element));
    const away = box.bottom < view.top + 8 ? -1 : box.top > view.bottom - 8 ? 1 : 0;
    const clamp = (y) => Math.min(Math.max(y, view.top + 10), view.bottom - 10) - frame.top;
    const [top, bottom] = [clamp(box.top), clamp(box.bottom)];
    return { away, top, bottom, y: (top + bottom) / 2 };
  }

  #tip({ away, top, bottom, y }, x, sign) {
    if (away) return path(`M${x} ${y - away * 5} l${sign * 4} ${away * 7} l${sign * 4} ${-away * 7}`);
    return path(`M${x} ${top} h${sign * HOOK} V${bottom} h${-sign * HOOK}`);
  }
}
