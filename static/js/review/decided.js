// What the reviewer has decided on pairs of passages. Every change goes to the outbox and can be undone, like those of
// annotations. A decision stands for its two passages: there is one for them, under whatever key it is stored. No DOM.

import { uuid7 } from "./api.js";

const FIELDS = ["review", "article", "report", "decision", "relation"];
const PASSAGE = ["text", "start", "end", "exact"];

const pick = (object, fields) => Object.fromEntries(fields.map((field) => [field, object[field]]));
const pathOf = (id) => `alignments/${id}`;

/** Whether a path of the outbox is a decision's. */
export function isDecision(path) {
  return path.startsWith(pathOf(""));
}

/** By what a pair is known, however often it is computed, as in sources.comparing.page.Proposal.key. */
export function keyOf({ article, report }) {
  return `${report.text}:${article.start}-${article.end}:${report.start}-${report.end}`;
}

export class Decided extends EventTarget {
  #known = new Map();
  #gone = new Map(); // those that were taken back here, by their ids
  #outbox;
  #steps;
  #review;

  constructor({ outbox, steps, review }) {
    super();
    this.#outbox = outbox;
    this.#steps = steps;
    this.#review = review;
    outbox.addEventListener("state", ({ detail }) => this.#answered(detail));
    outbox.addEventListener("stored", ({ detail }) => this.#tell(detail.path));
  }

  /** The decision on a pair. */
  get(key) {
    return this.#known.get(key);
  }

  /** All of them, as [key, decision]. */
  get all() {
    return Array.from(this.#known);
  }

  /** What the server has against storing it, in its words; null where it has nothing. */
  problem(key) {
    const decision = this.#known.get(key);
    const entry = decision && this.#outbox.entry(pathOf(decision.id));
    return entry?.state === "refused" ? entry.detail : null;
  }

  /** Take up what the server holds; what was decided here meanwhile stands. */
  load(decisions) {
    for (const { id, etag, ...said } of decisions) {
      if (said.review !== this.#review) continue;
      this.#outbox.learn(pathOf(id), etag);
      const key = keyOf(said);
      if (!this.#known.has(key) && !this.#gone.has(id)) this.#known.set(key, { id, ...said });
    }
    this.#changed("");
  }

  /** Take up what an earlier page could not send. */
  takeUp(path, body) {
    const id = path.slice(pathOf("").length);
    if (body) this.#known.set(keyOf(body), { id, ...body });
    else this.#gone.set(id, null);
  }

  decide(said, what) {
    const before = this.#known.get(keyOf(said));
    const after = { ...said, id: before?.id ?? uuid7(), review: this.#review };
    this.#steps.take(
      what,
      () => this.#write(after),
      () => (before ? this.#write(before) : this.#erase(after)),
    );
  }

  takeBack(key, what) {
    const before = this.#known.get(key);
    this.#steps.take(
      what,
      () => this.#erase(before),
      () => this.#write(before),
    );
  }

  #write(decision) {
    const body = pick(decision, FIELDS);
    for (const side of ["article", "report"]) body[side] = pick(decision[side], PASSAGE);
    this.#known.set(keyOf(decision), decision);
    this.#outbox.put(pathOf(decision.id), body, { soon: true });
    this.#changed(keyOf(decision));
  }

  #erase(decision) {
    this.#known.delete(keyOf(decision));
    this.#gone.set(decision.id, decision);
    this.#outbox.put(pathOf(decision.id), null, { soon: true });
    this.#changed(keyOf(decision));
  }

  /** Of two windows of one reviewer the later decision stands: there is nothing in it to be lost. */
  #answered({ state, path }) {
    if (!path || !isDecision(path)) return;
    if (state === "conflict") this.#outbox.settle(path, true);
    if (state === "refused") this.#bringBack(path);
    this.#tell(path);
  }

  /** What may not be taken back is shown again. */
  #bringBack(path) {
    const { body } = this.#outbox.entry(path);
    const decision = this.#gone.get(path.slice(pathOf("").length));
    if (body === null && decision) this.#known.set(keyOf(decision), decision);
  }

  #tell(path) {
    const found = this.all.find(([, { id }]) => pathOf(id) === path);
    if (found) this.#changed(found[0]);
  }

  #changed(key) {
    this.dispatchEvent(new CustomEvent("change", { detail: { key } }));
  }
}
