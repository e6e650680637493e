import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";

import { TextMap, toCodePoint, toUnits, trimmed, wholeCharacters, wordsOf } from "../../static/js/review/offsets.js";

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf-8"));
const APACHE = "../../../shared/data/anchoring/apache.json";
const isThere = existsSync(new URL(APACHE, import.meta.url));
const skip = isThere ? false : "the test data is not there: shared/data/anchoring";
const apache = isThere ? read(APACHE).cases : { position_match: [], quote_match: [], quote_describe: [] };

// The same file as tests/annotate/test_offsets.py reads: where Python's slices begin and end, there JavaScript's must.
for (const { name, text, blocks, passages } of read("../offsets.json")) {
  test(`code points and units: ${name}`, () => {
    const map = new TextMap(blocks);
    assert.equal(map.length, Array.from(text).length);
    assert.equal(map.slice(0, map.length), text);
    for (const { start, end, exact, units } of passages) {
      assert.deepEqual([toUnits(text, start), toUnits(text, end)], units);
      assert.deepEqual(units.map((unit) => toCodePoint(text, unit)), [start, end]);
      assert.equal(text.slice(...units), exact);
      assert.equal(map.slice(start, end), exact);
      for (const at of [start, end - 1]) {
        const { block, units: within } = map.place(at);
        assert.equal(map.codePoint(block, within), at);
      }
    }
  });
}

/** The character content of simple HTML as text nodes {path: "//b/text()[2]", start}, start in UTF-16 units. */
function textNodes(html) {
  const open = [];
  const counts = new Map();
  const nodes = [];
  let start = 0;
  for (const [token, isEnd, name] of html.matchAll(/<(\/?)(\w+)>|[^<]+/g)) {
    if (name) {
      if (isEnd) open.pop();
      else open.push(name);
      continue;
    }
    const parent = open.at(-1);
    counts.set(parent, (counts.get(parent) ?? 0) + 1);
    nodes.push({ path: `//${parent}/text()[${counts.get(parent)}]`, start });
    start += token.length;
  }
  return nodes;
}

function unitsOf(html, path, offset) {
  const full = path.endsWith("]") ? path : `${path}[1]`;
  return textNodes(html).find((node) => node.path === full).start + offset;
}

test("positions of Apache Annotator become its offsets", { skip }, () => {
  for (const { html, text, selector, expected } of apache.position_match) {
    const [{ startContainerXPath, startOffset, endContainerXPath, endOffset }] = expected;
    assert.equal(toUnits(text, selector.start), unitsOf(html, startContainerXPath, startOffset));
    assert.equal(toUnits(text, selector.end), unitsOf(html, endContainerXPath, endOffset));
    assert.equal(toCodePoint(text, toUnits(text, selector.start)), selector.start);
  }
});

test("quotes of Apache Annotator are found where it finds them, there and back", { skip }, () => {
  const found = apache.quote_match
    .filter(({ selector }) => selector.exact)
    .flatMap(({ html, text, selector, expected }) => expected.map((range) => [html, text, selector.exact, range]));
  const described = apache.quote_describe.map(({ html, text, range, expected }) => [html, text, expected.exact, range]);
  for (const [html, text, exact, range] of [...found, ...described]) {
    const start = unitsOf(html, range.startContainerXPath, range.startOffset);
    const end = unitsOf(html, range.endContainerXPath, range.endOffset);
    const [first, last] = [toCodePoint(text, start), toCodePoint(text, end)];
    assert.equal(new TextMap([{ start: 0, text }]).slice(first, last), exact);
    assert.deepEqual([toUnits(text, first), toUnits(text, last)], [start, end]);
  }
});

test("any text, there and back", () => {
  const pieces = ["a", "é", "q\u0307", "🔥", "🇫🇷", "👋🏽", "👨‍👩‍👧", "م", "ّ", " ", "\u00a0", "𠮷", "’"];
  let seed = 7;
  const next = (below) => {
    seed = (seed * 48271) % 0x7fffffff;
    return seed % below;
  };
  for (let round = 0; round < 300; round += 1) {
    const text = Array.from({ length: next(12) }, () => pieces[next(pieces.length)]).join("");
    const points = Array.from(text);
    for (let at = 0; at <= points.length; at += 1) {
      const units = toUnits(text, at);
      assert.equal(text.slice(0, units), points.slice(0, at).join(""));
      assert.equal(toCodePoint(text, units), at);
    }
  }
});

test("counts beyond the text end with it", () => {
  assert.equal(toUnits("ab", 9), 2);
  assert.equal(toUnits("🔥", 9), 2);
  assert.equal(toCodePoint("🔥", 9), 1);
});

test("no character that a reader sees as one is cut", () => {
  const whole = (text, start, end) => text.slice(...wholeCharacters(text, start, end));
  assert.equal(whole("a 🔥 b", 3, 4), "🔥");
  assert.equal(whole("a 🇫🇷 b", 4, 6), "🇫🇷");
  assert.equal(whole("a 👋🏽 b", 2, 4), "👋🏽");
  assert.equal(whole("a 👨‍👩‍👧 b", 5, 7), "👨‍👩‍👧");
  assert.equal(whole("a q\u0307 b", 2, 3), "q\u0307");
  assert.equal(whole("قالَ", 2, 3), "لَ");
  assert.equal(whole("plain", 1, 3), "la");
  assert.deepEqual(wholeCharacters("plain", 2, 2), [2, 2]);
});

test("white space at either end is left out", () => {
  const words = (text, start = 0, end = text.length) => text.slice(...trimmed(text, start, end));
  assert.equal(words("  two words \n"), "two words");
  assert.equal(words("«\u00a0mot\u00a0»", 1, 6), "mot");
  assert.equal(words("   "), "");
  assert.equal(words("a b", 1, 2), "");
});

test("words, in scripts with and without spaces", () => {
  const words = (text, language) => wordsOf(text, language).map(([start, end]) => text.slice(start, end));
  assert.deepEqual(words("He « said » it: no.", "en"), ["He", "said", "it", "no"]);
  assert.deepEqual(words("قالَ الوزيرُ", "ar"), ["قالَ", "الوزيرُ"]);
  assert.deepEqual(words("…", "en"), []);
  assert.equal(words("𠮷野家の話", "ja").join(""), "𠮷野家の話");
});

test("the blank line after a block belongs to that block", () => {
  const map = new TextMap([{ start: 0, text: "ab" }, { start: 4, text: "cd" }, { start: 8, text: "ef" }]);
  assert.deepEqual([0, 2, 3, 4, 7, 8, 99].map((at) => map.blockAt(at)), [0, 0, 0, 1, 1, 2, 2]);
  assert.deepEqual(map.place(3), { block: 0, units: 2 });
  assert.equal(map.slice(1, 9), "b\n\ncd\n\ne");
  assert.equal(map.slice(5, 5), "");
  assert.equal(new TextMap([]).length, 0);
});
