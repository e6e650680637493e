import assert from "node:assert/strict";
import test from "node:test";

import { byBlock, dodged, passageOf, tally, touches } from "../../static/js/review/compared-places.js";
import { TextMap } from "../../static/js/review/offsets.js";

// "One. Two." and "🔥 Three." with a blank line between them; offsets count code points.
const map = new TextMap([
  { start: 0, text: "One. Two." },
  { start: 11, text: "🔥 Three." },
]);

test("sentences lie in the block that they begin in, each with its share", () => {
  const found = byBlock(map, [[0, 4, "found"], [5, 9, "missing"], [11, 19, "changed"]]);
  assert.deepEqual(Array.from(found.keys()), [0, 1]);
  assert.deepEqual(found.get(0)[0], { start: 0, end: 4, kind: "found", from: 0, to: 4 / 9 });
  assert.deepEqual(found.get(0)[1], { start: 5, end: 9, kind: "missing", from: 5 / 9, to: 1 });
  assert.deepEqual(found.get(1), [{ start: 11, end: 19, kind: "changed", from: 0, to: 1 }]);
});

test("a sentence that goes on in the next block ends with its own", () => {
  const [sentence] = byBlock(map, [[5, 19, "found"]]).get(0);
  assert.deepEqual([sentence.from, sentence.to], [5 / 9, 1]);
});

test("no sentences are no marks", () => {
  assert.equal(byBlock(map, []).size, 0);
});

test("marks of one line stand below each other, others stay where they are", () => {
  assert.deepEqual(dodged([10, 10, 10, 100], 14), [10, 24, 38, 100]);
  assert.deepEqual(dodged([], 14), []);
});

test("kinds are counted", () => {
  assert.deepEqual(tally([[0, 1, "used"], [2, 3, "left out"], [4, 5, "used"]]), { used: 2, "left out": 1 });
});

test("a passage of the list is text, start and end", () => {
  assert.deepEqual(passageOf("0a-1b 12 40"), { text: "0a-1b", start: 12, end: 40 });
});

test("passages touch where they share a character of one text", () => {
  const one = { text: "a", start: 3, end: 6 };
  assert.equal(touches(one, { text: "a", start: 5, end: 9 }), true);
  assert.equal(touches(one, { text: "a", start: 6, end: 9 }), false);
  assert.equal(touches(one, { text: "b", start: 3, end: 6 }), false);
});
