// Starts the application off the critical path: when the page was drawn and the browser has nothing else to do, or at
// the reader's first touch. Until then links and forms work as the server wrote them; what was chosen meanwhile in the
// filters is asked for as soon as the application is there.
(() => {
  const { js, wasm } = document.currentScript.dataset;
  const touches = ["pointerdown", "keydown", "focusin"];
  let started = false;
  let changed = false;
  const change = (event) => { changed ||= event.target.form?.id === "search"; };
  const start = async () => {
    if (started) return;
    started = true;
    for (const touch of touches) removeEventListener(touch, start, true);
    const app = await import(js);
    await app.default({ module_or_path: wasm });
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
  const idle = () => (window.requestIdleCallback ?? setTimeout)(start);
  addEventListener("input", change, true);
  for (const touch of touches) addEventListener(touch, start, true);
  // A copy of `/` that stands in for another address shows nothing before the application has gone there.
  if ("shell" in document.documentElement.dataset) start();
  else if (document.readyState === "complete") idle();
  else addEventListener("load", idle);
})();
