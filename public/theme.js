// Applies the reader's theme before the first paint, and operates the button that changes it. Small and apart, so
// that it runs before the page is drawn and without waiting for the application.
(() => {
  const root = document.documentElement;
  const KEY = "relire.theme";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const stored = () => {
    try { return localStorage.getItem(KEY); } catch { return null; }
  };
  const store = (theme) => {
    try { localStorage.setItem(KEY, theme); } catch { /* a private window keeps nothing */ }
  };
  const current = () => root.dataset.theme ?? (dark.matches ? "dark" : "light");
  const press = () => {
    for (const button of document.querySelectorAll("[data-theme-toggle]")) {
      button.setAttribute("aria-pressed", String(current() === "dark"));
    }
  };

  root.dataset.js = "";
  const theme = stored();
  if (theme === "dark" || theme === "light") root.dataset.theme = theme;

  document.addEventListener("DOMContentLoaded", press);
  dark.addEventListener("change", press);
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-theme-toggle]")) return;
    root.dataset.theme = current() === "dark" ? "light" : "dark";
    store(root.dataset.theme);
    press();
  });
})();
