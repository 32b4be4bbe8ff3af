// Starts the application off the critical path. When the page was drawn and the browser has nothing else to do, its
// files arrive and are compiled beside the page. It takes the page over at the first sign of the reader, or when nothing
// has happened for a while: that is the one piece of work that could stand in a reader's way. Until then links and forms
// work as the server wrote them; what was chosen meanwhile in the filters is asked for as soon as the application is there.
(() => {
  const { js, wasm, later } = document.currentScript.dataset;
  const signs = ["pointermove", "pointerdown", "scroll", "keydown", "focusin"];
  const REST = 3000;
  let files;
  let started = false;
  let changed = false;
  const change = (event) => { changed ||= event.target.form?.id === "search"; };
  // Served as another type, the module is compiled by its own loader.
  const arrive = () => (files ??= Promise.all([import(js), WebAssembly.compileStreaming(fetch(wasm)).catch(() => wasm)]));
  // What answers questions is a module of its own, which the application sends for. Whether it came is told, never thrown.
  const announceLater = (first) => {
    let coming;
    const fill = async () => {
      const sent = await fetch(later);
      if (!sent.ok) throw sent;
      await WebAssembly.instantiate(await sent.arrayBuffer(), { first });
    };
    const it = { there: false, come: () => (coming ??= fill().then(() => (it.there = true), () => (coming = undefined))) };
    window.relireLater = it;
    return it;
  };
  const start = async () => {
    if (started) return;
    started = true;
    for (const sign of signs) removeEventListener(sign, start, true);
    const [app, module] = await arrive();
    // Files of the browser's own store come before the page's last lines: what it was made of stands there.
    if (document.readyState === "loading") await new Promise((read) => addEventListener("DOMContentLoaded", read, { once: true }));
    const first = await app.default({ module_or_path: module });
    // A module that was not parted shows none of its memory under this name: it is whole.
    if (later && first["-m"]) {
      const it = announceLater(first);
      // Words that are marked or remarked on are looked at again as the page is taken over. Else it stays as the server wrote it.
      if (document.querySelector("article mark, .remarks") && !(await it.come())) return;
    }
    removeEventListener("input", change, true);
    const form = document.getElementById("search");
    const asked = changed && form ? [...new FormData(form)].filter(([, value]) => value) : undefined;
    app.hydrate();
    document.documentElement.dataset.live = "";
    if (asked) {
      history.pushState(null, "", `/?${new URLSearchParams(asked)}`);
      dispatchEvent(new PopStateEvent("popstate"));
    }
  };
  const idle = () => (window.requestIdleCallback ?? setTimeout)(() => arrive().then(() => setTimeout(start, REST)));
  addEventListener("input", change, true);
  for (const sign of signs) addEventListener(sign, start, { capture: true, passive: true });
  // A copy of `/` that stands in for another address shows nothing before the application has gone there.
  if ("shell" in document.documentElement.dataset) start();
  else if (document.readyState === "complete") idle();
  else addEventListener("load", idle);
})();
