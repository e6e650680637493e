// Deciding on pairs of passages: confirmed, corrected, rejected, or drawn by hand. It is stored apart from what was
// computed and stands for the two passages; the list shows both.

import { sender } from "./api.js";
import { passageOf } from "./compared-places.js";

const { gettext, interpolate } = globalThis;
const AGAIN = 5_000; // ms until the server is asked again what was decided

export class Decisions {
  #page;
  #host;
  #decided;
  #ask;

  /** page: the review page with what is `decided`; its list of pairs is in #comparison. */
  constructor(page, { api, dossier }) {
    this.#page = page;
    this.#host = document.getElementById("comparison");
    this.#decided = page.decided;
    const send = sender(api);
    this.#ask = () => send(`dossiers/${dossier}/alignments`, "GET", null, {});
    if (!this.#host) return;
    this.#host.addEventListener("click", (event) => this.#clicked(event));
    this.#host.addEventListener("change", (event) => this.#changed(event));
    this.#host.addEventListener("htmx:afterSwap", () => this.#fill());
    this.#decided.addEventListener("change", ({ detail }) => this.#fill(detail.key));
    this.#load();
  }

  async #load() {
    const answer = await this.#ask().catch(() => null);
    if (answer?.status === 200) this.#decided.load(answer.body);
    else if (!answer || answer.status >= 500) setTimeout(() => this.#load(), AGAIN);
  }

  /** Decide on a pair that was drawn by hand. */
  draw(article, report, relation) {
    this.#decide({ article, report, decision: "drawn", relation });
  }

  #decide(said) {
    const what = this.#inWords(said);
    this.#decided.decide(said, what);
    this.#page.say(what);
  }

  #takeBack(key) {
    this.#decided.takeBack(key, gettext("Taken back"));
    this.#page.say(gettext("Taken back."));
  }

  #clicked(event) {
    const button = event.target.closest("[data-decide]");
    if (!button) return;
    const pair = button.closest(".pair");
    if (button.dataset.decide === "undo") this.#takeBack(button.closest(".decide, .drawn > li").dataset.pair);
    else this.#decidePair(pair, button.dataset.decide, pair.dataset.relation);
  }

  #changed(event) {
    const select = event.target.closest("select[data-correct]");
    if (select?.value) this.#decidePair(select.closest(".pair"), "corrected", select.value);
  }

  #decidePair(pair, decision, relation) {
    const article = this.#page.passage(passageOf(pair.dataset.article));
    const report = this.#page.passage(passageOf(pair.dataset.report));
    this.#decide({ article, report, decision, relation: decision === "rejected" ? "" : relation });
  }

  // Showing

  /** Show what was decided, on one pair or on all. Who stands at the pair with the keyboard stays there. */
  #fill(key = "") {
    const slots = Array.from(this.#host.querySelectorAll(".decide"));
    for (const slot of slots) {
      if (key && slot.dataset.pair !== key) continue;
      const isHere = slot.contains(document.activeElement);
      this.#fillSlot(slot);
      if (isHere) slot.querySelector("button, select")?.focus({ preventScroll: true });
    }
    this.#listDrawn(slots);
  }

  #fillSlot(slot) {
    const { pair } = slot.dataset;
    const decision = this.#decided.get(pair);
    slot.closest(".pair").dataset.decision = decision?.decision ?? "";
    if (decision) slot.replaceChildren(...this.#decidedParts(pair, decision));
    else slot.replaceChildren(...(this.#page.writable ? this.#choices(slot.closest(".pair").dataset.relation) : []));
  }

  #inWords({ decision, relation }) {
    return relation ? `${named(decision)}: ${this.#page.relations.get(relation)}` : named(decision);
  }

  #decidedParts(key, decision) {
    const words = document.createElement("span");
    words.className = `decision ${decision.decision}`;
    words.textContent = this.#inWords(decision);
    const parts = this.#page.writable ? [words, button("undo", gettext("Undo"), "plain")] : [words];
    const problem = this.#decided.problem(key);
    return problem === null ? parts : [...parts, refusal(problem)];
  }

  #choices(proposed) {
    const select = document.createElement("select");
    select.dataset.correct = "";
    select.ariaLabel = gettext("Correct the relation");
    select.append(new Option(gettext("Correct…"), ""));
    for (const [key, name] of this.#page.relations) if (key !== proposed) select.append(new Option(name, key));
    return [button("confirmed", gettext("Confirm")), button("rejected", gettext("Reject")), select];
  }

  /** Pairs that no computing proposes: they stand above the others. */
  #listDrawn(slots) {
    const proposed = new Set(slots.map((slot) => slot.dataset.pair));
    const drawn = this.#decided.all.filter(([key]) => !proposed.has(key));
    const panel = this.#host.querySelector("[data-panel=passages]");
    const before = panel?.querySelector(".drawn");
    const hadFocus = before?.contains(document.activeElement);
    before?.remove();
    if (!panel || !drawn.length) return;
    const list = document.createElement("ul");
    list.className = "drawn items";
    list.ariaLabel = gettext("Drawn by hand");
    list.append(...drawn.map(([key, decision]) => this.#drawnItem(key, decision)));
    panel.querySelector("ol.items").before(list);
    if (hadFocus) list.querySelector("button")?.focus({ preventScroll: true });
  }

  #drawnItem(key, alignment) {
    const item = document.createElement("li");
    item.className = "item";
    item.dataset.pair = key;
    const foot = document.createElement("div");
    foot.className = "acts";
    foot.append(...this.#decidedParts(key, alignment));
    item.append(this.#quote(alignment.article), this.#quote(alignment.report), foot);
    return item;
  }

  #quote(passage) {
    const { text, start, end, exact } = passage;
    const link = document.createElement("a");
    link.className = "to";
    link.href = `#text-${text}`;
    link.dataset.passage = `${text} ${start} ${end}`;
    const words = document.createElement("bdi");
    words.lang = this.#page.views.get(text)?.language ?? "";
    words.textContent = exact;
    link.append(words);
    return link;
  }
}

function named(decision) {
  const names = {
    confirmed: gettext("Confirmed"),
    corrected: gettext("Corrected"),
    rejected: gettext("Rejected"),
    drawn: gettext("Drawn by hand"),
  };
  return names[decision];
}

/** That the server does not store it, and why. */
function refusal(why) {
  const words = document.createElement("span");
  words.className = "refused";
  words.setAttribute("role", "alert");
  words.textContent = interpolate(gettext("Not stored: %s"), [why]);
  return words;
}

function button(decide, words, kind = "quiet") {
  const element = document.createElement("button");
  element.type = "button";
  element.className = kind;
  element.dataset.decide = decide;
  element.textContent = words;
  return element;
}
