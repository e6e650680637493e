// The page for several files: each is sent by itself, two at a time, with a bar that shows how far it is.
//
// Without this script the form sends all files at once and a page answers. Sending a file twice stores nothing twice,
// so that whatever failed on the way is simply sent again.

const AT_ONCE = 2;
const SHOWN = 50; // documents of one file that are listed; the report has them all
const OUTCOMES = { stored: "on", "new wording": "on", refused: "off", similar: "off" };

// A cell for a spreadsheet, which calculates what begins with one of these signs.
const cell = (value) => `"${(/^[=+\-@\t\r]/.test(value) ? "'" : "") + value.replaceAll('"', '""')}"`;

export function table(rows) {
  return "\ufeff" + rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
}

export function sizeOf(bytes, language) {
  const unit = bytes < 1e6 ? "kilobyte" : "megabyte";
  const number = bytes < 1e6 ? Math.ceil(bytes / 1e3) : bytes / 1e6;
  return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: 1 }).format(number);
}

// The connection broke: worth another attempt as soon as there is one.
class Lost extends Error {
  isLoss = true;
}

// A file on its way: waiting, sending, reading (by the server), done, failed, cancelled.
class Sending {
  state = "waiting";
  results = [];
  loaded = 0;

  constructor(file, page) {
    this.file = file;
    this.page = page;
    this.item = page.template("file");
    const part = (name) => this.item.querySelector(`[data-${name}]`);
    this.parts = Object.fromEntries(["name", "size", "state", "cancel", "retry", "reason", "results"].map((name) => [name, part(name)]));
    this.bar = this.item.querySelector("progress");
    this.bar.setAttribute("aria-label", file.name);
    this.parts.name.textContent = file.name;
    this.parts.size.textContent = sizeOf(file.size, document.documentElement.lang);
    for (const name of ["cancel", "retry"]) this.parts[name].setAttribute("aria-label", `${this.parts[name].textContent}: ${file.name}`);
    this.parts.cancel.addEventListener("click", () => this.cancel());
    this.parts.retry.addEventListener("click", () => this.page.retry([this]));
    this.set("waiting");
  }

  get isOver() {
    return ["done", "failed", "cancelled"].includes(this.state);
  }

  set(state, reason = "") {
    const { gettext } = globalThis;
    const names = {
      waiting: gettext("waiting"),
      sending: gettext("sending"),
      reading: gettext("being read"),
      done: gettext("done"),
      failed: gettext("failed"),
      cancelled: gettext("cancelled"),
    };
    this.state = state;
    this.parts.state.textContent = names[state];
    this.parts.state.classList.toggle("off", state === "failed");
    this.parts.reason.textContent = reason;
    this.parts.reason.hidden = !reason;
    const hadFocus = this.item.contains(document.activeElement);
    this.parts.cancel.hidden = this.isOver;
    this.parts.retry.hidden = state !== "failed" && state !== "cancelled";
    this.bar.hidden = this.isOver;
    if (state === "reading") this.bar.removeAttribute("value");
    if (hadFocus && !this.parts.retry.hidden) this.parts.retry.focus();
    this.page.tell();
  }

  send() {
    this.loaded = 0;
    this.bar.value = 0;
    this.set("sending");
    this.request = this.page.request(
      this.file,
      {},
      (share) => {
        this.loaded = share;
        this.bar.value = share * 100;
        if (share === 1 && this.state === "sending") this.set("reading");
        else this.page.tell();
      },
    );
    return this.request.answer.then(
      (results) => {
        this.show(results);
        this.set("done");
      },
      (error) => {
        this.wasCutOff = error.isLoss;
        if (this.state !== "cancelled") this.set("failed", error.message);
      },
    );
  }

  cancel() {
    if (this.isOver) return;
    this.set("cancelled");
    this.request?.stop();
  }

  show(results) {
    const { gettext, interpolate } = globalThis;
    this.results = results;
    const items = results.slice(0, SHOWN).map((result) => this.row(result));
    if (results.length > SHOWN) {
      const more = document.createElement("li");
      more.textContent = interpolate(gettext("And %s more: they are in the report."), [results.length - SHOWN]);
      items.push(more);
    }
    this.parts.results.replaceChildren(...items);
  }

