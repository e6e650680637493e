// Speaking with the JSON API.

/** The CSRF token of now: a login in another tab changes it. */
function csrfToken() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ?? "";
}

/** Sends to paths below `base`, as an Outbox wants it. */
export function sender(base) {
  return async (path, method, body, headers) => {
    const response = await fetch(base + path, {
      method,
      headers: { ...headers, "X-CSRFToken": csrfToken(), "Content-Type": "application/json" },
      body: body === null ? undefined : JSON.stringify(body),
      keepalive: true,
      credentials: "same-origin",
    });
    const type = response.headers.get("Content-Type") ?? "";
    const content = /json/.test(type) ? await response.json() : null;
    return {
      status: response.status,
      etag: response.headers.get("ETag"),
      body: content,
      needsLogin: response.status === 403 && (content === null || content.type === "urn:lateral:problem:csrf"),
    };
  };
}

/** A UUIDv7 (RFC 9562): 48 bits of milliseconds, then chance. */
export function uuid7(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i += 1) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) & 0xff;
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
