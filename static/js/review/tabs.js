// The reports as tabs. Without this module they stand one below the other.

export class Tabs extends EventTarget {
  #tabs;

  constructor(list) {
    super();
    this.#tabs = Array.from(list.querySelectorAll("[role=tab]"));
    list.addEventListener("click", (event) => {
      const tab = event.target.closest("[role=tab]");
      if (!tab) return;
      event.preventDefault();
      this.select(this.#idOf(tab));
    });
    list.addEventListener("keydown", (event) => this.#key(event));
    this.select(this.#idOf(this.#tabs[0]));
  }

  get selected() {
    return this.#idOf(this.#tabs.find((tab) => tab.ariaSelected === "true"));
  }

  has(id) {
    return this.#tabs.some((tab) => this.#idOf(tab) === id);
  }

  select(id) {
    for (const tab of this.#tabs) {
      const isIt = this.#idOf(tab) === id;
      tab.ariaSelected = String(isIt);
      tab.tabIndex = isIt ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls")).hidden = !isIt;
      if (isIt) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    this.dispatchEvent(new CustomEvent("select", { detail: { id } }));
  }

  step(by) {
    const at = this.#tabs.findIndex((tab) => tab.ariaSelected === "true");
    const tab = this.#tabs[(at + by + this.#tabs.length) % this.#tabs.length];
    this.select(this.#idOf(tab));
    return tab;
  }

  #idOf(tab) {
    return tab.id.replace(/^tab-/, "");
  }

  #key(event) {
    const rtl = getComputedStyle(event.currentTarget).direction === "rtl";
    const by = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    this.step(by).focus();
  }
}
