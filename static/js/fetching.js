// A form whose answer takes a while: it says so, and is sent once.

function start(form) {
  const button = form.querySelector("button");
  const status = form.querySelector("[role=status]");
  form.addEventListener("submit", () => {
    status.textContent = status.dataset.said;
    // After the browser has collected what the form sends.
    setTimeout(() => (button.disabled = true));
  });
  // The way back through the history shows the page as it was left.
  window.addEventListener("pageshow", () => {
    status.textContent = "";
    button.disabled = false;
  });
}

document.querySelectorAll("form[data-fetching]").forEach(start);
