// Bringing passages into view inside their panes.

const ROOM = 72; // pixels kept free above and below

/** The element that scrolls what is in a pane: the pane itself, or the page on narrow screens. */
export function scrollerOf(element) {
  const pane = element.closest(".pane");
  return pane && pane.scrollHeight > pane.clientHeight && getComputedStyle(pane).overflowY !== "visible"
    ? pane
    : document.scrollingElement;
}

/** The part of the window that a scroller shows things in. */
export function windowOf(scroller) {
  if (scroller !== document.scrollingElement) return scroller.getBoundingClientRect();
  const bar = document.querySelector(".bar").getBoundingClientRect();
  const sheet = document.querySelector("[data-sheet-open]");
  const bottom = sheet && matchMedia("(max-width: 760px)").matches ? sheet.getBoundingClientRect().top : innerHeight;
  return { top: bar.bottom, bottom, left: 0, right: innerWidth, height: bottom - bar.bottom };
}

/** Scroll as little as needed for the range to be read; `centre` brings it to the upper third if it is out of sight. */
export function reveal(range, element, { centre = false } = {}) {
  const scroller = scrollerOf(element);
  const box = range.getBoundingClientRect();
  const view = windowOf(scroller);
  const tabs = element.closest(".reports")?.querySelector(".tabs")?.offsetHeight ?? 0;
  const top = view.top + ROOM + tabs;
  const bottom = view.bottom - ROOM;
  let by = 0;
  if (box.top < top || (centre && box.top > bottom)) by = box.top - (centre ? view.top + tabs + view.height / 3 : top);
  else if (box.bottom > bottom) by = Math.min(box.bottom - bottom, box.top - top);
  const smooth = centre && !matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (by) scroller.scrollBy({ top: by, behavior: smooth ? "smooth" : "instant" });
}
