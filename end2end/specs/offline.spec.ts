import type { BrowserContext, Page } from "@playwright/test";
import { expect, test as base } from "../fixtures.ts";
import { choose, counted, facets, findPost, json, main, posts, results, searchbox, SOURCES, status, type WholePost } from "../archive.ts";
import { found } from "../axe.ts";
import { Site } from "../site.ts";

const test = base.extend<{ site: Site }>({
  site: async ({}, use) => {
    const site = await Site.open();
    await use(site);
    await site.close();
  },
  baseURL: async ({ site }, use) => {
    await use(site.address);
  },
});
test.use({
  serviceWorkers: "allow",
  // A browser says of each request that nobody answers that it failed.
  expectedInConsole: [/Failed to load resource|failed: .*net::ERR_/],
});
test.describe.configure({ timeout: 120_000 });

/** Asks the service worker, as the page does. */
const worker = <T>(page: Page, question: object): Promise<T> =>
  page.evaluate((asked) => (window as never as { relire: { ask(q: object): Promise<never> } }).relire.ask(asked), question);

/** Waits until the worker has taken note of the page that is shown. */
async function visited(page: Page): Promise<void> {
  await page.waitForFunction(() => "relire" in window && navigator.serviceWorker.controller !== null);
  const address = new URL(page.url());
  await expect
    .poll(() =>
      page.evaluate(async (read) => {
        for (const name of await caches.keys()) {
          if (name.startsWith("relire-read-") && (await (await caches.open(name)).match(read))) return true;
        }
        return false;
      }, address.pathname + address.search),
    )
    .toBe(true);
  // What pages ask is answered in turn: this comes after the visit.
  await worker(page, { do: "visit", address: page.url() });
}

/** Nobody answers any more, and the browser knows it. */
async function airplane(context: BrowserContext, site: Site): Promise<void> {
  await site.stop();
  await context.setOffline(true);
}

/** Closes every page and goes into airplane mode: what is shown then comes from nowhere but the browser's own store. */
async function coldPage(context: BrowserContext, site: Site): Promise<Page> {
  for (const page of context.pages()) await page.close();
  await airplane(context, site);
  return context.newPage();
}

/** Opens the filters where they are in a sheet. */
async function openFilters(page: Page): Promise<void> {
  const opener = page.getByRole("button", { name: /^Filtres/ });
  if (await opener.isVisible()) await opener.click();
}

const note = (page: Page) => page.getByText(/^Hors ligne\s:/);
const cacheNames = (page: Page): Promise<string[]> => page.evaluate(() => caches.keys());

/** Keeps the whole archive, from its page. */
async function keepAll(page: Page): Promise<void> {
  await page.goto("/-/offline");
  await page.getByRole("button", { name: "Garder toute l’archive" }).click({ timeout: 90_000 });
  await expect(page.getByText(/^L’archive est gardée/)).toBeVisible({ timeout: 90_000 });
}

/** The archive's last post, which no list on the way shows. */
async function last(page: Page): Promise<WholePost> {
  const [oldest] = (await posts(page.request, "sort=oldest")).posts;
  return json<WholePost>(page.request, `/api/posts/${oldest?.id}`);
}

