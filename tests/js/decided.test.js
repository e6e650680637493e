import assert from "node:assert/strict";
import test from "node:test";

import { Clock, Server, Storage } from "./fakes.js";
import { Decided, keyOf } from "../../static/js/review/decided.js";
import { Outbox } from "../../static/js/review/outbox.js";
import { Steps } from "../../static/js/review/steps.js";
import { Work } from "../../static/js/review/work.js";

const article = { text: "a", start: 0, end: 3, exact: "The" };
const report = { text: "r", start: 4, end: 5, exact: "A" };
const said = (more = {}) => ({ article, report, decision: "confirmed", relation: "altered", ...more });
const rejected = said({ decision: "rejected", relation: "" });
const KEY = keyOf(said());

/** A page, beside what an earlier one has left in the storage. */
function play({ storage = new Storage(), server = new Server() } = {}) {
  const clock = new Clock();
  const outbox = new Outbox({ name: "mine", storage, send: server.send, etags: new Map(), wait: clock.wait });
  const steps = new Steps();
  const work = new Work({ annotations: [], outbox, review: "mine", steps });
  const decided = new Decided({ outbox, steps, review: "mine" });
  const recovered = work.recover((path, body) => decided.takeUp(path, body));
  const rows = () => Array.from(server.rows.values(), ({ body, deleted }) => (deleted ? null : body.decision));
  return { clock, decided, outbox, recovered, rows, server, steps, storage, work };
}

/** What the API's list gives of what the server holds. */
function listed(server) {
  const rows = Array.from(server.rows).filter(([, { deleted }]) => !deleted);
  return rows.map(([path, { body, version }]) => ({ id: path.split("/")[1], etag: `"${version}"`, ...body }));
}

test("a decision is stored under a key of its own, undone and done again", async () => {
  const { clock, decided, rows, server, steps } = play();
  decided.decide(said(), "Confirmed");
  await clock.go(0);
  assert.deepEqual(rows(), ["confirmed"]);
  assert.match(server.requests[0][1], /^alignments\/[\da-f]{8}-[\da-f]{4}-7/);
  assert.equal(steps.undo(), "Confirmed");
  assert.equal(decided.get(KEY), undefined);
  await clock.go(0);
  assert.deepEqual(rows(), [null]);
  assert.equal(steps.redo(), "Confirmed");
  await clock.go(0);
  assert.deepEqual([rows(), decided.get(KEY).decision], [["confirmed"], "confirmed"]);
});

test("deciding anew changes what is stored, and undoing brings the first decision back", async () => {
  const { clock, decided, rows, steps } = play();
  decided.decide(said(), "Confirmed");
  await clock.go(0);
  decided.decide(rejected, "Rejected");
  await clock.go(0);
  assert.deepEqual(rows(), ["rejected"]);
  steps.undo();
  await clock.go(0);
  assert.deepEqual(rows(), ["confirmed"]);
});

test("decisions and annotations are undone in the order in which they were made", () => {
  const { decided, steps, work } = play();
  work.create({ id: "x", evidence: [] }, "Passage marked");
  decided.decide(said(), "Confirmed");
  work.create({ id: "y", evidence: [] }, "Passage marked");
  assert.deepEqual([work.undo(), work.undo(), work.undo(), work.undo()], ["Passage marked", "Confirmed", "Passage marked", null]);
  assert.equal(steps.redo(), "Passage marked");
});

test("what was decided while the server was away survives a reload, and is stored once", async () => {
  const before = play();
  before.server.isAway = true;
  before.decided.decide(said(), "Confirmed");
  await before.clock.go(0);
  before.server.isAway = false;
  const { clock, decided, outbox, recovered, rows, work } = play(before);
  assert.deepEqual([recovered, decided.get(KEY).decision, work.annotations], [1, "confirmed", []]);
  decided.load([]);
  await outbox.flush();
  await clock.go(0);
  assert.deepEqual([rows(), outbox.size], [["confirmed"], 0]);
});

test("a decision whose answer was lost is stored once", async () => {
  const { clock, decided, outbox, rows, server } = play();
  server.losesAnswers = 1;
  decided.decide(said(), "Confirmed");
  await clock.go(0);
  await clock.go(1_000);
  assert.deepEqual([rows(), outbox.size], [["confirmed"], 0]);
});

test("one that was taken back before it was sent is never sent", async () => {
  const { clock, decided, rows, steps } = play();
  decided.decide(said(), "Confirmed");
  steps.undo();
  await clock.go(0);
  assert.deepEqual(rows(), []);
});

test("what the server holds is shown, decided anew under its key, and taken back", async () => {
  const before = play();
  before.decided.decide(said(), "Confirmed");
  await before.clock.go(0);
  const { clock, decided, rows, server } = play({ server: before.server });
  decided.load(listed(server));
  assert.equal(decided.get(KEY).decision, "confirmed");
  decided.decide(rejected, "Rejected");
  await clock.go(0);
  assert.deepEqual(rows(), ["rejected"]);
  decided.takeBack(KEY, "Taken back");
  await clock.go(0);
  assert.deepEqual([rows(), decided.all], [[null], []]);
});

test("what the server says late takes nothing back that was done meanwhile", async () => {
  const before = play();
  before.decided.decide(said(), "Confirmed");
  await before.clock.go(0);
  const late = listed(before.server);
  const deciding = play({ server: before.server });
  deciding.decided.decide(rejected, "Rejected");
  deciding.decided.load(late);
  assert.equal(deciding.decided.get(KEY).decision, "rejected");
  const takingBack = play({ server: before.server });
  takingBack.decided.load(late);
  takingBack.decided.takeBack(KEY, "Taken back");
  takingBack.decided.load(late);
  assert.equal(takingBack.decided.get(KEY), undefined);
});

test("another reviewer's decision is not one's own", () => {
  const { decided } = play();
  decided.load([{ id: "other", etag: '"1"', review: "theirs", ...said() }]);
  assert.deepEqual(decided.all, []);
});

test("of two windows the later decision stands", async () => {
  const { clock, decided, rows, server } = play();
  decided.decide(said(), "Confirmed");
  await clock.go(0);
  const [row] = server.rows.values();
  Object.assign(row, { body: { ...row.body, relation: "overstated", decision: "corrected" }, version: 7 });
  decided.decide(rejected, "Rejected");
  await clock.go(0);
  await clock.go(0);
  assert.deepEqual(rows(), ["rejected"]);
});

test("what the server refuses is kept, and says why", async () => {
  const { clock, decided, server } = play();
  server.status = 403;
  decided.decide(said(), "Confirmed");
  await clock.go(0);
  assert.deepEqual([decided.get(KEY).decision, decided.problem(KEY)], ["confirmed", "Because."]);
});

test("what may not be taken back is shown again, and says why", async () => {
  const { clock, decided, server } = play();
  decided.decide(said(), "Confirmed");
  await clock.go(0);
  server.status = 403;
  decided.takeBack(KEY, "Taken back");
  assert.equal(decided.get(KEY), undefined);
  await clock.go(0);
  assert.deepEqual([decided.get(KEY).decision, decided.problem(KEY)], ["confirmed", "Because."]);
});
