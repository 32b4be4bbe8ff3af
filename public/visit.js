// Once the page is read and quiet: has the service worker keep it, says when copies are read, and offers a new version.
// The page of /-/offline asks the worker through `relire.ask`.
(() => {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  const wish = () => {
    try { return localStorage.getItem("relire.offline"); } catch { return null; }
  };
  // Its reader wants nothing kept: what a worker wrote on its way out goes too.
  if (wish() === "off") {
    caches.keys().then((names) => names.filter((name) => name.startsWith("relire-")).forEach((name) => caches.delete(name)));
    return;
  }
  const root = document.documentElement;
  const words = root.lang === "en"
    ? {
        offline: (day) => `Offline: you are reading the copy of ${day}.`,
        undated: "Offline: you are reading copies kept by this browser.",
        update: "This site has a new version.",
        reload: "Reload",
      }
    : {
        offline: (day) => `Hors ligne\u202f: vous lisez la copie du ${day}.`,
        undated: "Hors ligne\u202f: vous lisez des copies gardées par ce navigateur.",
        update: "Une nouvelle version de ce site est prête.",
        reload: "Recharger",
      };
  /** How long a version that was asked for may take until it takes over, in milliseconds. */
  const HOLDING = 2000;
  const day = (at) => new Intl.DateTimeFormat(root.lang, { day: "numeric", month: "long" }).format(at);

  /** Asks a worker for something, and waits for its answer. */
  const ask = (worker, question) => new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => ("error" in data ? reject(new Error(data.error)) : resolve(data.value));
    worker.postMessage(question, [port2]);
  });
  window.relire = {
    ask: async (question) => ask((await workers.ready).active, question),
    day,
  };

  /** A line at the foot of the window, announced politely; `text` of nothing takes it away. */
  const note = (name, text, button) => {
    let line = document.getElementById(name);
    if (!text) return line?.remove();
    if (!line) {
      line = document.createElement("p");
      line.id = name;
      line.className = "worker-note";
      line.setAttribute("aria-live", "polite");
      document.body.append(line);
    }
    line.textContent = text;
    if (button) line.append(" ", button);
    return line;
  };

  const show = ({ reached, at }) => {
    const isOffline = !reached || !navigator.onLine;
    note("offline-note", isOffline && (at ? words.offline(day(at)) : words.undated));
  };

  /** A version waits. A document that is of it already lets it take over; for another, its reader decides. */
  const offer = async (worker) => {
    const { js, wasm } = document.querySelector("script[data-js]")?.dataset ?? {};
    const styles = [...document.querySelectorAll("link[href^='/pkg/']")].map((link) => link.getAttribute("href"));
    const files = [js, wasm, ...styles].filter(Boolean);
    if (await ask(worker, { do: "yours", files })) return worker.postMessage({ do: "takeOver" });
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words.reload;
    button.addEventListener("click", () => {
      workers.addEventListener("controllerchange", () => location.reload(), { once: true });
      worker.postMessage({ do: "takeOver" });
      // A browser may wait long until the other worker is idle; a page that is loaded anew sees to it.
      setTimeout(() => location.reload(), HOLDING);
    });
    note("update-note", words.update, button);
  };

  const visit = async () => {
    const registration = await workers.register("/sw.js", { updateViaCache: "none" });
    if (!registration) return;
    if (registration.waiting) offer(registration.waiting);
    // Browsers look for another version when they see fit, which for one who turns pages quickly is late.
    else if (workers.controller) registration.update().catch(() => undefined);
    registration.addEventListener("updatefound", () => {
      const worker = registration.installing;
      worker.addEventListener("statechange", () => {
        if (worker.state === "installed" && registration.active) offer(worker);
      });
    });
    workers.addEventListener("message", ({ data }) => show(data));
    for (const change of ["online", "offline"]) {
      addEventListener(change, () => relire.ask({ do: "status" }).then(show));
    }
    const state = await relire.ask({ do: "visit", address: location.href });
    show(state);
    // What changed in an archive that is kept whole is fetched quietly; its own page shows how far it is.
    if (!state.kept || !state.coming || document.getElementById("keeping")) return;
    for (let done = {}; !done.finished; ) {
      done = await relire.ask({ do: "step" });
      if (done.of) return;
    }
  };
  const whenQuiet = () => (window.requestIdleCallback ?? setTimeout)(() => visit().catch(() => undefined));
  addEventListener("load", () => setTimeout(whenQuiet, 1000));
})();
