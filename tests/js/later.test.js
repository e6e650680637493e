import assert from "node:assert/strict";
import test from "node:test";

import { Later } from "../../static/js/review/later.js";

/** A browser whose frames and idle moments come when they are told to. */
function browser() {
  const due = [];
  globalThis.requestAnimationFrame = (work) => due.push(() => work());
  globalThis.requestIdleCallback = (work) => due.push((deadline) => work(deadline));
  return (deadline) => due.shift()?.(deadline);
}

/** An idle moment that is long enough for so many pieces. */
function moment(pieces) {
  let left = pieces;
  return { didTimeout: false, timeRemaining: () => (left-- > 0 ? 10 : 0) };
}

const numbers = (count) => Array.from({ length: count }, (_, at) => at);

test("nothing is made before the page is painted, and then all of it in order, as time allows", () => {
  const next = browser();
  const made = [];
  new Later(numbers(35), (some) => made.push(...some));
  next();
  next();
  assert.deepEqual(made, []);
  next(moment(2));
  assert.deepEqual(made, numbers(20));
  next(moment(0));
  assert.deepEqual(made, numbers(20));
  next(moment(9));
  assert.deepEqual(made, numbers(35));
  assert.equal(next(), undefined);
});

test("what somebody needs is made at once, and not again later", () => {
  const next = browser();
  const made = [];
  const later = new Later(numbers(25), (some) => made.push(...some));
  later.finish();
  assert.deepEqual(made, numbers(25));
  next();
  next();
  next(moment(9));
  later.finish();
  assert.deepEqual(made, numbers(25));
});

test("a browser that is always busy makes all of it after a while", () => {
  const next = browser();
  const made = [];
  new Later(numbers(25), (some) => made.push(...some));
  next();
  next();
  next({ didTimeout: true, timeRemaining: () => 0 });
  assert.deepEqual(made, numbers(25));
});

test("a browser that does not say when it is idle makes all of it, too", async () => {
  browser();
  delete globalThis.requestIdleCallback;
  globalThis.requestAnimationFrame = (work) => setTimeout(work, 0);
  const made = [];
  await new Promise((done) => {
    new Later(numbers(25), (some) => made.push(...some) === 25 && done());
  });
  assert.deepEqual(made, numbers(25));
});
