// Which character lies under a point of the window.

function caret(x, y) {
  if (document.caretPositionFromPoint) {
    const position = document.caretPositionFromPoint(x, y);
    return position && [position.offsetNode, position.offset];
  }
  const range = document.caretRangeFromPoint(x, y);
  return range && [range.startContainer, range.startOffset];
}

function covers(node, start, end, x, y) {
  const range = document.createRange();
  range.setStart(node, start);
  range.setEnd(node, end);
  return Array.from(range.getClientRects()).some(
    (box) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom,
  );
}

function isSecondHalf(text, unit) {
  const code = text.charCodeAt(unit);
  return code >= 0xdc00 && code <= 0xdfff;
}

/** The code point under (x, y) in the text, or null where there is none. A caret stands between two characters,
 * and half of the points name the wrong one, so the glyphs on both sides are asked. */
export function characterAt(view, x, y) {
  const found = caret(x, y);
  if (!found) return null;
  const [node, units] = found;
  const number = view.blockOf(node);
  if (number < 0 || node !== view.blocks[number].node) return null;
  for (const unit of [units - 1, units]) {
    if (unit < 0 || unit >= node.length) continue;
    const start = isSecondHalf(node.data, unit) ? unit - 1 : unit;
    const length = node.data.codePointAt(start) > 0xffff ? 2 : 1;
    if (covers(node, start, start + length, x, y)) return view.map.codePoint(number, start);
  }
  return null;
}
