// Light, dark, or as the system has it. Loaded in <head> without defer, so that nothing flashes.
// The choice is kept under the name that the admin uses for its own, so that one choice serves both.
(() => {
  const root = document.documentElement;

  const chosen = () => {
    try {
      return localStorage.getItem("theme") || "auto";
    } catch {
      return "auto"; // storage is switched off
    }
  };

  const show = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
    for (const button of document.querySelectorAll("[data-theme-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === theme));
    }
  };

  show(chosen());

  document.addEventListener("DOMContentLoaded", () => {
    for (const menu of document.querySelectorAll("[data-theme-menu]")) menu.hidden = false;
    show(chosen());
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-choice]");
    if (!button) return;
    try {
      localStorage.setItem("theme", button.dataset.themeChoice);
    } catch {
      // Then the choice holds until the page is left.
    }
    show(button.dataset.themeChoice);
  });

  // Another tab, or the admin, has changed it.
  addEventListener("storage", (event) => event.key === "theme" && show(chosen()));
})();
