// <time datetime="…" data-local="date | datetime | relative"> in the reader's own time zone and in the
// language of the page. Without JavaScript the UTC text from the server stays. A date without an hour
// is a date everywhere: it never shifts.

// The reader's own variety of the page's language, if the browser names one: day before month, or after it.
const page = document.documentElement.lang || "en";
const language = navigator.languages.find((tag) => tag.split("-")[0] === page.split("-")[0]) ?? page;
// The server writes Western digits in every language; so do we.
const digits = { numberingSystem: "latn" };
const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;
const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

const date = new Intl.DateTimeFormat(language, { dateStyle: "medium", ...digits });
const plainDate = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC", ...digits });
const dateTime = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", ...digits });
const full = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "long", ...digits });
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto", ...digits });

/** "3 hours ago"; beyond a month the date. */
export function ago(moment, now = Date.now()) {
  const seconds = Math.round((moment - now) / 1000);
  if (Math.abs(seconds) > 30 * 86_400) return date.format(moment);
  const [unit, length] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return relative.format(Math.trunc(seconds / length), unit);
}

/** How a value of the datetime attribute reads here, or null if it is no moment. */
export function wording(value, how = "datetime") {
  const moment = new Date(value);
  if (Number.isNaN(moment.getTime())) return null;
  if (DATE_ONLY.test(value)) return plainDate.format(moment);
  if (how === "relative") return ago(moment);
  return (how === "date" ? date : dateTime).format(moment);
}

/** Rewrite the times inside an element. */
export function localise(within = document) {
  for (const time of within.querySelectorAll("time[datetime][data-local]")) {
    const value = time.getAttribute("datetime");
    const words = wording(value, time.dataset.local || "datetime");
    if (words === null) continue;
    if (time.textContent !== words) time.textContent = words;
    if (!DATE_ONLY.test(value)) time.title = full.format(new Date(value));
  }
}

localise();
// What htmx brings in later.
document.addEventListener("htmx:load", (event) => localise(event.target.parentElement ?? document));
