// The service worker of a Relire archive: keeps what a reader has read, and on request the whole archive, to be read
// without a connection. What follows stands after the lines that the server writes: VERSION (another one for other
// files of the page or another form of what is kept), FORMAT (of the catalog), SHELL (the page's files).
"use strict";

/** The page's files, `/` in each language as the shell of any address, the catalog's manifest. */
const SHELL_CACHE = `relire-shell-${VERSION}`;
/** Documents and views that were read, in this version's form. */
const READ_CACHE = `relire-read-${VERSION}`;
/** What is named by its content, as pages came to need it: parts of the catalog, pictures, the page's modules. */
const FILES_CACHE = "relire-files";
/** The whole archive, where the reader keeps it: parts, packs of posts, pictures. All named by their content. */
const KEPT_CACHE = "relire-kept";
/** Notes of this program to itself. */
const NOTES_CACHE = "relire-notes";

const MANIFEST = "/catalog/manifest.json";
const DOCUMENTS = ["/", "/?lang=fr", "/?lang=en", "/-/offline"];
/** How long a slow network is waited for where there is a copy, in milliseconds. */
const PATIENCE = 4000;

/** Named by its content: a picture, a part of the catalog, a module of the page with its hash in its name. */
const isImmutable = (path) => /^\/(media\/|catalog\/\w+\.bin$|pkg\/.*\.[\w-]{22}\.\w+$)/.test(path);
const isPage = (path) =>
  !/^\/(api|pkg|catalog|media|wp-content|wp-admin|healthz|readyz|metrics)(\/|$)/.test(path) &&
  !/(^|\/)feed(\/|$)|\.(xml|txt|ics|json|js|css|webmanifest|php|ico|png|svg)$/.test(path) &&
  (!path.startsWith("/-/") || path === "/-/about" || path === "/-/offline");
/** Whether a server in front of the archive says that it is not there. */
const isDown = (answer) => [502, 503, 504].includes(answer.status);
/** Whether a page or view is in the form that this version's page reads. */
const isOurs = (answer) => answer.headers.get("relire-version") === VERSION;
const match = async (name, request) => (await caches.open(name)).match(request, { ignoreVary: true });
const json = (text, status = 200) => new Response(text, { status, headers: { "content-type": "application/json" } });
const addressOf = ({ pathname, search }) => pathname + search;

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || request.headers.has("range")) return;
  if (isImmutable(pathname)) event.respondWith(byContent(event));
  else if (pathname === MANIFEST) event.respondWith(manifest(event));
  else if (pathname === "/-/fn/view") event.respondWith(view(event));
  else if (/^\/(fonts|icons)\//.test(pathname) && SHELL.includes(pathname)) {
    event.respondWith(match(SHELL_CACHE, pathname).then((file) => file ?? fetch(request)));
  } else if (SHELL.includes(pathname)) {
    event.respondWith(networkFirst(() => fetch(request), () => match(SHELL_CACHE, pathname)));
  } else if (request.mode === "navigate" && isPage(pathname)) event.respondWith(page(event));
});

/** Does something with an answer after it is given. What then fails concerns nobody: a copy is not kept. */
function afterwards(event, work) {
  const done = work.catch(() => undefined);
  try {
    event.waitUntil(done);
  } catch {
    // The page has its answer already, from a copy: the network was late.
  }
}

/** The network's answer; a copy where the network fails, or takes long and there is one. */
async function networkFirst(ask, copy) {
  let isAnswered = false;
  const asked = ask().then((answer) => {
    isAnswered = true;
    reached(!isDown(answer));
    return answer;
  });
  const waited = new Promise((done) => setTimeout(done, PATIENCE));
  const late = waited.then(() => (isAnswered ? undefined : copy())).catch(() => undefined);
  try {
    const answer = (await Promise.race([asked, late])) ?? (await asked);
    if (!isAnswered) reached(false);
    return isDown(answer) ? ((await copy()) ?? answer) : answer;
  } catch {
    reached(false);
    return (await copy()) ?? Response.error();
  }
}

/** What is named by its content is the same wherever it comes from. */
async function byContent(event) {
  const { request } = event;
  const known = await caches.match(request, { ignoreVary: true });
  if (known) return known;
  let answer;
  try {
    answer = await fetch(request);
  } catch (unreachable) {
    // A picture is kept as it is; a smaller one of it, as cards show it, is the same to the eye.
    const whole = await caches.match(new URL(request.url).pathname, { ignoreVary: true, ignoreSearch: true });
    if (!whole) throw unreachable;
    return whole;
  }
  if (answer.status === 200) {
    const copy = answer.clone();
    afterwards(event, caches.open(FILES_CACHE).then((cache) => cache.put(request, copy)));
  }
  return answer;
}

