// The tabs of the pane beside the texts: annotations, and the sections of the comparison, which come later. Without this
// module they are links to the page of the comparison.

export class Side extends EventTarget {
  #tabs;
  #compared = "passages";

  constructor(list) {
    super();
    this.#tabs = Array.from(list.querySelectorAll("[role=tab]"));
    list.addEventListener("click", (event) => {
      const tab = event.target.closest("[role=tab]");
      if (!tab || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.select(tab.dataset.side);
    });
    list.addEventListener("keydown", (event) => this.#key(event));
  }

  get selected() {
    return this.#tabs.find((tab) => tab.ariaSelected === "true").dataset.side;
  }

  /** The section of the comparison that was shown last. */
  get compared() {
    return this.#compared;
  }

  select(name) {
    const isOther = name !== this.selected;
    this.show(name);
    if (isOther) this.#tabs[0].closest(".pane").scrollTop = 0;
    this.dispatchEvent(new CustomEvent("select", { detail: { name } }));
  }

  show(name) {
    if (name !== "notes") this.#compared = name;
    for (const tab of this.#tabs) {
      const isIt = tab.dataset.side === name;
      tab.ariaSelected = String(isIt);
      tab.tabIndex = isIt ? 0 : -1;
      if (isIt) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    this.refresh();
  }

  /** Show the section of the tab that is selected, and no other; what came in meanwhile is a panel now. */
  refresh() {
    const { selected } = this;
    const notes = document.getElementById("panel-notes");
    if (notes) notes.hidden = selected !== "notes";
    const comparison = document.getElementById("comparison");
    comparison.hidden = selected === "notes";
    for (const panel of comparison.querySelectorAll("[data-panel]")) {
      panel.setAttribute("role", "tabpanel");
      panel.removeAttribute("aria-label");
      panel.setAttribute("aria-labelledby", `side-tab-${panel.dataset.panel}`);
      panel.hidden = panel.dataset.panel !== selected;
    }
  }

  focus() {
    this.#tabs.find((tab) => tab.ariaSelected === "true").focus();
  }

  /** Write the numbers of the sections on their tabs: {figures: 2, …}. */
  count(counts) {
    for (const tab of this.#tabs) {
      const place = tab.querySelector("[data-number]");
      if (place) place.textContent = counts[tab.dataset.side] ?? "";
    }
  }

  #key(event) {
    const rtl = getComputedStyle(event.currentTarget).direction === "rtl";
    const last = this.#tabs.length - 1;
    const at = this.#tabs.findIndex((tab) => tab.ariaSelected === "true");
    const to = { ArrowRight: at + (rtl ? -1 : 1), ArrowLeft: at + (rtl ? 1 : -1), Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const tab = this.#tabs[(to + this.#tabs.length) % this.#tabs.length];
    this.select(tab.dataset.side);
    tab.focus();
  }
}
