import assert from "node:assert/strict";
import test from "node:test";

import { Clock, Server, Storage } from "./fakes.js";
import { Outbox, says } from "../../static/js/review/outbox.js";

function play({ storage = new Storage(), server = new Server(), etags = new Map() } = {}) {
  const clock = new Clock();
  const outbox = new Outbox({ name: "review", storage, send: server.send, etags, wait: clock.wait });
  const states = [];
  outbox.addEventListener("state", ({ detail }) => states.push(detail.state));
  return { storage, server, clock, outbox, states, etags };
}

test("a change is sent after a pause in typing, once, and is kept until then", async () => {
  const { outbox, server, clock, storage, states } = play();
  for (const rationale of ["W", "Wh", "Why"]) {
    outbox.put("annotations/a", { rationale });
    await clock.go(300);
  }
  assert.equal(server.requests.length, 0);
  assert.match(storage.getItem("lateral:review:annotations/a"), /Why/);
  await clock.go(600);
  assert.deepEqual(server.requests, [["PUT", "annotations/a", { rationale: "Why" }]]);
  assert.deepEqual([outbox.size, storage.length, states.at(-1)], [0, 0, "saved"]);
});

test("what is to be sent soon waits for no pause", async () => {
  const { outbox, server, clock } = play();
  outbox.put("annotations/a", { label: "x" }, { soon: true });
  await clock.go(0);
  assert.equal(server.requests.length, 1);
});

test("the next change names the ETag that the last answer had", async () => {
  const { outbox, server, clock } = play();
  outbox.put("annotations/a", { rationale: "1" });
  await clock.go(600);
  outbox.put("annotations/a", { rationale: "2" });
  await clock.go(600);
  assert.deepEqual([server.rows.get("annotations/a").version, outbox.size], [2, 0]);
});

test("changes are sent in the order in which they came", async () => {
  const { outbox, server, clock } = play();
  outbox.put("annotations/a", { label: "x" });
  outbox.put("annotations/a/evidence/e", { kind: "passage" });
  outbox.put("annotations/b", { label: "y" });
  await clock.go(600);
  assert.deepEqual(server.requests.map(([, path]) => path), ["annotations/a", "annotations/a/evidence/e", "annotations/b"]);
});

test("what is typed during a request is sent after it", async () => {
  const { outbox, server, clock } = play();
  outbox.put("annotations/a", { rationale: "first" });
  const first = clock.go(600);
  outbox.put("annotations/a", { rationale: "second" });
  await first;
  await clock.go(600);
  assert.equal(server.rows.get("annotations/a").body.rationale, "second");
  assert.equal(server.rows.get("annotations/a").version, 2);
  assert.equal(outbox.size, 0);
});

