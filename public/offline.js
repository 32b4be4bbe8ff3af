// Operates the page of /-/offline: says what the whole archive weighs, fetches it, removes it. The service worker does
// the work, a step at a time, so that closing the page or losing the network stops it, and the next visit goes on.
(() => {
  const box = document.getElementById("keeping");
  if (!box) return;
  const part = (name) => document.querySelector(`main [data-part="${name}"]`);
  const words = JSON.parse(box.dataset.words);
  const lang = document.documentElement.lang;
  const [pictures, keep, stop, remove] = ["pictures", "keep", "stop", "remove"].map(part);
  const [bar, far, said, sum, room] = ["bar", "far", "said", "sum", "room"].map(part);
  /** What `visit.js` goes by: "off" where the reader wants nothing kept. */
  const WISH = "relire.offline";
  /** How often the server is asked how far it is with the packs, in milliseconds. */
  const EVERY = 700;
  /** How long the worker is waited for, in milliseconds. */
  const PATIENCE = 20000;

  const size = (bytes) => {
    const [divided, unit] = bytes < 1e6 ? [bytes / 1e3, "kilobyte"] : bytes < 1e9 ? [bytes / 1e6, "megabyte"] : [bytes / 1e9, "gigabyte"];
    const digits = divided < 10 ? 1 : 0;
    return new Intl.NumberFormat(lang, { style: "unit", unit, maximumFractionDigits: digits }).format(divided);
  };
  const count = (number) => new Intl.NumberFormat(lang).format(number);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  /** What happened, which is announced, and how far it is, which is not. */
  const say = (text, progress = "") => {
    if (said.textContent !== text) said.textContent = text;
    far.textContent = progress;
  };
  const show = (element, yes) => (element.hidden = !yes);
  const later = (time) => new Promise((done) => setTimeout(done, time));

  let plan;
  let isRunning = false;

  const chosen = () => plan.catalog + plan.texts + (pictures.checked ? plan.pictureBytes : 0);

  async function tell() {
    sum.textContent = fill(words.sum, { size: size(chosen()) });
    const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
    const needed = plan.room + (pictures.checked ? plan.pictureBytes : 0);
    const fits = !quota || quota - usage > needed;
    room.textContent = !quota ? "" : fill(fits ? words.room : words.tight, { free: size(quota - usage), needed: size(needed) });
    room.classList.toggle("wrong", !fits);
    keep.disabled = !fits;
  }

  /** What is kept already, and what can be done about it. */
  async function state() {
    const { kept, coming } = await relire.ask({ do: "status" });
    if (coming) pictures.checked = coming.pictures;
    else if (kept) pictures.checked = kept.pictures;
    show(remove, kept || coming);
    keep.textContent = coming ? words.resume : kept ? words.renew : words.keep;
    if (coming && !kept) say(words.interrupted);
    else if (kept) say(fill(kept.pictures ? words.keptAll : words.kept, { posts: count(kept.posts), day: relire.day(kept.at) }));
    else say("");
  }

  function running(yes) {
    isRunning = yes;
    show(stop, yes);
    show(bar, yes);
    show(keep, !yes);
    pictures.disabled = yes;
    if (yes) show(remove, false);
  }

  async function fetchAll() {
    running(true);
    bar.removeAttribute("value");
    try {
      // A kept archive should not be what a browser clears first. Where that is refused it is kept all the same.
      await navigator.storage?.persist?.();
      await relire.ask({ do: "keep", pictures: pictures.checked });
      for (let done = {}; isRunning && !done.finished; ) {
        done = await relire.ask({ do: "step" });
        if (done.of) {
          say(words.preparing, fill(words.count, { done: count(done.made), of: count(done.of) }));
          await later(EVERY);
        } else if (done.total) {
          bar.max = done.total;
          bar.value = done.done;
          say(words.fetching, fill(words.count, { done: size(done.done), of: size(done.total) }));
        }
      }
      running(false);
      await state();
      await tell();
    } catch (error) {
      running(false);
      await state();
      say(fill(words.failed, { reason: error.message }));
    }
  }

  async function start() {
    show(box, true);
    say(words.asking);
    if (!navigator.serviceWorker) return say(words.impossible);
    if (!window.relire) {
      // `visit.js` has read the reader's wish.
      show(part("again"), true);
      return say(words.nothing);
    }
    show(part("leaving"), true);
    // The worker is registered once the page is quiet; a browser that refuses it says nothing.
    const isThere = await Promise.race([relire.ask({ do: "status" }), later(PATIENCE)]);
    if (!isThere) return say(words.impossible);
    try {
      for (;;) {
        plan = await relire.ask({ do: "plan" });
        if (!plan.of) break;
        say(words.preparing, fill(words.count, { done: count(plan.made), of: count(plan.of) }));
        await later(EVERY);
      }
      part("catalog").textContent = size(plan.catalog);
      part("texts").textContent = size(plan.texts);
      part("posts").textContent = count(plan.posts);
      part("picture-size").textContent = size(plan.pictureBytes);
      part("picture-count").textContent = count(plan.pictureCount);
      show(part("choice"), plan.pictureCount > 0);
      show(part("sizes"), true);
      await state();
      await tell();
      show(keep, true);
    } catch {
      await state();
      if (!said.textContent) say(words.unreachable);
    }
  }

  pictures.addEventListener("change", tell);
  keep.addEventListener("click", fetchAll);
  stop.addEventListener("click", () => {
    isRunning = false;
    say(words.stopping);
  });
  remove.addEventListener("click", async () => {
    await relire.ask({ do: "drop" });
    await state();
    say(words.removed);
    await tell().catch(() => undefined);
  });
  part("nothing").addEventListener("click", async () => {
    isRunning = false;
    localStorage.setItem(WISH, "off");
    await navigator.serviceWorker.getRegistrations().then((all) => Promise.all(all.map((one) => one.unregister())));
    // The pages that come after do not pass through the worker any more, and delete what it kept.
    location.reload();
  });
  part("again").addEventListener("click", () => {
    localStorage.removeItem(WISH);
    location.reload();
  });
  start();
})();
