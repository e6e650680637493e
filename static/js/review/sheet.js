// On tablets and phones: which pane is shown beside the article, or over its lower half.

/** Show "reports", "notes" (the annotations), "compared" (the comparison, in the same pane), or nothing. */
export function openSheet(which) {
  document.body.dataset.sheet = which;
  for (const button of document.querySelectorAll(".sheet-switch button")) {
    button.ariaPressed = String(button.value === which);
  }
  const name = which === "compared" ? "notes" : which;
  for (const pane of document.querySelectorAll(".pane.reports, .pane.notes")) {
    pane.toggleAttribute("data-sheet-open", pane.dataset.pane === name);
  }
}