test("while the server is away a change is kept and tried again, ever more seldom, and stored once", async () => {
  const { outbox, server, clock, storage, states } = play();
  server.isAway = true;
  outbox.put("annotations/a", { rationale: "kept" });
  await clock.go(600);
  assert.equal(states.at(-1), "away");
  for (const ms of [1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) await clock.go(ms);
  assert.equal(server.requests.length, 7);
  assert.equal(storage.length, 1);
  server.isAway = false;
  await clock.go(15_000);
  assert.deepEqual([server.rows.get("annotations/a").version, outbox.size, states.at(-1)], [1, 0, "saved"]);
});

test("nothing overtakes what could not be sent", async () => {
  const { outbox, server, clock } = play();
  server.isAway = true;
  outbox.put("annotations/a", { label: "x" });
  outbox.put("annotations/b", { label: "y" });
  await clock.go(600);
  assert.deepEqual(server.requests.map(([, path]) => path), ["annotations/a"]);
});

for (const status of [500, 503, 429]) {
  test(`an answer of ${status} is no answer`, async () => {
    const { outbox, server, clock, states } = play();
    server.status = status;
    outbox.put("annotations/a", { label: "x" });
    await clock.go(600);
    assert.deepEqual([outbox.waiting, states.at(-1)], [1, "away"]);
  });
}

test("a login that has run out is told, and the change kept and sent after the next login", async () => {
  const { outbox, server, clock, states } = play();
  server.status = 401;
  outbox.put("annotations/a", { rationale: "kept" });
  await clock.go(600);
  assert.deepEqual([outbox.waiting, states.at(-1)], [1, "login"]);
  server.status = 0;
  await outbox.flush();
  assert.equal(server.rows.get("annotations/a").body.rationale, "kept");
});

test("a creation whose answer was lost is stored once", async () => {
  const { outbox, server, clock } = play();
  server.losesAnswers = 1;
  outbox.put("annotations/a", { label: "x" });
  await clock.go(600);
  await clock.go(1_000);
  assert.deepEqual([server.rows.get("annotations/a").version, outbox.size], [1, 0]);
});

test("our own earlier sending, whose answer was lost, is no conflict", async () => {
  const { outbox, server, clock, states } = play();
  server.losesAnswers = 1;
  outbox.put("annotations/a", { rationale: "first" });
  await clock.go(600);
  outbox.put("annotations/a", { rationale: "second" });
  await clock.go(600);
  assert.equal(server.rows.get("annotations/a").body.rationale, "second");
  assert.deepEqual([outbox.size, states.includes("conflict")], [0, false]);
});

test("nor is it where the server has put the tags in order", async () => {
  const { outbox, server, clock } = play();
  outbox.put("annotations/a", { tags: ["b", "a"] });
  server.losesAnswers = 1;
  await clock.go(600);
  server.rows.get("annotations/a").body = { tags: ["a", "b"] };
  outbox.put("annotations/a", { tags: ["b", "a", "c"] });
  await clock.go(600);
  assert.deepEqual(server.rows.get("annotations/a").body.tags, ["b", "a", "c"]);
});

test("a deletion whose answer was lost is undone without a conflict", async () => {
  const { outbox, server, clock } = play();
  outbox.put("annotations/a", { label: "x" });
  await clock.go(600);
  server.losesAnswers = 1;
  outbox.put("annotations/a", null);
  await clock.go(600);
  outbox.put("annotations/a", { label: "x" });
  await clock.go(600);
  assert.deepEqual([server.rows.get("annotations/a").deleted, outbox.size], [false, 0]);
});

test("what was made and deleted before it was sent is never sent", async () => {
  const { outbox, server, clock } = play();
  outbox.put("annotations/a", { label: "x" });
  outbox.put("annotations/a", null);
  await clock.go(600);
  assert.deepEqual([server.requests, outbox.size], [[], 0]);
});

test("a deletion of what is not there is done", async () => {
  const { outbox, clock } = play({ etags: new Map([["annotations/a/evidence/e", '"1"']]) });
  outbox.put("annotations/a/evidence/e", null);
  await clock.go(600);
  assert.equal(outbox.size, 0);
});

async function inConflict(mine = { rationale: "mine" }) {
  const scene = play({ etags: new Map([["annotations/a", '"1"']]) });
  scene.server.rows.set("annotations/a", { body: { rationale: "theirs" }, version: 2, deleted: false });
  scene.outbox.put("annotations/a", mine);
  await scene.clock.go(600);
  return scene;
}

test("what was changed meanwhile is not written over, and nothing is sent again until it is settled", async () => {
  const { outbox, server, clock, states } = await inConflict();
  const { state, current, body } = outbox.entry("annotations/a");
  assert.deepEqual([state, current.rationale, body.rationale], ["conflict", "theirs", "mine"]);
  assert.ok(states.includes("conflict"));
  outbox.put("annotations/a", { rationale: "mine, longer" });
  await clock.go(60_000);
  assert.equal(server.requests.length, 1);
  assert.equal(server.rows.get("annotations/a").body.rationale, "theirs");
  assert.equal(outbox.entry("annotations/a").body.rationale, "mine, longer");
});

test("a conflict does not hold up the rest", async () => {
  const { outbox, server, clock } = await inConflict();
  outbox.put("annotations/b", { label: "x" });
  await clock.go(600);
  assert.ok(server.rows.has("annotations/b"));
  assert.equal(outbox.size, 1);
});

test("kept, mine is stored over theirs", async () => {
  const { outbox, server, clock } = await inConflict();
  outbox.settle("annotations/a", true);
  await clock.go(0);
  assert.deepEqual(server.rows.get("annotations/a").body, { rationale: "mine" });
  assert.equal(outbox.size, 0);
});

test("let go, theirs stays and the next change is made from it", async () => {
  const { outbox, server, clock, storage, states } = await inConflict();
  assert.equal(outbox.settle("annotations/a", false).rationale, "theirs");
  assert.deepEqual([outbox.size, storage.length, states.at(-1)], [0, 0, "saved"]);
  outbox.put("annotations/a", { rationale: "from theirs" });
  await clock.go(600);
  assert.equal(server.rows.get("annotations/a").body.rationale, "from theirs");
});

test("a refusal is kept with its reason and not sent again until it is changed", async () => {
  const { outbox, server, clock } = play();
  server.status = 409;
  outbox.put("annotations/a", { exact: "wrong" });
  await clock.go(600);
  assert.deepEqual([outbox.entry("annotations/a").state, outbox.entry("annotations/a").detail], ["refused", "Because."]);
  server.status = 0;
  await clock.go(60_000);
  assert.equal(server.requests.length, 1);
  outbox.put("annotations/a", { exact: "right" });
  await clock.go(600);
  assert.deepEqual([server.rows.get("annotations/a").body.exact, outbox.size], ["right", 0]);
});

test("a refusal does not meet what was typed after it was sent", async () => {
  const { outbox, server, clock } = play();
  server.status = 422;
  outbox.put("annotations/a", { exact: "wrong" });
  const first = clock.go(600);
  outbox.put("annotations/a", { exact: "right" });
  server.status = 0;
  await first;
  await clock.go(600);
  assert.deepEqual([server.rows.get("annotations/a")?.body.exact, outbox.size], ["right", 0]);
});

test("discarded, a refused change is gone", async () => {
  const { outbox, server, clock, storage } = play();
  server.status = 403;
  outbox.put("annotations/a", { exact: "wrong" });
  await clock.go(600);
  outbox.discard("annotations/a");
  assert.deepEqual([outbox.size, storage.length], [0, 0]);
});

test("a later page takes up what an earlier one left, in order, and stores it once", async () => {
  const before = play();
  before.server.isAway = true;
  before.outbox.put("annotations/b", { label: "first" });
  before.outbox.put("annotations/a", { label: "second" });
  await before.clock.go(600);
  before.server.isAway = false;
  before.server.requests.length = 0;
  const { outbox, server, clock } = play({ storage: before.storage, server: before.server });
  assert.deepEqual(outbox.recover(), [["annotations/b", { label: "first" }], ["annotations/a", { label: "second" }]]);
  outbox.flushIn(0);
  await clock.go(0);
  assert.deepEqual(server.requests.map(([, path]) => path), ["annotations/b", "annotations/a"]);
  assert.deepEqual(Array.from(server.rows.values(), ({ version }) => version), [1, 1]);
  assert.equal(outbox.size, 0);
});

test("a draft of an earlier page is in conflict with what has been stored since", async () => {
  const before = play({ etags: new Map([["annotations/a", '"1"']]) });
  before.server.rows.set("annotations/a", { body: { rationale: "old" }, version: 1, deleted: false });
  before.server.isAway = true;
  before.outbox.put("annotations/a", { rationale: "draft" });
  await before.clock.go(600);
  before.server.isAway = false;
  before.server.rows.set("annotations/a", { body: { rationale: "newer" }, version: 2, deleted: false });
  const { outbox } = play({ storage: before.storage, server: before.server, etags: new Map([["annotations/a", '"2"']]) });
  outbox.recover();
  await outbox.flush();
  assert.equal(outbox.entry("annotations/a").state, "conflict");
});

test("what another review or another program keeps in the browser is left alone", async () => {
  const storage = new Storage();
  storage.setItem("lateral:other:annotations/a", JSON.stringify({ order: 1, body: {} }));
  storage.setItem("theme", "dark");
  const { outbox } = play({ storage });
  assert.deepEqual([outbox.recover(), outbox.size, storage.length], [[], 0, 2]);
});

test("where the browser keeps nothing, changes are sent all the same", async () => {
  const storage = new Storage();
  storage.setItem = () => {
    throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
  };
  const { outbox, server, clock } = play({ storage });
  outbox.put("annotations/a", { label: "x" });
  await clock.go(600);
  assert.deepEqual([server.rows.get("annotations/a")?.version, outbox.size], [1, 0]);
});

test("saying the same leaves aside what only the server adds", () => {
  assert.ok(says({ a: [1, { b: 2 }], c: null }, { a: [1, { b: 2, etag: "x" }], c: null, id: 7 }));
  assert.ok(!says({ a: [1] }, { a: [1, 2] }));
  assert.ok(!says({ a: 1 }, null));
  assert.ok(!says({ a: "1" }, { a: 1 }));
  assert.ok(!says(null, {}));
});

test("what a page that may not write finds left behind can be let go", () => {
  const storage = new Storage();
  play({ storage }).outbox.put("annotations/a", { rationale: "Why" });
  const { outbox } = play({ storage });
  assert.equal(outbox.left, 1);
  outbox.forget();
  assert.deepEqual([outbox.left, storage.length], [0, 0]);
});
