// Keyboards: French ones give digits only with Shift, Arabic ones give Arabic letters and digits. No DOM.

/** The key of a keydown event by its place on the keyboard where it is a digit's, or gives no Latin letter. */
export function plainKey({ key, code = "" }) {
  if (code.startsWith("Digit")) return code.slice(5);
  if (key.length === 1 && key > "\u007f" && code.startsWith("Key")) return code.slice(3).toLowerCase();
  return key;
}
