// Speaking with the JSON API.

/** The CSRF token of now: a login in another tab changes it. */
function csrfToken() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ?? "";
}

// Characters of JSON: at most three bytes each.
const KEPT_ALIVE = 20_000;

/** Sends to paths below `base`, as an Outbox wants it. */
export function sender(base) {
  return async (path, method, content, headers) => {
    const body = content === null ? undefined : JSON.stringify(content);
    const response = await fetch(base + path, {
      method,
      headers: { ...headers, "X-CSRFToken": csrfToken(), "Content-Type": "application/json" },
      body,
      // Lets the last words arrive while the page is left; browsers refuse it for more than 64 KiB.
      keepalive: (body?.length ?? 0) < KEPT_ALIVE,
      credentials: "same-origin",
    });
    const type = response.headers.get("Content-Type") ?? "";
    const words = await response.text(); // none with a 204, whatever its type
    const answer = words && /json/.test(type) ? JSON.parse(words) : null;
    return {
      status: response.status,
      etag: response.headers.get("ETag"),
      body: answer,
      needsLogin: response.status === 403 && (answer === null || answer.type === "urn:lateral:problem:csrf"),
    };
  };
}

/** A UUIDv7 (RFC 9562): 48 bits of milliseconds, then chance. */
export function uuid7(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i += 1) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) & 0xff;
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return hyphenated(Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""));
}

/** A UUID of 32 hexadecimal digits, as it is written. */
export function hyphenated(digits) {
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`;
}
