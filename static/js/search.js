// "/" goes to the search box, as in many places. The review page has keys of its own and no such box.

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
  const boxes = [...document.querySelectorAll("[data-search], #id_q")];
  const box = boxes.find((candidate) => candidate.checkVisibility?.() ?? candidate.offsetParent);
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
