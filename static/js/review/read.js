// A dossier to read: the reports as tabs, the comparison beside them. The search links to a paragraph of a text,
// #text-<key>-<where it begins>, the comparison to a passage, #text-<key>-<start>-<end>.

import { Compared } from "./compared.js";
import { Index } from "./index.js";
import { Links } from "./links.js";
import { canPaint, Painter } from "./paint.js";
import { reveal } from "./scroll.js";
import { openSheet } from "./sheet.js";
import { Tabs } from "./tabs.js";
import { TextView } from "./text.js";

const ADDRESS = /^#text-([\da-f-]{36})(?:-(\d+))?(?:-(\d+))?$/;
const find = (selector) => document.querySelector(selector);

class ReadingPage {
  constructor() {
    const list = find("[data-tabs]");
    this.tabs = list && new Tabs(list);
    this.views = new Map(Array.from(document.querySelectorAll("[data-text]"), (element) => [element.dataset.text, new TextView(element)]));
    const indexes = new Map(Array.from(this.views.values(), (view) => [view.id, new Index(view.map)]));
    this.painter = canPaint ? new Painter(this.views, indexes, (key) => key) : null;
    this.links = new Links(find("[data-links]"));
    document.documentElement.dataset.reviewReady = "";
    this.compared = new Compared(this);
    this.tabs?.addEventListener("select", () => this.compared.shown && this.compared.paint());
    find(".sheet-switch")?.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (button) this.showSheet(button.value);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) this.compared.close();
    });
    this.showSheet("reports");
    this.goToAddress();
    addEventListener("hashchange", () => this.goToAddress());
  }

  goToAddress() {
    const [, id, start, end] = location.hash.match(ADDRESS) ?? [];
    const view = this.views.get(id);
    if (!view) return;
    if (this.tabs?.has(id)) this.tabs.select(id);
    if (end) {
      const passage = { text: id, start: Number(start), end: Math.min(Number(end), view.map.length) };
      this.reveal(passage);
      this.painter?.show("active", [passage]);
    } else (view.element.querySelector(`[data-start="${start}"]`) ?? view.element).scrollIntoView({ block: "center" });
  }

  reveal({ text, start, end }) {
    const view = this.views.get(text);
    if (!view) return;
    if (this.tabs?.has(text) && this.tabs.selected !== text) this.tabs.select(text);
    reveal(view.range(start, end), view.element, { centre: true });
  }

  showSheet(which) {
    openSheet(which);
    this.compared.follow(which);
    if (this.compared.shown) this.compared.paint();
  }

  say(words) {
    find("[data-spoken]").textContent = words;
  }
}

new ReadingPage();
