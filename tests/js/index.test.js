import assert from "node:assert/strict";
import test from "node:test";

import { depths, Index, readingOrder, smallestFirst } from "../../static/js/review/index.js";
import { TextMap } from "../../static/js/review/offsets.js";

// Three blocks of ten: 0–10, 12–22, 24–34.
const map = () => new TextMap([0, 12, 24].map((start) => ({ start, text: "0123456789" })));
const ids = (annotations) => annotations.map(({ id }) => id);

test("an annotation lies in every block that it touches", () => {
  const index = new Index(map());
  assert.deepEqual(index.set({ id: "a", start: 5, end: 26 }), new Set([0, 1, 2]));
  assert.deepEqual([0, 1, 2].map((block) => ids(index.inBlock(block))), [["a"], ["a"], ["a"]]);
});

test("an end at the end of a block does not reach into the next", () => {
  const index = new Index(map());
  assert.deepEqual(index.set({ id: "a", start: 5, end: 10 }), new Set([0]));
  assert.deepEqual(ids(index.at(12)), []);
});

test("a changed annotation leaves the blocks where it was", () => {
  const index = new Index(map());
  index.set({ id: "a", start: 1, end: 3 });
  assert.deepEqual(index.set({ id: "a", start: 25, end: 27 }), new Set([0, 2]));
  assert.deepEqual(ids(index.at(1)), []);
  assert.deepEqual(ids(index.at(25)), ["a"]);
});

test("a deleted annotation is nowhere, and deleting it twice is once", () => {
  const index = new Index(map());
  index.set({ id: "a", start: 1, end: 13 });
  assert.deepEqual(index.delete("a"), new Set([0, 1]));
  assert.deepEqual(index.delete("a"), new Set());
  assert.deepEqual(ids(index.inBlock(0)), []);
});

test("a place has the smallest first", () => {
  const index = new Index(map());
  index.set({ id: "long", start: 0, end: 22 });
  index.set({ id: "short", start: 3, end: 5 });
  index.set({ id: "middle", start: 2, end: 8 });
  assert.deepEqual(ids(index.at(4)), ["short", "middle", "long"]);
  assert.deepEqual(ids(index.at(5)), ["middle", "long"]);
  assert.deepEqual(ids(index.at(2)), ["middle", "long"]);
});

test("a block has them in reading order, a longer one before those inside it", () => {
  const index = new Index(map());
  index.set({ id: "inside", start: 2, end: 4 });
  index.set({ id: "later", start: 6, end: 7 });
  index.set({ id: "around", start: 2, end: 9 });
  assert.deepEqual(ids(index.inBlock(0)), ["around", "inside", "later"]);
});

test("orders are the same whichever comes first", () => {
  const [a, b] = [{ id: "a", start: 1, end: 2 }, { id: "b", start: 1, end: 2 }];
  assert.ok(readingOrder(a, b) < 0 && readingOrder(b, a) > 0);
  assert.ok(smallestFirst({ start: 0, end: 5 }, { start: 3, end: 4 }) > 0);
});

test("depths say how many lie over one another", () => {
  const passages = [{ start: 0, end: 10 }, { start: 4, end: 6 }, { start: 5, end: 12 }, { start: 20, end: 21 }];
  assert.deepEqual(depths(passages), [[0, 4, 1], [4, 5, 2], [5, 6, 3], [6, 10, 2], [10, 12, 1], [20, 21, 1]]);
  assert.deepEqual(depths([]), []);
  assert.deepEqual(depths([{ start: 1, end: 3 }, { start: 3, end: 5 }]), [[1, 3, 1], [3, 5, 1]]);
});
