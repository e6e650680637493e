// While the request that compares is under way: how far it is, and a button that stops it.

const SOON = 700; // what is done sooner says nothing of its progress
const OFTEN = 1_000;

export function watchProgress(host) {
  let timer = 0;
  const stop = () => clearTimeout(timer);
  host.addEventListener("htmx:beforeRequest", ({ target }) => {
    if (!target.matches("[data-comparing-start]")) return;
    const { comparing } = target.closest("[data-comparing]").dataset;
    stop();
    timer = setTimeout(() => ask(comparing), SOON);
  });
  host.addEventListener("htmx:afterRequest", ({ target }) => target.matches("[data-comparing-start]") && stop());

  async function ask(address) {
    const meanwhile = host.querySelector("[data-meanwhile]");
    if (!meanwhile) return;
    meanwhile.hidden = false;
    host.querySelector("[data-comparing-start]").hidden = true;
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true" } });
      const part = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = part.querySelector("progress");
      if (found) meanwhile.querySelector("progress").value = found.value;
    } catch {
      // The next question may be answered.
    }
    if (host.contains(meanwhile)) timer = setTimeout(() => ask(address), OFTEN);
  }
}
