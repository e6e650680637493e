// Where the sentences of a text lie in its blocks, and how much of each they take. No DOM. Offsets are code points.

import { toCodePoint } from "./offsets.js";

/**
 * Sentences [start, end, kind] by the number of the block that they begin in: {start, end, kind, from, to}, where
 * from and to are shares of the block, 0 to 1. What goes on in the next block is not drawn there.
 */
export function byBlock(map, sentences) {
  const found = new Map();
  for (const [start, end, kind] of sentences) {
    const number = map.blockAt(start);
    const block = map.blocks[number];
    if (!block) continue;
    const length = toCodePoint(block.text) || 1;
    const share = (at) => Math.min(Math.max((at - block.start) / length, 0), 1);
    if (!found.has(number)) found.set(number, []);
    found.get(number).push({ start, end, kind, from: share(start), to: share(end) });
  }
  return found;
}

/** The tops of marks, moved down where one would lie over the one before it. */
export function dodged(tops, least) {
  const moved = [];
  for (const top of tops) moved.push(moved.length ? Math.max(top, moved.at(-1) + least) : top);
  return moved;
}

/** How many sentences there are of each kind. */
export function tally(sentences) {
  const counts = {};
  for (const [, , kind] of sentences) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** "text start end", as the list writes a passage. */
export function passageOf(words) {
  const [text, start, end] = words.split(" ");
  return { text, start: Number(start), end: Number(end) };
}

export function touches(one, other) {
  return one.text === other.text && one.start < other.end && other.start < one.end;
}
