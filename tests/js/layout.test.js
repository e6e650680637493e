import assert from "node:assert/strict";
import test from "node:test";

import { plainKey } from "../../static/js/review/layout.js";

test("a key is known by its place on the keyboard, whatever is written on it", () => {
  assert.equal(plainKey({ key: "1", code: "Digit1" }), "1");
  assert.equal(plainKey({ key: "&", code: "Digit1" }), "1"); // French
  assert.equal(plainKey({ key: "٢", code: "Digit2" }), "2"); // Arabic
  assert.equal(plainKey({ key: "ث", code: "KeyE" }), "e"); // Arabic
  assert.equal(plainKey({ key: "a", code: "KeyQ" }), "a"); // French: the letter that is written there
  assert.equal(plainKey({ key: "Enter", code: "Enter" }), "Enter");
  assert.equal(plainKey({ key: "?" }), "?");
});
