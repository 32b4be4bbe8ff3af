// ---- notes ----

const notes = () => caches.open(NOTES_CACHE);
/** What is kept, is in the form of a version. */
const note = (name) => `/-/offline/note/${name}-${VERSION}`;
const recall = async (name) => (await (await notes()).match(note(name)))?.json();
const remember = async (name, value) => (await notes()).put(note(name), json(JSON.stringify(value)));
const forget = async (name) => (await notes()).delete(note(name));

// ---- what pages ask ----

/** How many pages and files are kept of what was read. */
const MOST_READ = 80;
const MOST_FILES = 250;

let isReached = true;

/** Tells every open page whether the server is there, or copies are shown. */
async function reached(yes) {
  if (yes === isReached) return;
  isReached = yes;
  const state = await status();
  for (const client of await clients.matchAll({ type: "window" })) client.postMessage(state);
}

async function status() {
  const [keeping, coming, seen] = await Promise.all(["kept", "coming", "seen"].map(recall));
  const about = (of) => of && { at: of.at, pictures: of.pictures, ...(of.manifest && sizes(of.manifest)) };
  return { reached: isReached, at: keeping?.at ?? seen?.at, kept: about(keeping), coming: about(coming) };
}

const answers = {
  status,
  /** Whether a document's files are those of this version: then it loses nothing when this version takes over. */
  yours: ({ files }) => files.every((file) => SHELL.includes(file)),
  takeOver: () => skipWaiting(),
  visit,
  /** Sizes, before anything is fetched; or how far the server is with making the packs. */
  async plan() {
    const manifest = await offered();
    return manifest.packs ? sizes(manifest) : manifest;
  },
  keep: ({ pictures }) => remember("coming", { pictures }),
  async step() {
    const done = await step();
    if (done.finished) await clean();
    return done;
  },
  drop,
};

let work = Promise.resolve();

addEventListener("message", (event) => {
  const answer = answers[event.data?.do];
  if (!answer) return;
  // One after another: two pages may ask for the same.
  const waits = !["status", "yours", "takeOver"].includes(event.data.do);
  const done = (waits ? work : Promise.resolve()).then(() => answer(event.data));
  const told = done.then(
    (value) => ({ value }),
    (error) => ({ error: String(error?.message ?? error) }),
  );
  if (waits) work = told;
  event.waitUntil(told.then((result) => event.ports[0]?.postMessage(result)));
});

/** A page is open and quiet: what it shows is kept, and what changed on the server is looked for. */
async function visit({ address }) {
  const url = new URL(address, location.origin);
  if (isPage(url.pathname) && !(await match(READ_CACHE, addressOf(url)))) {
    await fetch(addressOf(url)).then((answer) => keepRead(url, answer)).catch(() => undefined);
  }
  await tidy(1);
  await keepStep().catch(() => undefined);
  return status();
}

/** Sees whether the archive changed since the last visit, and lets go of what is no longer there. */
async function keepStep() {
  const answer = await fetch(MANIFEST, { cache: "no-store" });
  if (!answer.ok) return;
  reached(true);
  const text = await answer.text();
  const [seen, keeping, coming] = await Promise.all(["seen", "kept", "coming"].map(recall));
  await remember("seen", { at: Date.now(), text });
  if (!keeping) await keepManifest(text);
  if (seen && seen.text !== text) {
    await readAgain(READ_CACHE);
    for (const address of DOCUMENTS) await keepRead(new URL(address, location.origin), await fetch(address));
  }
  await letGo();
  if (!keeping || coming) return;
  const manifest = await offered();
  // Packs that are being made are looked at on the next visit.
  if (!manifest.packs) return;
  const isSame = manifest.state === keeping.manifest.state;
  if (isSame) await remember("kept", { ...keeping, at: Date.now() });
  else await remember("coming", { manifest, pictures: keeping.pictures });
}

/** Lets go of parts of the catalog that are no longer its, and of what was read long ago. */
async function letGo() {
  const { parts } = await (await fetch("/-/offline/parts.json", { cache: "no-cache" })).json();
  const current = new Set(parts.map(partFile));
  const files = await caches.open(FILES_CACHE);
  const held = (await files.keys()).map(({ url }) => addressOf(new URL(url)));
  const old = held.filter((file) => file.startsWith("/catalog/") && !current.has(file));
  const many = held.filter((file) => !file.startsWith("/catalog/")).slice(0, -MOST_FILES);
  for (const file of [...old, ...many]) await files.delete(file);
  const read = await caches.open(READ_CACHE);
  for (const request of (await read.keys()).slice(0, -MOST_READ)) await read.delete(request);
}

/** Asks anew for what was read: it may have changed, or been taken down. */
async function readAgain(name) {
  for (const request of await (await caches.open(name)).keys()) {
    const url = new URL(request.url);
    try {
      const answer = await fetch(url, { cache: "no-cache" });
      if (answer.redirected) await (await caches.open(READ_CACHE)).delete(request);
      else await keepRead(url, answer);
    } catch {
      return;
    }
  }
}

// ---- versions ----

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => {
  event.waitUntil(tidy(0).then(clean).then(() => clients.claim()));
});

async function install() {
  const shell = await caches.open(SHELL_CACHE);
  const fresh = (file) => new Request(file, { cache: isImmutable(file) ? "default" : "no-cache" });
  await shell.addAll([...SHELL, ...DOCUMENTS, MANIFEST].map(fresh));
  // A server that was replaced meanwhile has another worker to offer: that one will be asked for.
  if (!isOurs(await shell.match("/"))) throw new Error("another version was deployed");
  const others = (await caches.keys()).filter((name) => name.startsWith("relire-read-") && name !== READ_CACHE);
  for (const name of others) await readAgain(name);
  // What fails now is for the next visits: nothing keeps a new version back.
  await carryOver().catch(() => undefined);
}

/** What is kept in another version's form is fetched in this one's, before this one takes over. */
async function carryOver() {
  const cache = await notes();
  const before = (await cache.keys()).filter(({ url }) => /\/(kept|coming)-\w+$/.test(url)).pop();
  if (!before || (await recall("kept"))) return;
  const { pictures } = await (await cache.match(before)).json();
  await remember("coming", { pictures });
  for (let done = {}; !done.finished; ) {
    done = await step();
    if (done.of) await new Promise((later) => setTimeout(later, 1000));
  }
}

/**
 * Deletes what other versions left; `own` is how many open pages are of this one. A page of another version that is
 * still open needs its files: they go later.
 */
async function tidy(own) {
  // What is not this version's is a later one's, which has not taken over yet.
  if (registration.installing || registration.waiting) return;
  const isOpen = (await clients.matchAll({ type: "window", includeUncontrolled: true })).length > own;
  const current = [SHELL_CACHE, READ_CACHE, FILES_CACHE, KEPT_CACHE, NOTES_CACHE];
  const others = (await caches.keys()).filter((name) => name.startsWith("relire-") && !current.includes(name));
  for (const name of others) if (!isOpen || !name.startsWith("relire-shell-")) await caches.delete(name);
  const cache = await notes();
  for (const request of await cache.keys()) if (!request.url.endsWith(`-${VERSION}`)) await cache.delete(request);
}
