import assert from "node:assert/strict";
import test from "node:test";

import { Clock, Server, Storage } from "./fakes.js";
import { Outbox } from "../../static/js/review/outbox.js";
import { etagsOf, Work } from "../../static/js/review/work.js";

const FIELDS = {
  review: "mine", text: "t", start: 0, end: 3, exact: "The", label: "framing",
  severity: null, confidence: "", rationale: "", neutral_wording: "", tags: [],
};
const annotation = (id, more = {}) => ({ id, ...FIELDS, evidence: [], ...more });
const passage = (id, relation = "altered") => ({ id, kind: "passage", text: "r", start: 0, end: 1, exact: "A", relation });
const search = (id) => ({ id, kind: "searched, not found", searched: ["r"] });

/** A page with these annotations, which the server holds too. */
function play({ annotations = [], storage = new Storage(), server = new Server() } = {}) {
  for (const { id, evidence, etag: _etag, ...fields } of annotations) {
    if (!server.rows.has(`annotations/${id}`)) server.rows.set(`annotations/${id}`, { body: fields, version: 1, deleted: false });
    for (const { id: key, etag: _tag, ...body } of evidence) {
      server.rows.set(`annotations/${id}/evidence/${key}`, { body, version: 1, deleted: false });
    }
  }
  const clock = new Clock();
  const outbox = new Outbox({ name: "mine", storage, send: server.send, etags: etagsOf(annotations), wait: clock.wait });
  const work = new Work({ annotations, outbox, review: "mine" });
  const row = (path) => server.rows.get(`annotations/${path}`);
  return { work, outbox, server, clock, storage, row };
}

const stored = (id, more = {}) => annotation(id, { etag: '"1"', ...more });

test("the ETags of a page are those of its annotations and their evidence", () => {
  const etags = etagsOf([stored("a", { evidence: [{ ...passage("e"), etag: '"4"' }] }), stored("b")]);
  assert.deepEqual(Object.fromEntries(etags), { "annotations/a": '"1"', "annotations/a/evidence/e": '"4"', "annotations/b": '"1"' });
});

test("an annotation is created, undone and done again", async () => {
  const { work, clock, row } = play();
  work.create(annotation("a"), "Passage marked");
  await clock.go(0);
  assert.equal(row("a").deleted, false);
  assert.equal(work.undo(), "Passage marked");
  assert.equal(work.get("a"), undefined);
  await clock.go(0);
  assert.equal(row("a").deleted, true);
  assert.equal(work.redo(), "Passage marked");
  await clock.go(0);
  assert.deepEqual([row("a").deleted, work.get("a").exact], [false, "The"]);
});

test("only the fields that the API takes are sent", async () => {
  const { work, clock, row } = play();
  work.create(annotation("a", { reviewer: "somebody", etag: '"9"' }), "Passage marked");
  await clock.go(0);
  assert.deepEqual(Object.keys(row("a").body).sort(), Object.keys(FIELDS).sort());
});

test("what is typed in one go is undone in one go", () => {
  const { work } = play({ annotations: [stored("a")] });
  for (const rationale of ["W", "Wh", "Why"]) work.edit("a", { rationale }, "Edit");
  assert.equal(work.undo(), "Edit");
  assert.equal(work.get("a").rationale, "");
  assert.equal(work.undo(), null);
  work.redo();
  assert.equal(work.get("a").rationale, "Why");
});

test("edits of two fields, or of two annotations, are two steps", () => {
  const { work } = play({ annotations: [stored("a"), stored("b")] });
  work.edit("a", { rationale: "Why" }, "Edit");
  work.edit("a", { severity: 2 }, "Edit");
  work.edit("b", { rationale: "Because" }, "Edit");
  work.undo();
  work.undo();
  assert.deepEqual([work.get("a").rationale, work.get("a").severity, work.get("b").rationale], ["Why", null, ""]);
});

test("a new step leaves nothing to do again", () => {
  const { work } = play({ annotations: [stored("a")] });
  work.edit("a", { severity: 1 }, "Edit");
  work.undo();
  work.edit("a", { severity: 3 }, "Edit");
  assert.equal(work.redo(), null);
  assert.equal(work.get("a").severity, 3);
});

test("a passage is changed and changed back, its card and evidence stay", async () => {
  const { work, clock, row } = play({ annotations: [stored("a", { evidence: [passage("e")], rationale: "Why" })] });
  work.edit("a", { start: 4, end: 8, exact: "mill" }, "Passage changed");
  assert.deepEqual([work.get("a").rationale, work.get("a").evidence.length], ["Why", 1]);
  work.undo();
  await clock.go(600);
  assert.deepEqual([row("a").body.start, row("a").body.exact], [0, "The"]);
});

test("a deletion is undone with its evidence", async () => {
  const { work, clock, row, outbox } = play({ annotations: [stored("a", { evidence: [{ ...passage("e"), etag: '"1"' }] })] });
  work.remove("a", "Annotation deleted");
  await clock.go(0);
  assert.equal(row("a").deleted, true);
  assert.equal(work.undo(), "Annotation deleted");
  await clock.go(0);
  assert.deepEqual([row("a").deleted, work.get("a").evidence.length, outbox.size], [false, 1, 0]);
});