  row(result) {
    const { gettext } = globalThis;
    const item = this.page.template("result");
    const part = (name) => item.querySelector(`[data-${name}]`);
    const outcome = part("outcome");
    outcome.textContent = result.label;
    if (OUTCOMES[result.outcome]) outcome.classList.add(OUTCOMES[result.outcome]);
    part("title").textContent = result.title;
    if (result.url) part("link").href = result.url;
    else part("link").remove();
    part("why").textContent = result.reason;
    for (const button of item.querySelectorAll("[data-similar]")) {
      button.hidden = result.outcome !== "similar" || (button.dataset.similar === "wording" && !result.may_edit);
      button.addEventListener("click", async () => {
        for (const each of item.querySelectorAll("button")) each.disabled = true;
        part("why").textContent = gettext("sending");
        try {
          const { answer } = this.page.request(this.file, { similar: button.dataset.similar, only: result.sha256 });
          const [now] = await answer;
          if (!now) throw new Error(gettext("The file has changed since. Import it again."));
          this.results[this.results.indexOf(result)] = now;
          const row = this.row(now);
          item.replaceWith(row);
          row.querySelector("a")?.focus();
          this.page.tell();
        } catch (error) {
          part("why").textContent = error.message;
          for (const each of item.querySelectorAll("button")) each.disabled = false;
        }
      });
    }
    return item;
  }
}

class ImportPage {
  all = [];
  running = 0;
  title = globalThis.document?.title;

