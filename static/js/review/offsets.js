// Offsets: Lateral counts Unicode code points, JavaScript counts UTF-16 units. Here, and only here, the one
// becomes the other. No DOM: tests/js runs this on the same vectors as Python.

const SURROGATE = /[\ud800-\udfff]/;
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** How many code points the first `units` UTF-16 units of the text hold; half a pair counts as one. */
export function toCodePoint(text, units = text.length) {
  const before = text.slice(0, units);
  if (!SURROGATE.test(before)) return before.length;
  let count = 0;
  for (const _character of before) count += 1;
  return count;
}

/** How many UTF-16 units the first `count` code points of the text take. */
export function toUnits(text, count) {
  if (!SURROGATE.test(text)) return Math.min(count, text.length);
  let units = 0;
  for (const character of text) {
    if (count <= 0) break;
    count -= 1;
    units += character.length;
  }
  return units;
}

/** The units from `start` up to `end`, widened so that no character that a reader sees as one is cut. */
export function wholeCharacters(text, start, end) {
  const segments = graphemes.segment(text);
  const first = segments.containing(start);
  const last = end > start ? segments.containing(end - 1) : undefined;
  return [first ? first.index : start, last ? last.index + last.segment.length : end];
}

/** The units from `start` up to `end` without white space at either end. */
export function trimmed(text, start, end) {
  const words = text.slice(start, end);
  const from = start + words.length - words.trimStart().length;
  return [Math.min(from, end), Math.max(from, end - (words.length - words.trimEnd().length))];
}

/** The words of a text as [start, end] in units. */
export function wordsOf(text, language) {
  const segmenter = new Intl.Segmenter(language || undefined, { granularity: "word" });
  return Array.from(segmenter.segment(text))
    .filter((segment) => segment.isWordLike)
    .map(({ index, segment }) => [index, index + segment.length]);
}

/** A canonical text: blocks {start, text} in order, one blank line between them; start counts code points. */
export class TextMap {
  constructor(blocks) {
    this.blocks = blocks;
  }

  get length() {
    const last = this.blocks.at(-1);
    return last ? last.start + toCodePoint(last.text) : 0;
  }

  /** The index of the block that a code point lies in; the one before it for the blank line after a block. */
  blockAt(codePoint) {
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.blocks[middle].start <= codePoint) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Code points from the beginning of the text, of a place in a block. */
  codePoint(block, units) {
    return this.blocks[block].start + toCodePoint(this.blocks[block].text, units);
  }

  /** The place in a block, {block, units}, of a code point. */
  place(codePoint) {
    const block = this.blockAt(codePoint);
    return { block, units: toUnits(this.blocks[block].text, codePoint - this.blocks[block].start) };
  }

  /** The words of the text from one code point up to another. */
  slice(start, end) {
    if (start >= end) return "";
    const from = this.place(start);
    const to = this.place(end);
    if (from.block === to.block) return this.blocks[from.block].text.slice(from.units, to.units);
    const between = this.blocks.slice(from.block + 1, to.block).map((block) => block.text);
    const first = this.blocks[from.block].text.slice(from.units);
    return [first, ...between, this.blocks[to.block].text.slice(0, to.units)].join("\n\n");
  }
}