test("what was read is read again without a connection", { tag: ["@js", "@everywhere"] }, async ({ page, context, site }) => {
  const [post, other] = (await posts(page.request)).posts;
  await page.goto("/");
  await visited(page);
  await page.goto(post?.url ?? "");
  await visited(page);
  await airplane(context, site);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(post?.title ?? "");
  await expect(note(page)).toHaveText(/Hors ligne\s: vous lisez la copie du \d{1,2}(er)? \p{L}+\./u);
  await page.goto("/");
  await expect(results(page).first()).toBeVisible();
  // What was not kept says so, and leads back.
  await page.goto(other?.url ?? "");
  await expect(main(page)).toContainText("n’est pas gardée dans ce navigateur");
  await context.setOffline(false);
  await site.serve();
  await page.getByRole("link", { name: "Réessayer" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(other?.title ?? "");
  await expect(note(page)).toHaveCount(0);
});

test("the whole archive is listed, filtered, searched and read in airplane mode", { tag: ["@js", "@everywhere"] }, async ({ page, context, site }) => {
  const { sources, total } = await facets(page.request);
  const post = await last(page);
  const tag = post.tags[0] ?? (await facets(page.request)).tags[0];
  const ofTag = (await posts(page.request, `tag=${tag?.slug}`)).total;
  await page.goto("/-/offline");
  const sizes = page.locator(".sizes dd");
  await expect(sizes.first()).toHaveText(/\d\s(k|M)?[ob]/, { timeout: 90_000 });
  await expect(sizes).toHaveCount(3);
  await expect(page.getByText(/^À télécharger\s: \d/)).toBeVisible();
  const fetched = () => site.asked.filter((path) => /^\/-\/offline\/\w+\.bin$/.test(path));
  expect(fetched(), "sizes are told before anything is fetched").toEqual([]);
  await keepAll(page);
  expect(fetched().length).toBeGreaterThan(1);

  const cold = await coldPage(context, site);
  await cold.goto("/");
  await expect(status(cold)).toContainText(counted(total));
  await expect(note(cold)).toBeVisible();
  await openFilters(cold);
  await choose(cold, SOURCES, sources[0]?.name ?? "");
  await expect(status(cold)).toContainText(counted(sources[0]?.count ?? 0));
  await cold.goto("/");
  await searchbox(cold).fill(post.title);
  await searchbox(cold).press("Enter");
  await results(cold).getByRole("link", { name: post.title, exact: true }).first().click();
  await expect(cold.getByRole("heading", { level: 1 })).toHaveText(post.title);
  await cold.reload();
  await expect(cold.getByRole("heading", { level: 1 })).toHaveText(post.title);
  await expect(cold.locator("article .body")).not.toBeEmpty();
  // What is kept names no host; the page does.
  await expect(cold.locator("#iso")).toContainText(`${site.address}${post.url}`);
  // A page of a label is the same list at `/`, and so is an address with a filter that is typed.
  for (const address of [`/tag/${tag?.slug}/`, `/?tag=${tag?.slug}`]) {
    await cold.goto(address);
    await expect(status(cold), address).toContainText(counted(ofTag));
  }
  await cold.goto("/tags/");
  await expect(cold.getByRole("heading", { level: 1 })).toHaveText(/^Tous les mots-clés/);
  await cold.goto(`${post.url}?lang=en`);
  await expect(cold.getByRole("heading", { level: 1 })).toHaveText(post.title);
  await expect(cold.locator("html")).toHaveAttribute("lang", "en");
});

test("pictures are kept where their reader wants them", { tag: "@js" }, async ({ page, context, site }) => {
  const post = await findPost(page.request, "a picture", ({ body_html }) => /<img [^>]*src="\/media\//.test(body_html));
  await page.goto("/-/offline");
  await page.getByRole("checkbox", { name: "Garder aussi les images" }).check({ timeout: 90_000 });
  await page.getByRole("button", { name: "Garder toute l’archive" }).click();
  await expect(page.getByText(/^L’archive est gardée avec ses images/)).toBeVisible({ timeout: 90_000 });
  const cold = await coldPage(context, site);
  await cold.goto(post.url);
  const picture = cold.locator("article .body img").first();
  await picture.scrollIntoViewIfNeeded();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
  // Cards show smaller ones, which this browser has never shown.
  await cold.goto(`/?q=${encodeURIComponent(`"${post.title}"`)}`);
  const thumb = cold.locator(".card .thumb img").first();
  await expect(results(cold)).toHaveCount(1);
  await expect.poll(() => thumb.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
});

test("what was interrupted goes on where it was, and can be removed again", { tag: ["@js", "@everywhere"] }, async ({ page, context, site }) => {
  const post = await last(page);
  const isKept = (path: string) => /^\/-\/offline\/\w+\.bin$/.test(path);
  site.refuses = (path) => isKept(path) && site.asked.filter(isKept).length >= 1;
  await page.goto("/-/offline");
  await page.getByRole("button", { name: "Garder toute l’archive" }).click({ timeout: 90_000 });
  await expect(page.getByText(/^Interrompu/)).toBeVisible();
  site.refuses = () => false;
  await page.reload();
  await expect(page.getByText(/^Interrompu\. Ce qui est arrivé/)).toBeVisible({ timeout: 90_000 });
  await page.getByRole("button", { name: "Reprendre" }).click();
  await expect(page.getByText(/^L’archive est gardée/)).toBeVisible({ timeout: 90_000 });
  const fetched = site.asked.filter(isKept);
  expect(fetched.length, "nothing is fetched twice").toBe(new Set(fetched).size);

  await page.getByRole("button", { name: "Retirer de ce navigateur" }).click();
  await expect(page.getByText("L’archive n’est plus gardée dans ce navigateur.")).toBeVisible();
  expect(await cacheNames(page)).not.toContain("relire-kept");
  await airplane(context, site);
  await page.goto(post.url);
  await expect(main(page)).toContainText("n’est pas gardée dans ce navigateur");
});

test("a reader who wants nothing kept has nothing kept", { tag: ["@js", "@everywhere"] }, async ({ page }) => {
  await keepAll(page);
  await page.getByRole("button", { name: "Tout effacer et ne rien garder" }).click();
  await expect(page.getByText("Ce navigateur ne garde rien de cette archive")).toBeVisible();
  const left = () =>
    page.evaluate(async () => [(await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length]);
  await expect.poll(left).toEqual([0, 0]);
  // Nor is anything kept of the pages that are read then, once they are quiet.
  await page.goto("/");
  await page.waitForTimeout(3_000);
  expect(await left()).toEqual([0, 0]);
  await page.goto("/-/offline");
  await page.getByRole("button", { name: "Garder de nouveau" }).click();
  await expect(page.getByText(/^À télécharger/)).toBeVisible({ timeout: 90_000 });
});

test("a post that is taken down leaves the copies at the next visit", { tag: "@js" }, async ({ page, context, site }) => {
  const post = await last(page);
  await keepAll(page);
  await page.goto(post.url);
  await visited(page);
  site.relire("withdraw", post.url);
  await expect.poll(async () => (await page.request.get(post.url)).status()).toBe(410);
  const before = site.asked.length;
  await expect(async () => {
    await page.goto("/");
    await visited(page);
    const { kept, coming } = await worker<{ kept: { posts: number }; coming: object | null }>(page, { do: "status" });
    expect([kept.posts, coming ?? null]).toEqual([await keptPosts(page), null]);
    expect(await holds(page, post.title)).toBe(false);
  }).toPass({ timeout: 80_000 });
  const again = site.asked.slice(before).filter((path) => /\/-\/offline\/\w+\.bin$/.test(path));
  expect(again.length, "only what changed is fetched").toBeLessThanOrEqual(4);
  await airplane(context, site);
  await page.goto(post.url);
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(post.title);
  await expect(page.locator("article .body")).toHaveCount(0);
});

/** Posts and pages that there are on the server. */
const keptPosts = async (page: Page): Promise<number> => {
  const manifest = (await (await page.request.get("/-/offline/manifest.json")).json()) as { packs?: { posts: number }[] };
  return (manifest.packs ?? []).reduce((sum, pack) => sum + pack.posts, 0);
};

/** Whether a text stands in a pack or in a page or view that was read. */
const holds = (page: Page, text: string): Promise<boolean> =>
  page.evaluate(async (sought) => {
    for (const name of ["relire-kept", ...(await caches.keys()).filter((name) => name.startsWith("relire-read-"))]) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const isList = new URL(request.url).pathname === "/";
        if (!isList && !request.url.includes("/catalog/") && (await (await cache.match(request))!.text()).includes(`"${sought}"`)) return true;
      }
    }
    return false;
  }, text);

test("a new version waits until its reader asks for it, and takes what is kept along", { tag: "@js" }, async ({ page, context, site }) => {
  const post = await last(page);
  await keepAll(page);
  await page.goto("/");
  await visited(page);
  const shells = async () => (await cacheNames(page)).filter((name) => name.startsWith("relire-shell-"));
  const [before] = await shells();
  // An open page of another version names a file that the new one has not.
  await page.evaluate(() => document.querySelector<HTMLElement>("script[data-js]")?.setAttribute("data-js", "/pkg/earlier.js"));
  // Another colour of the owner's is another version.
  await site.serve("--accent", "#0b6e4f");
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect(page.getByText("Une nouvelle version de ce site est prête.")).toBeVisible({ timeout: 90_000 });
  expect(await shells()).toContain(before);
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Recharger" }).click()]);
  await visited(page);
  // A browser lets the new worker take over when the old one has nothing left to do.
  await expect.poll(shells, { timeout: 30_000 }).toHaveLength(1);
  expect(await shells()).not.toContain(before);
  await airplane(context, site);
  await page.goto(post.url);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(post.title);
});

test("a page that is of the new version already lets it take over", { tag: "@js" }, async ({ page, site }) => {
  await page.goto("/");
  await visited(page);
  const shells = async () => (await cacheNames(page)).filter((name) => name.startsWith("relire-shell-"));
  const [before] = await shells();
  await site.serve("--accent", "#0b6e4f");
  await expect(async () => {
    await page.goto("/");
    await visited(page);
    expect(await shells()).toHaveLength(1);
    expect(await shells()).not.toContain(before);
  }).toPass({ timeout: 80_000 });
  await expect(page.getByText("Une nouvelle version de ce site est prête.")).toHaveCount(0);
});

test("an owner who switches it off has it removed from readers’ browsers", { tag: "@js" }, async ({ page, site }) => {
  await keepAll(page);
  expect((await cacheNames(page)).length).toBeGreaterThan(2);
  await site.serve("--offline", "false");
  await page.goto("/");
  await expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), { timeout: 20_000 })
    .toBe(0);
  expect(await cacheNames(page)).toEqual([]);
  await expect(page.getByRole("link", { name: "Lire hors ligne" })).toHaveCount(0);
});

test("a browser can install the archive", { tag: "@js" }, async ({ page, context }) => {
  await page.goto("/");
  await visited(page);
  const session = await context.newCDPSession(page);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // A window of a test is a private one, which installs nothing.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((error) => error !== "in-incognito")).toEqual([]);
  const { errors, data } = await session.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  expect(JSON.parse(data ?? "{}")).toMatchObject({ start_url: "/", display: "standalone", lang: "fr" });
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`its page is within everybody's reach at every step, ${colorScheme}`, { tag: ["@js", "@everywhere"] }, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const check = async (step: string) => {
      expect(await found(page, step)).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide, `${step}: nothing scrolls sideways`).toBeLessThanOrEqual(0);
    };
    await page.goto("/-/offline");
    await expect(page.getByText(/^À télécharger/)).toBeVisible({ timeout: 90_000 });
    await check("before");
    await page.getByRole("button", { name: "Garder toute l’archive" }).click();
    await expect(page.getByText(/^L’archive est gardée/)).toBeVisible({ timeout: 90_000 });
    await check("kept");
    await page.getByRole("button", { name: "Retirer de ce navigateur" }).click();
    await expect(page.getByText("L’archive n’est plus gardée dans ce navigateur.")).toBeVisible();
    await check("removed");
  });
}
