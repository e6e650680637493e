import assert from "node:assert/strict";
import test from "node:test";

import "./browser.js";
import { sender, uuid7 } from "../../static/js/review/api.js";

/** Send something to a server that gives this answer; what was asked, and what the outbox is told. */
async function ask({ status = 200, body = "{}", type = "application/json", cookie = "a=1; csrftoken=secret; b=2" }, content = {}) {
  let asked;
  globalThis.document = { cookie };
  globalThis.fetch = async (url, options) => {
    asked = { url, ...options };
    return new Response(body, { status, headers: { "Content-Type": type, ETag: '"3"' } });
  };
  const answer = await sender("/api/v1/")("annotations/x", content === null ? "DELETE" : "PUT", content, { "If-Match": '"2"' });
  return { asked, answer };
}

test("a request goes to its path with the CSRF token of now", async () => {
  const { asked, answer } = await ask({ body: '{"id": "x"}' }, { rationale: "Why" });
  assert.deepEqual([asked.url, asked.method, asked.body], ["/api/v1/annotations/x", "PUT", '{"rationale":"Why"}']);
  assert.deepEqual([asked.headers["X-CSRFToken"], asked.headers["If-Match"]], ["secret", '"2"']);
  assert.deepEqual(answer, { status: 200, etag: '"3"', body: { id: "x" }, needsLogin: false });
});

test("a deletion has no body", async () => {
  assert.equal((await ask({}, null)).asked.body, undefined);
});

test("an answer without a body is an answer", async () => {
  const { answer } = await ask({ body: "" }, null);
  assert.deepEqual([answer.status, answer.body], [200, null]);
});

test("what is too long for a request that outlives its page is sent without outliving it", async () => {
  assert.equal((await ask({}, { rationale: "short" })).asked.keepalive, true);
  assert.equal((await ask({}, { rationale: "ا".repeat(40_000) })).asked.keepalive, false);
});

test("a page in place of an answer, or a token that is out of date, means: log in", async () => {
  const html = { type: "text/html", body: "<html></html>" };
  assert.equal((await ask({ status: 403, ...html })).answer.needsLogin, true);
  const problem = (name) => ({ status: 403, type: "application/problem+json", body: `{"type": "urn:lateral:problem:${name}"}` });
  assert.equal((await ask(problem("csrf"))).answer.needsLogin, true);
  assert.equal((await ask(problem("refused"))).answer.needsLogin, false);
});

test("a UUIDv7 says its version, its variant and its time", () => {
  const id = uuid7(Date.UTC(2026, 2, 31, 12, 0, 0, 123));
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(parseInt(id.replaceAll("-", "").slice(0, 12), 16), Date.UTC(2026, 2, 31, 12, 0, 0, 123));
});

test("UUIDs are in the order of their times, and never the same", () => {
  const ids = Array.from({ length: 500 }, (_, i) => uuid7(1_700_000_000_000 + i));
  assert.deepEqual(ids.toSorted?.() ?? [...ids].sort(), ids);
  assert.equal(new Set(Array.from({ length: 2_000 }, () => uuid7(7))).size, 2_000);
});
