// The form that texts come in by: a page that is pasted keeps its headings, quotes and lists.
//
// The page's HTML goes into a hidden field. The server answers with the words that it would store
// (the preview), and these take the place of what the browser made of the page. Words that are
// edited afterwards are marked as such: the server then keeps the kinds of the blocks that it knows.

const LIMIT = 2_000_000; // code points, as in sources/reading.py

export function isTooLong(words) {
  return words.length > LIMIT && [...words].length > LIMIT;
}

function start(form) {
  const { body, html, edited, offset, published_time: time } = form.elements;
  const preview = form.querySelector("#preview");
  let awaited = "";

  const forget = () => {
    html.value = edited.value = awaited = "";
  };

  body.addEventListener("paste", (event) => {
    const page = event.clipboardData?.getData("text/html") ?? "";
    const all = body.selectionStart === 0 && body.selectionEnd === body.value.length;
    if (!all || !page || page.length > LIMIT) return;
    event.preventDefault();
    forget();
    body.value = event.clipboardData.getData("text/plain");
    html.value = page;
    awaited = body.value;
    body.dispatchEvent(new Event("input", { bubbles: true }));
  });

  body.addEventListener("input", (event) => {
    body.setCustomValidity(isTooLong(body.value) ? form.dataset.tooLong : "");
    if (!event.isTrusted) return; // ours, above
    if (body.value.trim() === "") forget();
    else if (html.value) edited.value = "on";
  });

  preview.addEventListener("htmx:afterSwap", () => {
    const cleaned = preview.querySelector("[data-cleaned]");
    if (cleaned && html.value && !edited.value && body.value === awaited) body.value = awaited = cleaned.value;
  });

  // Hours are given in the reader's own time zone unless they say otherwise.
  if (offset?.value === "+00:00" && !time.value) {
    const minutes = -new Date().getTimezoneOffset();
    const parts = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map((part) => String(part).padStart(2, "0"));
    const own = `${minutes < 0 ? "-" : "+"}${parts.join(":")}`;
    if ([...offset.options].some((option) => option.value === own)) offset.value = own;
  }
}

if (typeof document !== "undefined") document.querySelectorAll("form[data-paste]").forEach(start);