  constructor(form) {
    this.form = form;
    this.queue = document.querySelector("[data-queue]");
    const part = (name) => this.queue.querySelector(`[data-${name}]`);
    this.parts = Object.fromEntries(["all", "status", "stop", "again", "report", "files"].map((name) => [name, part(name)]));
    this.input = form.elements.uploads;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.add([...this.input.files]);
      this.input.value = "";
    });
    this.parts.stop.addEventListener("click", () => this.all.forEach((each) => each.cancel()));
    this.parts.again.addEventListener("click", () => this.retry(this.failed()));
    this.parts.report.addEventListener("click", () => this.writeReport());
    window.addEventListener("online", () => this.retry(this.failed().filter((each) => each.wasCutOff)));
    window.addEventListener("beforeunload", (event) => this.running && event.preventDefault());
    this.takeDrops(form.querySelector("[data-drop]"));
  }

  takeDrops(target) {
    target.querySelector("[data-hint]").hidden = false;
    const over = (is) => target.classList.toggle("over", is);
    // A file that misses the place by a little does not take the page away.
    for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());
    target.addEventListener("dragover", () => over(true));
    target.addEventListener("dragleave", (event) => target.contains(event.relatedTarget) || over(false));
    target.addEventListener("drop", async (event) => {
      over(false);
      this.add(await filesIn(event.dataTransfer));
    });
  }

  template(name) {
    return document.querySelector(`template[data-${name}]`).content.firstElementChild.cloneNode(true);
  }

  add(files) {
    if (!files.length) return;
    this.queue.hidden = false;
    for (const file of files) {
      const sending = new Sending(file, this);
      this.all.push(sending);
      this.parts.files.append(sending.item);
      this.refuseLarge(sending);
    }
    this.queue.scrollIntoView({ block: "nearest" });
    this.work();
  }

  refuseLarge(sending) {
    const { gettext, interpolate } = globalThis;
    const limit = Number(this.form.dataset.limit);
    if (sending.file.size <= limit) return;
    const words = interpolate(gettext("This file is larger than %s MB. Divide it, or take the text out of it."), [limit / 2 ** 20]);
    sending.set("failed", words);
    sending.parts.retry.hidden = true;
    sending.isTooLarge = true;
    sending.results = [{ outcome: "refused", label: gettext("refused"), reason: words, title: "", url: "" }];
  }

  work() {
    while (this.running < AT_ONCE) {
      const next = this.all.find((each) => each.state === "waiting");
      if (!next) break;
      this.running += 1;
      next.send().finally(() => {
        this.running -= 1;
        this.work();
      });
    }
    this.tell();
  }

  failed() {
    return this.all.filter((each) => each.state === "failed" && !each.isTooLarge);
  }

  retry(sendings) {
    for (const each of sendings) each.set("waiting");
    this.work();
  }

  // What all fields but the files say, with one file: `answer` is a promise of its results.
  request(file, fields, progress = () => {}) {
    const { gettext } = globalThis;
    const data = new FormData(this.form);
    data.delete("uploads");
    data.append("uploads", file, file.name);
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    const request = new XMLHttpRequest();
    const answer = new Promise((resolve, reject) => {
      request.open("POST", this.form.action);
      request.responseType = "text";
      request.setRequestHeader("Accept", "application/json");
      request.upload.addEventListener("progress", (event) => event.lengthComputable && progress(event.loaded / event.total));
      request.upload.addEventListener("load", () => progress(1));
      request.addEventListener("load", () => this.read(request, resolve, reject));
      request.addEventListener("error", () => reject(new Lost(gettext("The connection was lost. What was stored stays stored: send it again."))));
      request.addEventListener("abort", () => reject(new Error(gettext("cancelled"))));
      request.send(data);
    });
    return { answer, stop: () => request.abort() };
  }

  read(request, resolve, reject) {
    const { gettext } = globalThis;
    if (!request.getResponseHeader("Content-Type")?.includes("json")) {
      const asked = request.status < 400 || request.status === 403;
      reject(new Error(asked ? gettext("You are not logged in any more. Log in in another window, then send it again.") : gettext("The server could not read this. Send it again, or tell whoever runs it.")));
      return;
    }
    const answer = JSON.parse(request.responseText);
    if (request.status === 200) resolve(answer.results);
    else reject(new Error(answer.detail));
  }

  tell() {
    const { ngettext, interpolate } = globalThis;
    const over = this.all.filter((each) => each.isOver);
    const share = this.all.reduce((sum, each) => sum + (each.isOver ? 1 : each.loaded * 0.9), 0);
    this.parts.all.max = this.all.length || 1;
    this.parts.all.value = share;
    const isIdle = over.length === this.all.length;
    const counts = this.counted();
    const done = interpolate(ngettext("%s of %s file done", "%s of %s files done", this.all.length), [over.length, this.all.length]);
    const words = [done, ...Object.entries(counts).map(([label, count]) => `${label}: ${count}`)].join(", ");
    if (this.parts.status.textContent !== words) this.parts.status.textContent = words;
    this.parts.stop.hidden = isIdle;
    this.parts.again.hidden = !isIdle || !this.failed().length;
    this.parts.report.hidden = !this.all.some((each) => each.results.length);
    document.title = (isIdle ? "" : `(${over.length}/${this.all.length}) `) + this.title;
  }

  counted() {
    const counts = {};
    for (const { results } of this.all) for (const { label } of results) counts[label] = (counts[label] ?? 0) + 1;
    return counts;
  }

  writeReport() {
    const { gettext } = globalThis;
    const rows = [[gettext("File"), gettext("Outcome"), gettext("Title"), gettext("Web address"), gettext("Reason")]];
    for (const each of this.all) {
      const name = each.file.name;
      if (!each.results.length) rows.push([name, each.parts.state.textContent, "", "", each.parts.reason.textContent]);
      for (const { label, title, url, reason } of each.results) rows.push([name, label, title, url && new URL(url, location).href, reason]);
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([table(rows)], { type: "text/csv" }));
    link.download = "import.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
}

// The files that were dropped, those in folders among them; in the order of their paths.
async function filesIn(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files];
  const lists = await Promise.all(entries.map(filesOf));
  return lists.flat();
}

async function filesOf(entry) {
  if (entry.name.startsWith(".")) return [];
  if (entry.isFile) return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
  const reader = entry.createReader();
  const inside = [];
  for (;;) {
    // It gives a hundred at a time, and none at the end.
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) break;
    inside.push(...some);
  }
  inside.sort((one, other) => one.name.localeCompare(other.name));
  return (await Promise.all(inside.map(filesOf))).flat();
}

if (typeof document !== "undefined") {
  const form = document.querySelector("form[data-import]");
  if (form) new ImportPage(form);
}
