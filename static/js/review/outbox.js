// What is still to be sent. Every change lies here, and in the browser's storage, until the server has acknowledged
// it: it survives a reload, a server that is away and a login that has run out, and is stored once however often it
// is sent. No DOM: storage, the sender and the clock are given, so that tests/js can play all of that through.
//
// An entry is what one thing on the server shall be: {body} to PUT, or {body: null} to DELETE. Its key is the path
// below the API. Entries are sent one at a time, in the order in which they came.

const PAUSE = 600; // ms without typing before a change is sent
const RETRIES = [1_000, 2_000, 4_000, 8_000, 15_000]; // ms between attempts while the server is away

/** Whether two JSON values say the same. Lists are sets of words here, and what is only in an object `b` does not count. */
export function says(a, b) {
  if (Array.isArray(a)) return Array.isArray(b) && [...a].sort().join("\n") === [...b].sort().join("\n");
  if (a && typeof a === "object") return !!b && Object.keys(a).every((key) => says(a[key], b[key]));
  return a === b;
}

export class Outbox extends EventTarget {
  #prefix;
  #storage;
  #send;
  #wait;
  #entries = new Map();
  #etags;
  #sending = false;
  #again = false;
  #timer = 0;
  #attempts = 0;

  /**
   * send(path, method, body, headers) resolves to {status, etag, body} and rejects when the server cannot be reached.
   * etags: a Map from path to ETag of what the server is known to hold.
   * wait(callback, ms): setTimeout, or a test's.
   */
  constructor({ name, storage, send, etags, wait = (callback, ms) => setTimeout(callback, ms) }) {
    super();
    this.#prefix = `lateral:${name}:`;
    this.#storage = storage;
    this.#send = send;
    this.#etags = etags;
    this.#wait = wait;
  }

