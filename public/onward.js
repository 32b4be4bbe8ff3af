// Reading on below a list, in place of turning its pages, where a reader wants that. The application adds what comes
// next to the list when its link is followed; this follows it when the end comes near, and remembers the wish.
(() => {
  const KEY = "relire.endless";
  const root = document.documentElement;
  // How far below what is seen, in pixels, the end may be.
  const NEAR = 900;
  // So often by itself: after that the page's foot can be reached, and the reader asks.
  const MOST = 5;
  // So long, in milliseconds, what was asked for may take.
  const PATIENCE = 4000;
  const $ = (selector) => document.querySelector(selector);
  const cards = () => document.querySelectorAll("article.card");

  const wanted = () => {
    try { return localStorage.getItem(KEY) === "on"; } catch { return false; }
  };
  const show = (is) => {
    root.toggleAttribute("data-endless", is);
    for (const box of document.querySelectorAll("input[data-endless]")) box.checked = is;
  };

  // How often the list was continued without being asked, and of what list.
  let times = 0;
  let of = "";
  // How many cards there were when what comes next was asked for; where the focus goes then.
  let asked = -1;
  let when = 0;
  let focus = -1;
  const look = () => {
    if (of !== location.href) [of, times, asked] = [location.href, 0, -1];
    if (!root.hasAttribute("data-endless") || !root.hasAttribute("data-live")) return;
    const link = $(".onward a");
    const count = cards().length;
    if (focus >= 0 && count > focus) {
      cards()[focus].querySelector("h3 a").focus({ preventScroll: true });
      focus = -1;
    }
    // What did not come is asked for once more, a while later.
    if (!link || times >= MOST || (asked === count && performance.now() - when < PATIENCE)) return;
    if (link.getBoundingClientRect().top > innerHeight + NEAR) return;
    [asked, when] = [count, performance.now()];
    times += 1;
    link.click();
  };
  let due = false;
  const later = () => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      look();
    });
  };

  document.addEventListener("change", (event) => {
    if (!event.target.matches("input[data-endless]")) return;
    try { localStorage.setItem(KEY, event.target.checked ? "on" : "off"); } catch { /* a private window keeps nothing */ }
    show(event.target.checked);
    look();
  });
  // Who asks goes on reading at what has come.
  document.addEventListener("click", (event) => {
    if (!event.isTrusted || !event.target.closest?.(".onward a")) return;
    times = 0;
    focus = cards().length;
  }, true);
  addEventListener("scroll", later, { passive: true });
  new MutationObserver(() => {
    const box = $("input[data-endless]");
    if (box && box.checked !== root.hasAttribute("data-endless")) box.checked = root.hasAttribute("data-endless");
    later();
  }).observe(document.body, { subtree: true, childList: true });
  // The application has come.
  new MutationObserver(later).observe(root, { attributeFilter: ["data-live"] });
  show(wanted());
  later();
})();