/** The catalog's manifest. A kept archive goes by the one whose parts are all here: `settle` changes it. */
async function manifest(event) {
  const ask = async () => {
    const answer = await fetch(event.request);
    const copy = answer.clone();
    if (answer.ok) afterwards(event, recall("kept").then(async (kept) => kept ?? keepManifest(await copy.text())));
    return answer;
  };
  return networkFirst(ask, () => match(SHELL_CACHE, MANIFEST));
}

async function keepManifest(text) {
  if (JSON.parse(text).format !== FORMAT) return;
  await (await caches.open(SHELL_CACHE)).put(MANIFEST, json(text));
}

async function page(event) {
  const { request } = event;
  const url = new URL(request.url);
  const ask = async () => {
    const answer = await fetch(request);
    afterwards(event, keepRead(url, answer.clone()));
    return answer;
  };
  const copy = async () => {
    const list = listOf(url);
    const read = await documentAt(url);
    if (!read && list && !(await fromPacks(url))) return Response.redirect(list);
    return read ?? shellOf(url);
  };
  return networkFirst(ask, copy);
}

/** Keeps what was read; forgets what is no longer there. */
async function keepRead(url, answer) {
  const address = addressOf(url);
  const cache = await caches.open(READ_CACHE);
  if (answer.status === 404 || answer.status === 410) {
    await cache.delete(address, { ignoreVary: true });
    await cache.delete(viewAddress(url), { ignoreVary: true });
    return;
  }
  if (answer.status !== 200 || answer.redirected || !isOurs(answer)) return;
  if (DOCUMENTS.includes(address)) await (await caches.open(SHELL_CACHE)).put(address, answer.clone());
  // What was read last stands last.
  await cache.delete(address, { ignoreVary: true });
  await cache.put(address, answer);
}

const viewAddress = ({ pathname, search }) =>
  `/-/fn/view?${new URLSearchParams({ path: pathname, query: search.slice(1) })}`;

async function documentAt(url) {
  const address = addressOf(url);
  const read = await match(READ_CACHE, address);
  return read ?? (DOCUMENTS.includes(address) ? match(SHELL_CACHE, address) : undefined);
}

/**
 * The page that any address can be shown in: it is hydrated as `/`, then goes by the address. Until then its content is
 * none of the address's, and veiled by the style sheet.
 */
async function shellOf({ pathname, searchParams }) {
  if (pathname === "/-/offline") return match(SHELL_CACHE, pathname);
  const inLanguage = await match(SHELL_CACHE, `/?lang=${searchParams.get("lang")}`);
  const shell = inLanguage ?? (await match(SHELL_CACHE, "/"));
  return shell && new Response((await shell.text()).replace("<html", "<html data-shell"), { headers: shell.headers });
}

/** The server function: what an address shows. */
async function view(event) {
  const { request } = event;
  const url = new URL(request.url);
  const shown = new URL(url.searchParams.get("path") ?? "/", location.origin);
  shown.search = url.searchParams.get("query") ?? "";
  const ask = async () => {
    const answer = await fetch(request);
    afterwards(event, keepRead(url, answer.clone()));
    return answer;
  };
  const copy = async () => {
    const known = (await match(READ_CACHE, addressOf(url))) ?? (await fromPacks(shown));
    if (known) return known;
    // The page loads an address anew where the answer is of another version: then it gets a document, or a list.
    const isElsewhere = listOf(shown) ?? (shown.pathname !== "/" && (await documentAt(shown)));
    return isElsewhere ? json('"Foreign"', 409) : undefined;
  };
  return networkFirst(ask, copy);
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The page of a label or a date as a list of `/`, which the catalog answers. Undefined for any other. */
function listOf({ pathname, searchParams }) {
  const form =
    /^\/(?:(source|tag|mention|author)\/([^/]+)|(\d{4})(?:\/(\d\d))?(?:\/(\d\d))?)(?:\/page\/(\d+))?\/?$/.exec(pathname);
  if (!form) return undefined;
  const [, facet, slug, year, month, day, number] = form;
  const list = new URLSearchParams(facet ? { [facet]: decoded(slug) } : {});
  const date = [year, month, day].filter(Boolean).join("-");
  if (date) for (const end of ["from", "to"]) list.set(end, date);
  if (number) list.set("page", number);
  if (searchParams.has("lang")) list.set("lang", searchParams.get("lang"));
  return `${location.origin}/?${list}`;
}
