// While the request that compares is under way: how far it is, and a button that stops it.

const SOON = 700; // what is done sooner says nothing of its progress
const OFTEN = 1_000;

export function watchProgress(host) {
  let timer = 0;
  let form = null; // what is being sent
  const stop = () => {
    clearTimeout(timer);
    form = null;
  };
  host.addEventListener("htmx:beforeRequest", ({ target }) => {
    stop();
    if (!target.matches("[data-comparing-start]")) return;
    form = target;
    timer = setTimeout(() => ask(target), SOON);
  });
  host.addEventListener("htmx:afterRequest", stop);

  async function ask(sent) {
    const part = sent.closest("[data-comparing]");
    const meanwhile = part.querySelector("[data-meanwhile]");
    meanwhile.hidden = false;
    sent.hidden = true;
    try {
      const answer = await fetch(part.dataset.comparing, { headers: { "HX-Request": "true" } });
      const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("progress");
      if (found) meanwhile.querySelector("progress").value = found.value;
    } catch {
      // The next question may be answered.
    }
    if (form === sent && host.contains(sent)) timer = setTimeout(() => ask(sent), OFTEN);
  }
}