  /** Take up what an earlier page left behind; returns [path, body] of each, in order. */
  recover() {
    const found = this.#kept()
      .map((key) => [key.slice(this.#prefix.length), JSON.parse(this.#storage.getItem(key))])
      .sort(([, a], [, b]) => a.order - b.order);
    for (const [path, entry] of found) {
      this.#entries.set(path, { ...entry, state: "waiting" });
      // What the draft was made from; the page may show a later one, and then the server will say so.
      if (entry.etag) this.#etags.set(path, entry.etag);
      else this.#etags.delete(path);
    }
    return found.map(([path, { body }]) => [path, body]);
  }

  /** How many changes an earlier page left behind. */
  get left() {
    return this.#kept().length;
  }

  /** Let go of all that an earlier page left behind. */
  forget() {
    for (const key of this.#kept()) this.#storage.removeItem(key);
  }

  #kept() {
    const keys = Array.from({ length: this.#storage.length }, (_, i) => this.#storage.key(i));
    return keys.filter((key) => key.startsWith(this.#prefix));
  }

  /** The server shall hold this body under the path; null for nothing. */
  put(path, body, { soon = false } = {}) {
    const before = this.#entries.get(path);
    const entry = {
      order: before?.order ?? Date.now() + this.#entries.size / 1000,
      etag: before?.etag ?? this.#etags.get(path) ?? null,
      sent: before?.sent ?? [],
      body,
      state: before?.state === "conflict" ? "conflict" : "waiting",
      current: before?.current,
    };
    if (body === null && !entry.etag && !entry.sent.length) this.#drop(path);
    else this.#keep(path, entry);
    this.#tell();
    this.flushIn(soon ? 0 : PAUSE);
  }

  /** The server is known to hold something under the path, unless it is being changed here. */
  learn(path, etag) {
    if (!this.#entries.has(path)) this.#learn(path, etag);
  }

  /** The entry of a path: its state ("waiting", "conflict", "refused"), `current` and `detail` where there are any. */
  entry(path) {
    return this.#entries.get(path);
  }

  get waiting() {
    return Array.from(this.#entries.values()).filter((entry) => entry.state === "waiting").length;
  }

  get size() {
    return this.#entries.size;
  }

  /** After a conflict: send mine over what is there, or let mine go; returns what the server holds. */
  settle(path, mine) {
    const entry = this.#entries.get(path);
    const { current } = entry;
    this.#learn(path, current?.etag);
    if (mine) {
      this.#keep(path, { ...entry, etag: current?.etag ?? null, sent: [], state: "waiting", current: undefined });
      this.flushIn(0);
    } else this.#drop(path);
    this.#tell();
    return current;
  }

  /** Let go of a change that the server refuses. */
  discard(path) {
    this.#drop(path);
    this.#tell();
  }

  flushIn(ms) {
    this.#timer += 1;
    const timer = this.#timer;
    this.#wait(() => timer === this.#timer && this.flush(), ms);
  }

  /** Send what waits, oldest first. */
  async flush() {
    if (this.#sending) {
      this.#again = true;
      return;
    }
    this.#sending = true;
    this.#tell();
    let next;
    do {
      this.#again = false;
      for (next = this.#next(); next; next = this.#next()) {
        if (!(await this.#deliver(...next))) {
          this.#sending = false;
          this.#retryLater();
          return;
        }
        this.#attempts = 0;
      }
    } while (this.#again);
    this.#sending = false;
    this.#tell("saved");
  }

  #next() {
    for (const [path, entry] of this.#entries) if (entry.state === "waiting") return [path, entry];
    return null;
  }

  #retryLater() {
    const pause = RETRIES[Math.min(this.#attempts, RETRIES.length - 1)];
    this.#attempts += 1;
    this.flushIn(pause);
  }

  /** Whether the server took a stand: true for an answer of any kind, false where it is to be asked again later. */
  async #deliver(path, entry) {
    const { body, etag } = entry;
    const sent = [...entry.sent, body].slice(-5);
    this.#keep(path, { ...entry, sent });
    let answer;
    try {
      const condition = etag ? { "If-Match": etag } : body === null ? {} : { "If-None-Match": "*" };
      answer = await this.#send(path, body === null ? "DELETE" : "PUT", body, condition);
    } catch {
      this.#tell("away");
      return false;
    }
    const { status } = answer;
    if (status === 401 || answer.needsLogin) this.#tell("login");
    else if (status >= 500 || status === 429) this.#tell("away");
    else {
      this.#answered(path, body, answer);
      return true;
    }
    return false;
  }

  #answered(path, body, { status, etag, body: content }) {
    const entry = this.#entries.get(path);
    if (!entry) return;
    const isGone = body === null && status === 404;
    if (status < 300 || isGone) this.#stored(path, entry, body, isGone ? null : etag, content);
    else if (status === 412 || status === 428) this.#conflicted(path, entry, content.current ?? null);
    else if (this.#wasChanged(entry, body)) this.#keep(path, entry); // what was refused is typed over already
    else {
      this.#keep(path, { ...entry, state: "refused", detail: content?.detail ?? "", status });
      this.#tell("refused", path);
    }
  }

  #stored(path, entry, body, etag, content) {
    this.#learn(path, etag);
    if (this.#wasChanged(entry, body)) this.#keep(path, { ...entry, etag: etag ?? null, sent: [] });
    else this.#drop(path);
    this.dispatchEvent(new CustomEvent("stored", { detail: { path, body, content } }));
  }

  /** What is there now may be our own earlier sending, whose answer was lost; then it is no conflict. */
  #conflicted(path, entry, current) {
    const isOurs = current && entry.sent.some((sent) => (sent === null ? current.deleted : says(sent, current) && !current.deleted));
    if (isOurs) {
      this.#learn(path, current.etag);
      this.#keep(path, { ...entry, etag: current.etag, sent: [] });
    } else {
      this.#keep(path, { ...entry, state: "conflict", current });
      this.#tell("conflict", path);
    }
  }

  /** Whether an entry has come to say something else than the body that was sent. */
  #wasChanged(entry, body) {
    return !says(entry.body, body) || (entry.body === null) !== (body === null);
  }

  #learn(path, etag) {
    if (etag) this.#etags.set(path, etag);
    else this.#etags.delete(path);
  }

  #keep(path, entry) {
    this.#entries.set(path, entry);
    const { order, etag, sent, body } = entry;
    try {
      this.#storage.setItem(this.#prefix + path, JSON.stringify({ order, etag, sent, body }));
    } catch {
      // The storage is full or switched off: the change is still sent, it only does not survive a reload before that.
    }
  }

  #drop(path) {
    this.#entries.delete(path);
    this.#storage.removeItem(this.#prefix + path);
  }

  #tell(state = this.#sending ? "sending" : this.size ? "waiting" : "saved", path = null) {
    this.dispatchEvent(new CustomEvent("state", { detail: { state, path } }));
  }
}