test("evidence is attached, detached and brought back", async () => {
  const { work, clock, row } = play({ annotations: [stored("a")] });
  work.putEvidence("a", passage("e"), "Evidence linked");
  work.putEvidence("a", search("s"), "Search recorded");
  await clock.go(0);
  assert.deepEqual([row("a/evidence/e").body.relation, row("a/evidence/s").body.searched], ["altered", ["r"]]);
  work.removeEvidence("a", "e", "Evidence removed");
  assert.deepEqual(work.get("a").evidence.map(({ id }) => id), ["s"]);
  await clock.go(0);
  assert.equal(row("a/evidence/e").deleted, true);
  work.undo();
  await clock.go(0);
  assert.equal(row("a/evidence/e").deleted, false);
});

test("evidence of an annotation that was never sent goes with it, and comes back with it", async () => {
  const { work, outbox, server, clock, row } = play({ annotations: [stored("z")] });
  server.isAway = true;
  work.edit("z", { severity: 1 }, "Edit");
  await clock.go(600);
  work.create(annotation("a"), "Passage marked");
  work.putEvidence("a", passage("e"), "Evidence linked");
  work.remove("a", "Annotation deleted");
  assert.equal(outbox.size, 1);
  work.undo();
  server.isAway = false;
  await outbox.flush();
  assert.deepEqual([row("a").deleted, row("a/evidence/e").body.relation, outbox.size], [false, "altered", 0]);
});

test("drafts of an earlier page are taken up: changed, new, deleted, evidence", async () => {
  const annotations = [stored("a"), stored("b"), stored("c", { evidence: [{ ...passage("old"), etag: '"1"' }] })];
  const before = play({ annotations });
  before.server.isAway = true;
  before.work.edit("a", { rationale: "draft" }, "Edit");
  before.work.remove("b", "Annotation deleted");
  before.work.create(annotation("d"), "Passage marked");
  before.work.putEvidence("d", search("s"), "Search recorded");
  before.work.removeEvidence("c", "old", "Evidence removed");
  await before.clock.go(600);
  before.server.isAway = false;
  const { work, outbox, row } = play({ annotations, storage: before.storage, server: before.server });
  assert.equal(work.recover(), 5);
  assert.deepEqual(work.annotations.map(({ id }) => id).sort(), ["a", "c", "d"]);
  assert.equal(work.get("a").rationale, "draft");
  assert.deepEqual([work.get("c").evidence, work.get("d").evidence[0].searched], [[], ["r"]]);
  await outbox.flush();
  assert.deepEqual([row("a").body.rationale, row("b").deleted, row("d").version, outbox.size], ["draft", true, 1, 0]);
});

/** Another window has changed "a" since this page was opened. */
function changedElsewhere(more = {}) {
  const scene = play({ annotations: [stored("a")] });
  scene.server.rows.set("annotations/a", { body: { ...FIELDS, rationale: "theirs", ...more }, version: 2, deleted: false });
  return scene;
}

test("a conflict is settled for what is stored", async () => {
  const { work, outbox, clock } = changedElsewhere();
  work.edit("a", { rationale: "mine" }, "Edit");
  await clock.go(600);
  assert.equal(outbox.entry("annotations/a").state, "conflict");
  work.settle("annotations/a", false);
  assert.equal(work.get("a").rationale, "theirs");
});

test("a conflict is settled for mine", async () => {
  const { work, clock, row } = changedElsewhere();
  work.edit("a", { rationale: "mine" }, "Edit");
  await clock.go(600);
  work.settle("annotations/a", true);
  await clock.go(0);
  assert.deepEqual([work.get("a").rationale, row("a").body.rationale], ["mine", "mine"]);
});

test("what was deleted elsewhere goes, or is brought back by mine", async () => {
  for (const mine of [false, true]) {
    const { work, clock, row, server } = changedElsewhere();
    server.rows.get("annotations/a").deleted = true;
    work.edit("a", { rationale: "mine" }, "Edit");
    await clock.go(600);
    work.settle("annotations/a", mine);
    await clock.go(0);
    assert.deepEqual([Boolean(work.get("a")), row("a").deleted], [mine, !mine]);
  }
});

test("a deletion of what was changed elsewhere shows it again, to choose", async () => {
  for (const mine of [false, true]) {
    const { work, clock, row, outbox } = changedElsewhere();
    work.remove("a", "Annotation deleted");
    await clock.go(0);
    assert.equal(work.get("a").rationale, "theirs");
    assert.equal(outbox.entry("annotations/a").state, "conflict");
    work.settle("annotations/a", mine);
    await clock.go(0);
    assert.deepEqual([Boolean(work.get("a")), row("a").deleted, outbox.size], [!mine, mine, 0]);
  }
});

test("every change is told, with its annotation", () => {
  const { work } = play({ annotations: [stored("a")] });
  const told = [];
  work.addEventListener("change", ({ detail }) => told.push(detail.id));
  work.edit("a", { severity: 1 }, "Edit");
  work.create(annotation("b"), "Passage marked");
  work.undo();
  assert.deepEqual(told, ["a", "b", "b"]);
});

test("another reviewer's annotation is not mine", () => {
  const { work } = play();
  assert.ok(work.isMine(annotation("a")));
  assert.ok(!work.isMine(annotation("a", { review: "theirs" })));
});
