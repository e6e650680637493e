// What the reviewer has done: the annotations with their evidence, every change of which goes to the outbox and can be
// undone. No DOM.

import { Steps } from "./steps.js";

const ANNOTATION_FIELDS = [
  "review", "text", "start", "end", "exact", "label", "severity", "confidence", "rationale", "neutral_wording", "tags",
];
const PASSAGE_FIELDS = ["kind", "text", "start", "end", "exact", "relation"];
const SEARCH_FIELDS = ["kind", "searched"];

const pick = (object, fields) => Object.fromEntries(fields.map((field) => [field, object[field]]));
const pathOf = (id) => `annotations/${id}`;
const isOwn = (path) => path.startsWith(pathOf(""));
const evidencePath = (id, evidence) => `annotations/${id}/evidence/${evidence}`;

function evidenceBody(evidence) {
  return pick(evidence, evidence.kind === "passage" ? PASSAGE_FIELDS : SEARCH_FIELDS);
}

/** The ETags of annotations and their evidence, by path, for the outbox. */
export function etagsOf(annotations) {
  return new Map(
    annotations.flatMap((annotation) => [
      [pathOf(annotation.id), annotation.etag],
      ...annotation.evidence.map(({ id, etag }) => [evidencePath(annotation.id, id), etag]),
    ]),
  );
}

export class Work extends EventTarget {
  #annotations;
  #outbox;
  #review;
  #steps;

  constructor({ annotations, outbox, review, steps = new Steps() }) {
    super();
    this.#steps = steps;
    this.#annotations = new Map(annotations.map((annotation) => [annotation.id, annotation]));
    this.#outbox = outbox;
    this.#review = review;
    outbox.addEventListener("stored", ({ detail }) => this.#stored(detail));
    outbox.addEventListener("state", ({ detail: { state, path } }) => state === "conflict" && isOwn(path) && this.#bringBack(path));
  }

  get annotations() {
    return Array.from(this.#annotations.values());
  }

  get(id) {
    return this.#annotations.get(id);
  }

  isMine(annotation) {
    return annotation.review === this.#review;
  }

  /** Take up what an earlier page could not send; others(path, body) is called for what is no annotation's. */
  recover(others = () => {}) {
    const drafts = this.#outbox.recover();
    for (const [path, body] of drafts) {
      if (isOwn(path)) this.#takeUp(path, body);
      else others(path, body);
    }
    return drafts.length;
  }

  #takeUp(path, body) {
    const [, id, , evidenceId] = path.split("/");
    const annotation = this.#annotations.get(id);
    if (!evidenceId) {
      this.#annotations.delete(id);
      if (body) this.#annotations.set(id, { id, evidence: [], ...annotation, ...body });
    } else if (annotation) {
      const others = annotation.evidence.filter((evidence) => evidence.id !== evidenceId);
      const evidence = body ? [...others, { id: evidenceId, ...body }] : others;
      this.#annotations.set(id, { ...annotation, evidence });
    }
  }

  create(annotation, what) {
    this.#steps.take(what, () => this.#write(annotation, true), () => this.#erase(annotation.id));
    return annotation;
  }

  remove(id, what) {
    const annotation = this.#annotations.get(id);
    this.#steps.take(what, () => this.#erase(id), () => this.#restore(annotation));
  }

  /** Change fields of an annotation. Changes of one field that follow each other are undone as one. */
  edit(id, fields, what) {
    const before = this.#annotations.get(id);
    const after = { ...before, ...fields };
    const field = Object.keys(fields).join();
    const { last } = this.#steps;
    const isSame = last?.id === id && last.field === field && performance.now() - last.at < 5_000;
    const undo = isSame ? last.undo : () => this.#merge(id, pick(before, Object.keys(fields)));
    if (isSame) this.#steps.merge();
    this.#steps.take(what, () => this.#merge(id, fields), undo, { id, field, typed: typeof fields[field] === "string" });
    return after;
  }

  putEvidence(id, evidence, what) {
    const before = this.#annotations.get(id).evidence.find((other) => other.id === evidence.id);
    this.#steps.take(
      what,
      () => this.#writeEvidence(id, evidence),
      () => (before ? this.#writeEvidence(id, before) : this.#eraseEvidence(id, evidence.id)),
    );
  }

  removeEvidence(id, evidenceId, what) {
    const before = this.#annotations.get(id).evidence.find((other) => other.id === evidenceId);
    this.#steps.take(what, () => this.#eraseEvidence(id, evidenceId), () => this.#writeEvidence(id, before));
  }

  undo() {
    return this.#steps.undo();
  }

  redo() {
    return this.#steps.redo();
  }

  /** The conflict of an annotation or of its evidence is settled: mine stands, or what the server holds. */
  settle(path, mine) {
    const { body } = this.#outbox.entry(path);
    const current = this.#outbox.settle(path, mine);
    const [, id, , evidenceId] = path.split("/");
    if (mine) {
      if (body === null) this.#takeUp(path, null);
      this.#changed(id);
      return;
    }
    if (evidenceId) this.#takeUp(path, current);
    else if (!current || current.deleted) this.#annotations.delete(id);
    else this.#annotations.set(id, current);
    this.#changed(id);
  }

  /** What was deleted here and changed elsewhere is shown again, so that there is something to choose from. */
  #bringBack(path) {
    const { body, current } = this.#outbox.entry(path);
    if (body !== null || !current) return;
    this.#takeUp(path, current);
    this.#changed(path.split("/")[1]);
  }

  #merge(id, fields) {
    const annotation = this.#annotations.get(id);
    if (annotation) this.#write({ ...annotation, ...fields });
  }

  #write(annotation, soon = false) {
    const { id } = annotation;
    this.#annotations.set(id, annotation);
    this.#outbox.put(pathOf(id), pick(annotation, ANNOTATION_FIELDS), { soon });
    this.#changed(id);
  }

  #erase(id) {
    const annotation = this.#annotations.get(id);
    this.#annotations.delete(id);
    this.#outbox.put(pathOf(id), null, { soon: true });
    // Never sent, it will not be: then there is nothing to attach its evidence to.
    const isNowhere = !this.#outbox.entry(pathOf(id));
    for (const evidence of isNowhere ? (annotation?.evidence ?? []) : []) this.#outbox.discard(evidencePath(id, evidence.id));
    this.#changed(id);
  }

  /** Bring an annotation back with its evidence, which the server may never have been sent. */
  #restore(annotation) {
    this.#write(annotation, true);
    for (const evidence of annotation.evidence) this.#writeEvidence(annotation.id, evidence);
  }

  #writeEvidence(id, evidence) {
    const annotation = this.#annotations.get(id);
    if (!annotation) return;
    const others = annotation.evidence.filter((other) => other.id !== evidence.id);
    this.#annotations.set(id, { ...annotation, evidence: [...others, evidence] });
    this.#outbox.put(evidencePath(id, evidence.id), evidenceBody(evidence), { soon: true });
    this.#changed(id);
  }

  #eraseEvidence(id, evidenceId) {
    const annotation = this.#annotations.get(id);
    if (!annotation) return;
    const evidence = annotation.evidence.filter((other) => other.id !== evidenceId);
    this.#annotations.set(id, { ...annotation, evidence });
    this.#outbox.put(evidencePath(id, evidenceId), null, { soon: true });
    this.#changed(id);
  }

  #stored({ path }) {
    if (!isOwn(path)) return;
    const [, id] = path.split("/");
    this.dispatchEvent(new CustomEvent("stored", { detail: { id } }));
  }

  #changed(id) {
    this.dispatchEvent(new CustomEvent("change", { detail: { id } }));
  }
}
