// The annotations as cards. The server has rendered the first of them, closed; the others are made here once the page is
// painted. Here they open, are filled in, come and go.

import { conflictBox } from "./conflict.js";
import { readingOrder } from "./index.js";
import { Later } from "./later.js";

const SHOWN = 140;
const TEXT_FIELDS = ["rationale", "neutral_wording"];

const { gettext, interpolate } = globalThis;

const clone = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
const shortened = (quote) => (quote.length <= SHOWN ? quote : `${quote.slice(0, SHOWN - 1).trimEnd()}…`);

function severities() {
  return { 1: gettext("slight"), 2: gettext("clear"), 3: gettext("severe") };
}

export class Panel extends EventTarget {
  #list;
  #work;
  #outbox;
  #texts;
  #labels;
  #relations;
  #writable;
  #open = null;
  #root = "";
  #later;

  /** texts: Map from id to what the page knows of a text, in the order of the page; labels and relations by key. */
  constructor({ list, work, outbox, texts, labels, relations, writable }) {
    super();
    this.#list = list;
    this.#work = work;
    this.#outbox = outbox;
    this.#texts = texts;
    this.#labels = labels;
    this.#relations = relations;
    this.#writable = writable;
    this.#later = new Later(this.#without(), (ids) => list.append(...ids.flatMap((id) => this.#made(id))));
    addEventListener("beforeprint", () => this.#later.finish());
    list.addEventListener("click", (event) => this.#clicked(event));
    list.addEventListener("input", (event) => this.#typed(event));
    list.addEventListener("submit", (event) => this.#searched(event));
    this.count();
  }

  get open() {
    return this.#open;
  }

  /** The ids of the annotations that have no card yet, in reading order. */
  #without() {
    return this.#work.annotations.filter(({ id }) => !this.#card(id)).map(({ id }) => id);
  }

  /** The card of an annotation that is still there, in a list; an empty list for none. */
  #made(id) {
    const annotation = this.#work.get(id);
    if (!annotation) return [];
    const card = clone("note");
    this.#head(card, annotation);
    return [card];
  }

  /** Show all annotations as they are now, where another page has left changes behind. */
  refreshAll() {
    for (const card of Array.from(this.#list.children)) if (!this.#work.get(card.dataset.id)) card.remove();
    for (const { id } of this.#work.annotations) this.refresh(id);
  }

  /** Show an annotation as it is now: a new card, a changed one, or none any more. */
  refresh(id) {
    const annotation = this.#work.get(id);
    let card = this.card(id);
    if (!annotation) {
      if (this.#open === id) this.close();
      card?.remove();
    } else {
      if (!card) card = clone("note");
      this.#head(card, annotation);
      this.#place(card, annotation);
      if (this.#open === id) this.#fill(card, annotation);
    }
    this.count();
  }

  card(id) {
    if (!this.#card(id)) this.#later.finish();
    return this.#card(id);
  }

  #card(id) {
    return document.getElementById(`annotation-${id}`);
  }

  openCard(id, { focus = false } = {}) {
    if (this.#open && this.#open !== id) this.close();
    const card = this.card(id);
    const annotation = this.#work.get(id);
    if (!card || !annotation) return;
    if (this.#open !== id) {
      this.#open = id;
      const isEditable = this.#writable && this.#work.isMine(annotation);
      card.classList.add("open");
      card.querySelector(".note-head").ariaExpanded = "true";
      card.append(clone(isEditable ? "note-open" : "note-read"));
      this.#fill(card, annotation);
    }
    card.hidden = false;
    card.scrollIntoView({ block: "nearest" });
    if (focus) (card.querySelector("[data-field=rationale]") ?? card.querySelector(".note-head")).focus();
    this.dispatchEvent(new CustomEvent("open", { detail: { id } }));
  }

  close() {
    const card = this.#open && this.card(this.#open);
    const hadFocus = card?.contains(document.activeElement);
    this.#open = null;
    if (card) {
      card.classList.remove("open");
      card.querySelector(".note-body")?.remove();
      card.querySelector(".conflict")?.remove();
      const head = card.querySelector(".note-head");
      head.ariaExpanded = "false";
      if (hadFocus) head.focus({ preventScroll: true });
    }
    this.dispatchEvent(new CustomEvent("close"));
  }

  /** The id of the card after or before the open one, among those listed. */
  neighbour(step) {
    this.#later.finish();
    const cards = Array.from(this.#list.children).filter((card) => !card.hidden);
    const at = cards.findIndex((card) => card.dataset.id === this.#open);
    const next = at < 0 ? (step > 0 ? 0 : cards.length - 1) : at + step;
    return cards[(next + cards.length) % cards.length]?.dataset.id;
  }

  /** List only the annotations under a root; all of them under "". */
  filter(root) {
    this.#later.finish();
    this.#root = root;
    for (const card of this.#list.children) card.hidden = root !== "" && card.dataset.root !== root;
    this.count();
  }

  count() {
    const counts = { "": 0 };
    for (const { label } of this.#work.annotations) {
      const { root } = this.#labels.get(label);
      counts[root] = (counts[root] ?? 0) + 1;
      counts[""] += 1;
    }
    for (const place of document.querySelectorAll("[data-count-of]")) {
      const root = place.dataset.countOf;
      place.textContent = counts[root] ?? 0;
      const button = place.closest("[data-filter] button");
      if (button) button.hidden = root !== "" && root !== this.#root && !counts[root];
    }
    const where = document.querySelector("[data-count]");
    if (where) where.textContent = interpolate(globalThis.ngettext("%s passage", "%s passages", counts[""]), [counts[""]]);
    document.querySelector("[data-empty]").hidden = (counts[this.#root] ?? 0) > 0;
  }

  #head(card, annotation) {
    const { id, label, text, exact } = annotation;
    const { root, name } = this.#labels.get(label);
    card.id = `annotation-${id}`;
    card.dataset.id = id;
    card.dataset.root = root;
    card.hidden = this.#root !== "" && this.#root !== root && this.#open !== id;
    const tag = card.querySelector(".lab");
    tag.dataset.label = root;
    const leaf = document.createElement("span");
    leaf.textContent = root === label ? "" : name;
    tag.replaceChildren(`${this.#labels.get(root).name} `, leaf);
    card.querySelector(".note-facts").textContent = this.#facts(annotation);
    const quote = card.querySelector(".note-quote");
    quote.href = `#text-${text}`;
    quote.firstElementChild.textContent = shortened(exact);
  }

  #facts(annotation) {
    const { severity, evidence, reviewer } = annotation;
    const entry = this.#outbox?.entry(`annotations/${annotation.id}`);
    return [
      entry?.state === "conflict" && gettext("changed elsewhere"),
      entry?.state === "refused" && gettext("not stored"),
      !this.#texts.has(annotation.text) && gettext("an earlier wording"),
      !this.#work.isMine(annotation) && reviewer,
      severity && severities()[severity],
      evidence.length > 0 && interpolate(gettext("evidence: %s"), [evidence.length]),
    ]
      .filter(Boolean)
      .join(" · ");
  }

  /** Put the card where it belongs in reading order: the article, then the reports as they stand. */
  #place(card, annotation) {
    const order = Array.from(this.#texts.keys());
    const after = Array.from(this.#list.children).find((other) => {
      if (other === card) return false;
      const there = this.#work.get(other.dataset.id);
      if (!there) return false;
      const byText = order.indexOf(annotation.text) - order.indexOf(there.text);
      return (byText || readingOrder(annotation, there)) < 0;
    });
    if (card.isConnected && card.nextElementSibling === (after ?? null)) return;
    const focused = card.contains(document.activeElement) && document.activeElement;
    this.#list.insertBefore(card, after ?? null);
    if (focused) focused.focus({ preventScroll: true });
  }

  #fill(card, annotation) {
    for (const field of card.querySelectorAll("[data-field]")) {
      const value = annotation[field.dataset.field];
      if (field.type === "radio") field.checked = field.value === String(value);
      else if (field !== document.activeElement) field.value = Array.isArray(value) ? value.join(", ") : (value ?? "");
      if (field.type === "radio") field.name = `severity-${annotation.id}`;
    }
    this.#read(card, annotation);
    card.querySelector(".evidence").replaceChildren(...annotation.evidence.map((evidence) => this.#evidence(evidence)));
    this.#problems(card, annotation);
  }

  /** Another's annotation, which is only read. */
  #read(card, annotation) {
    const show = (name, words) => {
      const place = card.querySelector(`[data-read=${name}]`);
      if (!place) return;
      place.hidden = !words;
      (place.querySelector("span") ?? place).textContent = words;
    };
    for (const field of TEXT_FIELDS) show(field, annotation[field]);
    const confidence = { low: gettext("low"), medium: gettext("medium"), high: gettext("high") }[annotation.confidence];
    const facts = [
      severities()[annotation.severity],
      confidence && interpolate(gettext("confidence: %s"), [confidence]),
      annotation.tags.join(", "),
    ];
    show("facts", facts.filter(Boolean).join(" · "));
  }

  #evidence(evidence) {
    const item = clone("evidence");
    item.dataset.evidence = evidence.id;
    const named = (id) => this.#texts.get(id)?.name ?? gettext("an earlier wording");
    const quote = item.querySelector(".ev-quote");
    if (evidence.kind === "passage") {
      item.querySelector("b").textContent = this.#relations.get(evidence.relation);
      item.querySelector("small").textContent = named(evidence.text);
      quote.href = `#text-${evidence.text}`;
      quote.firstElementChild.textContent = shortened(evidence.exact);
    } else {
      item.querySelector("b").textContent = gettext("Searched, not found");
      item.querySelector("small").textContent = evidence.searched.map(named).join(", ");
      quote.remove();
    }
    if (!this.#writable || !this.#work.isMine(this.#work.get(this.#open))) {
      item.querySelector("[data-action]").remove();
    }
    return item;
  }

  /** What the server has said against storing it. */
  #problems(card, annotation) {
    card.querySelector(".conflict")?.remove();
    const paths = [
      `annotations/${annotation.id}`,
      ...annotation.evidence.map(({ id }) => `annotations/${annotation.id}/evidence/${id}`),
    ];
    const note = card.querySelector(".note-problem");
    const refused = paths.map((path) => this.#outbox?.entry(path)).find((entry) => entry?.state === "refused");
    if (note) {
      note.hidden = !refused;
      note.textContent = refused ? `${gettext("Not stored; your draft is kept in this browser.")} ${refused.detail}` : "";
    }
    const path = paths.find((candidate) => this.#outbox?.entry(candidate)?.state === "conflict");
    if (path) card.querySelector(".note-body").prepend(conflictBox(path, this.#outbox.entry(path), this.#inWords));
  }

  /** How a field of an annotation or of evidence reads. */
  #inWords = (field, value) => {
    if (field === "label") return this.#labels.get(value)?.name ?? value;
    if (field === "relation") return this.#relations.get(value) ?? value;
    if (field === "severity") return severities()[value] ?? "–";
    return (Array.isArray(value) ? value.join(", ") : value) || "–";
  };

  #clicked(event) {
    const card = event.target.closest(".note");
    const { id } = card.dataset;
    const annotation = this.#work.get(id);
    if (event.target.closest(".note-head")) {
      if (this.#open === id) this.close();
      else this.openCard(id);
    } else if (event.target.closest(".note-quote")) {
      event.preventDefault();
      if (this.#open !== id) this.openCard(id);
      this.#emit("go", { passage: annotation });
    } else if (event.target.closest(".ev-quote")) {
      event.preventDefault();
      const evidence = annotation.evidence.find((one) => one.id === event.target.closest(".ev").dataset.evidence);
      this.#emit("go", { passage: evidence });
    } else this.#act(event.target.closest("[data-action]")?.dataset.action, card, event);
  }

  #act(action, card, event) {
    const { id } = card.dataset;
    const path = event.target.closest(".conflict")?.dataset.path;
    if (action === "search") this.toggleSearch(card);
    else if (action === "keep-mine") this.#work.settle(path, true);
    else if (action === "take-theirs") this.#work.settle(path, false);
    else if (action === "remove-evidence") {
      this.#work.removeEvidence(id, event.target.closest(".ev").dataset.evidence, gettext("Evidence removed"));
      this.#emit("undoable", { words: gettext("Evidence removed") });
    } else if (action) this.#emit("action", { action, id });
  }

  /** Show or hide the form that records a search: at first all reports are ticked, or the article for an omission. */
  toggleSearch(card) {
    const form = card.querySelector("[data-searched]");
    form.hidden = !form.hidden;
    if (form.hidden) return;
    const home = this.#texts.get(this.#work.get(card.dataset.id).text);
    const others = Array.from(this.#texts.values()).filter((text) => text !== home);
    const boxes = others.map((text) => {
      const label = document.createElement("label");
      label.className = "line";
      const box = document.createElement("input");
      box.type = "checkbox";
      box.value = text.id;
      box.checked = text.role !== (home?.role ?? "article");
      const name = document.createElement("bdi");
      const isTitled = text.title && text.name !== text.title;
      name.textContent = isTitled ? interpolate(gettext("%s: %s"), [text.name, text.title]) : text.name;
      label.append(box, name);
      return label;
    });
    form.querySelector("[data-searched-texts]").replaceChildren(...boxes);
    form.querySelector("input").focus();
  }

  #searched(event) {
    event.preventDefault();
    const { id } = event.target.closest(".note").dataset;
    const searched = Array.from(event.target.querySelectorAll("input:checked"), (box) => box.value);
    if (!searched.length) {
      this.#emit("say", { words: gettext("Tick at least one text that you searched.") });
      return;
    }
    event.target.hidden = true;
    this.#emit("searched", { id, searched });
  }

  #typed({ target }) {
    const { field } = target.dataset;
    if (!field) return;
    const { id } = target.closest(".note").dataset;
    const value = {
      severity: () => Number(target.value),
      tags: () => target.value.split(/[,،]/).map((tag) => tag.trim()).filter(Boolean),
    }[field]?.() ?? target.value;
    this.#work.edit(id, { [field]: value }, gettext("Edit"));
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
