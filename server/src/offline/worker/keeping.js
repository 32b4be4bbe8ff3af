// ---- the whole archive ----

/** How many files are fetched at once, and in one step. */
const AT_ONCE = 4;
const A_STEP = 12;

const packFile = ({ hash }) => `/-/offline/${hash}.bin`;
const partFile = ({ hash }) => `/catalog/${hash}.bin`;
const sum = (list, size) => list.reduce((total, one) => total + size(one), 0);
/** The packs of posts, and the one of the archive's own pages. */
const textsOf = ({ own, packs }) => [own, ...packs];

let lastPack = { hash: "", views: {}, pictures: {} };

/** A pack: the length of its head, the head (where each answer is, and its pictures), then the answers. */
async function readPack({ hash }) {
  if (lastPack.hash === hash) return lastPack;
  const file = await match(KEPT_CACHE, packFile({ hash }));
  if (!file) return { views: {}, pictures: {} };
  const bytes = await file.arrayBuffer();
  const length = new DataView(bytes).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, length)));
  lastPack = { hash, ...head, answers: new Uint8Array(bytes, 4 + length) };
  return lastPack;
}

/** What the server function answers for a kept post. Packs are in the order of the addresses that they begin with. */
async function fromPacks({ pathname }) {
  const keeping = await recall("kept");
  if (!keeping) return undefined;
  const { own, packs } = keeping.manifest;
  const asked = decoded(pathname);
  for (const address of [asked, `${asked}/`]) {
    let [low, high] = [0, packs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (packs[middle].first <= address) low = middle + 1;
      else high = middle;
    }
    for (const pack of [own, packs[low - 1]]) {
      if (!pack) continue;
      const { views, answers } = await readPack(pack);
      if (!Object.hasOwn(views, address)) continue;
      const [begins, length] = views[address];
      return new Response(answers.slice(begins, begins + length));
    }
  }
  return undefined;
}

/** What the server has. Its packs may have to be made first: then only how far it is. */
async function offered() {
  const answer = await fetch("/-/offline/manifest.json", { cache: "no-cache" });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  const manifest = await answer.json();
  if (manifest.version !== VERSION) throw new Error("another version was deployed");
  return manifest;
}

/** Sizes in bytes as they travel; `room` is what they take here. */
function sizes(manifest) {
  const texts = textsOf(manifest);
  return {
    catalog: sum(manifest.parts, (part) => part.brotli),
    texts: sum(texts, (pack) => pack.brotli),
    posts: sum(manifest.packs, (pack) => pack.posts),
    pictureBytes: sum(texts, (pack) => pack.picture_bytes),
    pictureCount: sum(texts, (pack) => pack.pictures),
    room: sum([...manifest.parts, ...texts], (file) => file.bytes),
  };
}

/** The pictures of packs, by the packs' hashes. */
const picturesOf = new Map();

/** The files of a manifest with their sizes; pictures as far as the packs that name them are here. */
async function filesOf({ manifest, pictures }) {
  const have = await kept();
  const files = new Map();
  for (const part of manifest.parts) files.set(partFile(part), part.brotli);
  for (const pack of textsOf(manifest)) {
    files.set(packFile(pack), pack.brotli);
    if (!pictures || pack.pictures === 0 || !have.has(packFile(pack))) continue;
    if (!picturesOf.has(pack.hash)) picturesOf.set(pack.hash, Object.entries((await readPack(pack)).pictures));
    for (const [address, bytes] of picturesOf.get(pack.hash)) files.set(address, bytes);
  }
  return files;
}

let held;

/** The files that are kept. */
async function kept() {
  held ??= new Set((await (await caches.open(KEPT_CACHE)).keys()).map(({ url }) => addressOf(new URL(url))));
  return held;
}

/** The archive is another one than the one that is being fetched. */
class Changed extends Error {}

async function take(file) {
  const answer = (await match(FILES_CACHE, file)) ?? (await fetch(file));
  if (answer.status === 404 || answer.status === 410) throw new Changed(file);
  if (answer.status !== 200) throw new Error(`${file}: ${answer.status}`);
  await (await caches.open(KEPT_CACHE)).put(file, answer);
  (await kept()).add(file);
}

/** Fetches some of what is missing. What is here is not fetched again, whoever stopped before. */
async function step() {
  const coming = await recall("coming");
  if (!coming) return { finished: true };
  if (!coming.manifest) {
    const manifest = await offered();
    if (!manifest.packs) return manifest;
    coming.manifest = manifest;
    await remember("coming", coming);
  }
  const missing = async () => {
    const have = await kept();
    return [...(await filesOf(coming)).keys()].filter((file) => !have.has(file));
  };
  const now = (await missing()).slice(0, A_STEP);
  try {
    while (now.length) await Promise.all(now.splice(0, AT_ONCE).map(take));
  } catch (error) {
    if (!(error instanceof Changed)) throw error;
    await remember("coming", { pictures: coming.pictures });
    return { finished: false, changed: true };
  }
  let finished = (await missing()).length === 0;
  if (finished) {
    // Another version's worker may have tidied meanwhile: what counts is what is there.
    held = undefined;
    finished = (await missing()).length === 0;
  }
  if (finished) await settle(coming);
  const have = await kept();
  const { catalog, texts, pictureBytes } = sizes(coming.manifest);
  return {
    finished,
    total: catalog + texts + (coming.pictures ? pictureBytes : 0),
    done: sum([...(await filesOf(coming))].filter(([file]) => have.has(file)), ([, bytes]) => bytes),
  };
}

/** All is here: from now on this is what is read. */
async function settle(coming) {
  await (await caches.open(SHELL_CACHE)).put(MANIFEST, json(JSON.stringify(coming.manifest.catalog)));
  await remember("kept", { ...coming, at: Date.now() });
  await forget("coming");
}

/** Lets go of what only an earlier state of the archive had. */
async function clean() {
  const keeping = await recall("kept");
  if (!keeping || (await recall("coming"))) return;
  const wanted = await filesOf(keeping);
  const cache = await caches.open(KEPT_CACHE);
  for (const file of [...(await kept())].filter((file) => !wanted.has(file))) {
    await cache.delete(file);
    held.delete(file);
  }
}

async function drop() {
  await caches.delete(KEPT_CACHE);
  held = undefined;
  picturesOf.clear();
  await forget("coming");
  await forget("kept");
  return status();
}
