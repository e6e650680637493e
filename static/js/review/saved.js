// What the bar says of saving, and the moments at which sending is tried again.

const { gettext } = globalThis;
const AGAIN = 15_000;

export class SaveState {
  #place = document.querySelector("[data-saved]");
  #outbox;
  #login;

  constructor(outbox, login) {
    this.#outbox = outbox;
    this.#login = login;
    outbox.addEventListener("state", ({ detail }) => this.#show(detail.state));
    addEventListener("online", () => outbox.flush());
    // Coming back from the login in another tab; and leaving, so that the last words do not wait.
    addEventListener("focus", () => outbox.size && outbox.flush());
    document.addEventListener("visibilitychange", () => outbox.size && outbox.flush());
    addEventListener("pagehide", () => outbox.size && outbox.flush());
    setInterval(() => outbox.waiting && outbox.flush(), AGAIN);
  }

  #show(state) {
    const { size, waiting } = this.#outbox;
    const shown = state === "saved" && size ? "refused" : state;
    if (shown === this.#place.dataset.saved && shown !== "refused") return;
    const words = {
      waiting: gettext("Not saved yet"),
      sending: gettext("Saving…"),
      saved: gettext("Saved"),
      away: gettext("The server is away. Your changes are kept in this browser and sent when it is back."),
      login: gettext("Your login has run out. Your changes are kept in this browser."),
      conflict: gettext("Changed in another window: choose which version stays."),
      refused: gettext("Not everything is stored. See the annotations that say so."),
    }[shown];
    // While the server is away, "waiting" and "sending" would only flicker.
    const isPaused = ["away", "login"].includes(this.#place.dataset.saved) && ["waiting", "sending"].includes(shown);
    if (isPaused && waiting) return;
    this.#place.dataset.saved = shown;
    this.#place.replaceChildren(words);
    if (shown === "login") this.#place.append(" ", this.#loginLink());
  }

  #loginLink() {
    const link = document.createElement("a");
    link.href = this.#login;
    link.target = "_blank";
    link.textContent = gettext("Log in");
    return link;
  }
}
