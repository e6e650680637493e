// A storage, a server and a clock for the outbox.

import "./browser.js";
import { says } from "../../static/js/review/outbox.js";

/** What localStorage is to a page. */
export class Storage {
  #items = new Map();

  get length() {
    return this.#items.size;
  }

  key(i) {
    return Array.from(this.#items.keys())[i];
  }

  getItem(key) {
    return this.#items.get(key) ?? null;
  }

  setItem(key, value) {
    this.#items.set(key, value);
  }

  removeItem(key) {
    this.#items.delete(key);
  }
}

/** A server of one resource per path, as the API is: a version as its ETag, deleted annotations kept. */
export class Server {
  rows = new Map();
  requests = [];
  isAway = false;
  losesAnswers = 0;
  status = 0;

  send = async (path, method, body, headers) => {
    this.requests.push([method, path, body]);
    if (this.isAway) throw new TypeError("Failed to fetch");
    const answer = this.status ? { status: this.status, body: { detail: "Because." } } : this.#answer(path, body, headers);
    if (this.losesAnswers) {
      this.losesAnswers -= 1;
      throw new TypeError("Failed to fetch");
    }
    return answer;
  };

  #answer(path, body, headers) {
    const row = this.rows.get(path);
    const etag = row && `"${row.version}"`;
    const current = row ? { ...row.body, etag, deleted: row.deleted } : null;
    if (body === null) {
      if (!row) return { status: 404, body: {} };
      if (row.deleted) return { status: 200, etag, body: current };
    }
    if (row && !row.deleted && body && says(body, row.body)) return { status: 200, etag, body: current };
    const match = headers["If-Match"];
    if (row ? match !== etag : match) return { status: 412, etag, body: { current } };
    const version = (row?.version ?? 0) + 1;
    this.rows.set(path, { body: body ?? row.body, version, deleted: body === null });
    return { status: row ? 200 : 201, etag: `"${version}"`, body: { etag: `"${version}"` } };
  }
}

/** A clock that only goes when it is told to. */
export class Clock {
  now = 0;
  #due = [];

  wait = (callback, ms) => this.#due.push([this.now + ms, callback]);

  async go(ms) {
    this.now += ms;
    const due = this.#due.filter(([at]) => at <= this.now);
    this.#due = this.#due.filter(([at]) => at > this.now);
    for (const [, callback] of due) callback();
    await settled();
  }
}

/** After all that is under way. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 1));
