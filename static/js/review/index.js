// Which annotations lie where in a text. No DOM. Offsets are code points.

/** Smaller passages first, then in reading order: what a click means most likely. */
export function smallestFirst(a, b) {
  return a.end - a.start - (b.end - b.start) || a.start - b.start;
}

/** Reading order: a longer passage before those inside it. */
export function readingOrder(a, b) {
  return a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1);
}

/** The annotations of one text, by block. */
export class Index {
  #map;
  #byBlock = new Map();
  #blocksOf = new Map();

  constructor(map) {
    this.#map = map;
  }

  /** Take in an annotation, or what it has become; returns the blocks to paint anew. */
  set(annotation) {
    const touched = this.delete(annotation.id);
    const first = this.#map.blockAt(annotation.start);
    const last = this.#map.blockAt(annotation.end - 1);
    for (let block = first; block <= last; block += 1) {
      if (!this.#byBlock.has(block)) this.#byBlock.set(block, new Map());
      this.#byBlock.get(block).set(annotation.id, annotation);
      touched.add(block);
    }
    this.#blocksOf.set(annotation.id, [first, last]);
    return touched;
  }

  delete(id) {
    const touched = new Set();
    const [first, last] = this.#blocksOf.get(id) ?? [0, -1];
    for (let block = first; block <= last; block += 1) {
      this.#byBlock.get(block).delete(id);
      touched.add(block);
    }
    this.#blocksOf.delete(id);
    return touched;
  }

  inBlock(block) {
    return Array.from(this.#byBlock.get(block)?.values() ?? []).sort(readingOrder);
  }

  /** Those that cover a code point, smallest first. */
  at(codePoint) {
    return this.inBlock(this.#map.blockAt(codePoint))
      .filter((annotation) => annotation.start <= codePoint && codePoint < annotation.end)
      .sort(smallestFirst);
  }
}

/** How many of the passages lie over one another, as [start, end, depth] for every stretch that has any. */
export function depths(passages) {
  const steps = new Map();
  for (const { start, end } of passages) {
    steps.set(start, (steps.get(start) ?? 0) + 1);
    steps.set(end, (steps.get(end) ?? 0) - 1);
  }
  const stretches = [];
  let depth = 0;
  let from = 0;
  for (const at of Array.from(steps.keys()).sort((a, b) => a - b)) {
    if (depth > 0) stretches.push([from, at, depth]);
    depth += steps.get(at);
    from = at;
  }
  return stretches;
}
