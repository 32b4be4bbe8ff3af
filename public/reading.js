// What a reader's hands do with a page: keys, pictures, copying, sending, printing, the place one left. Small and apart
// from the application: it works before that has arrived, and where it never does.
(() => {
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector) => [...document.querySelectorAll(selector)];
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* a private window keeps nothing */ } };

  // One page after another is a leaf that turns. The application asks for it.
  document.turn = (change) => {
    if (still.matches || !document.startViewTransition) change();
    else document.startViewTransition(change);
  };

  // A word to eye and ear.
  let quiet;
  const say = (what) => {
    const voice = $("#voice");
    voice.textContent = voice.dataset[what];
    clearTimeout(quiet);
    quiet = setTimeout(() => { voice.textContent = ""; }, 2500);
  };
  const copy = async (text, what) => {
    try {
      await navigator.clipboard.writeText(text);
      say(what);
    } catch { /* not allowed here: the text can be selected */ }
  };

  // The day on which the reader sees the page, in what cites it.
  const dated = (id) => {
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0"));
    const lang = document.documentElement.lang;
    for (const place of $$("[data-day]")) {
      const { day: kind, before, after } = place.dataset;
      const said = kind === "iso"
        ? now.toLocaleDateString(lang === "en" ? "en-GB" : lang, { day: "numeric", month: "long", year: "numeric" })
        : day.join(kind === "ris" ? "/" : "-") + (kind === "ris" ? "/" : "");
      place.textContent = before + said + after;
    }
    return document.getElementById(id)?.textContent ?? "";
  };
  const cite = () => {
    const box = $("#cite");
    if (!box) return;
    box.open = true;
    copy(dated("iso"), "citation");
    box.scrollIntoView({ block: "nearest" });
    $("summary", box).focus({ preventScroll: true });
  };

  // Pictures: a link to a file opens in the page, with the others of the same text.
  const PICTURE = /^\/(media|wp-content)\/.*\.(avif|gif|jpe?g|png|webp)$/i;
  const pictures = () => $$(".body a[href]").filter((link) => PICTURE.test(link.pathname) && link.host === location.host && $("img", link));
  let shown = 0;
  const show = (at) => {
    const all = pictures();
    const viewer = $("#viewer");
    shown = (at + all.length) % all.length;
    const link = all[shown];
    const words = $("figcaption", link.closest("figure") ?? link)?.textContent ?? "";
    // Not there until there is one to show: a picture without an address is none.
    const picture = $("img", viewer) ?? viewer.insertBefore(new Image(), viewer.firstChild);
    picture.src = link.href;
    picture.alt = $("img", link).alt;
    $("p", viewer).textContent = words || picture.alt;
    viewer.classList.toggle("alone", all.length < 2);
    if (!viewer.open) viewer.showModal();
  };

  document.addEventListener("click", (event) => {
    const on = (selector) => event.target.closest?.(selector);
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    let found;
    if ((found = on("[data-close]"))) found.closest("dialog").close();
    else if ((found = on("[data-step]"))) show(shown + Number(found.dataset.step));
    else if ((found = on("[data-open]"))) open(found.dataset.open);
    else if ((found = on("[data-copy]"))) copy(dated(found.dataset.copy), "citation");
    else if (on("[data-print]")) print();
    else if (event.target.id === "viewer") event.target.close();
    else if ((found = on("[data-share]")) && plain) {
      event.preventDefault();
      const url = found.dataset.share;
      if (navigator.share) navigator.share({ title: document.title, url }).catch(() => {});
      else copy(url, "address");
    } else if ((found = on(".body a[href]")) && plain && pictures().includes(found)) {
      event.preventDefault();
      show(pictures().indexOf(found));
    }
  }, true);
  document.addEventListener("toggle", (event) => { if (event.target.id === "cite" && event.target.open) dated(); }, true);
  document.addEventListener("close", (event) => { if (event.target.id === "viewer") $("img", event.target)?.remove(); }, true);

  // Keys of one letter, which can be switched off.
  const KEYS = "relire.keys";
  const open = (id) => {
    $("[data-keys]").checked = recall(KEYS) !== "off";
    document.getElementById(id).showModal();
  };
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-keys]")) keep(KEYS, event.target.checked ? "on" : "off");
  });
  const SEARCH = "[role=search] input[type=search]";
  const search = () => {
    $(SEARCH)?.focus();
    $(SEARCH)?.select();
  };
  // On the way to a page that has the field. Another page takes the focus first, in the frame that shows it.
  const searchThere = (tries) => {
    if ($(SEARCH)) requestAnimationFrame(search);
    else if (tries) setTimeout(searchThere, 100, tries - 1);
  };
  const move = (step) => {
    const near = $(`.neighbours .${step > 0 ? "next" : "prev"} a`);
    if (near) return near.click();
    const all = $$("article.card h3 a");
    const at = all.indexOf(document.activeElement);
    const next = all[at < 0 && step < 0 ? all.length - 1 : at + step];
    next?.focus({ preventScroll: true });
    next?.closest("article").scrollIntoView({ block: "nearest", behavior: still.matches ? "auto" : "smooth" });
  };
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    const viewer = $("#viewer[open]");
    if (viewer && (key === "ArrowLeft" || key === "ArrowRight")) {
      event.preventDefault();
      return show(shown + (key === "ArrowRight" ? 1 : -1));
    }
    const typing = target.closest?.("select, textarea, [contenteditable], input:not([type=checkbox])");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || $("dialog[open]")) return;
    if (recall(KEYS) === "off") return;
    const does = {
      "/": () => { if ($(SEARCH)) search(); else { $(".brand").click(); searchThere(50); } },
      "?": () => open("keys"),
      j: () => move(1),
      k: () => move(-1),
      o: () => { if (document.activeElement.matches("article.card a")) document.activeElement.click(); },
      c: cite,
    }[key];
    if (does) {
      event.preventDefault();
      does();
    }
  });

  // An element that goes away takes the focus with it, and who reads by ear or keyboard would begin again at the top. Where
  // nothing else has taken it in two frames, what says the results does, else the page's own content.
  let held;
  document.addEventListener("focusin", (event) => { held = event.target; });
  new MutationObserver(() => {
    if (!held || held.isConnected) return;
    held = undefined;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      if (document.activeElement === document.body) ($("#status") ?? $("#content"))?.focus({ preventScroll: true });
    }));
  }).observe(document.body, { childList: true, subtree: true });

  // Back leads to the place one left: the page is drawn after the browser has tried.
  const places = new Map();
  let turn = 0;
  let settling = false;
  addEventListener("scroll", () => { if (!settling) places.set(location.href, scrollY); }, { passive: true });
  addEventListener("popstate", () => {
    const y = places.get(location.href);
    const mine = ++turn;
    const begun = performance.now();
    settling = y !== undefined;
    const settle = (now) => {
      if (mine !== turn || !settling) return;
      const fits = document.documentElement.scrollHeight - innerHeight >= y;
      if (fits) scrollTo({ top: y, behavior: "instant" });
      // A little longer than the first time that it fits: the browser may try once more itself.
      settling = now - begun < (fits ? 300 : 2000);
      if (settling) requestAnimationFrame(settle);
    };
    if (settling) requestAnimationFrame(settle);
  });
  for (const act of ["wheel", "touchstart", "keydown"]) addEventListener(act, () => { settling = false; }, { passive: true });
})();
