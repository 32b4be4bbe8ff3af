import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { box, choose, expectList, facets, json, main, open, posts, results, searchbox, SOURCES, status, TAGS, type List } from "../archive.ts";

const endless = (page: Page): Locator => page.getByRole("checkbox", { name: "Défilement continu" });
const titles = (page: Page): Locator => results(page).getByRole("heading").getByRole("link");
const top = (page: Page): Promise<number> => page.evaluate(() => Math.round(scrollY));

/** Scrolls to the end as one reads, until so many posts are there. */
async function readOn(page: Page, count: number): Promise<void> {
  await expect(async () => {
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    expect(await results(page).count()).toBeGreaterThanOrEqual(count);
  }).toPass({ timeout: 10_000 });
}

test("every month has its heading, and how many posts it has", async ({ page, request }) => {
  const { posts: list } = await json<List>(request, "/api/posts");
  const { months } = await facets(request);
  await open(page, "/");
  const headings = main(page).locator(".month h2");
  await expect(headings).toHaveCount(new Set(list.map((post) => post.date?.slice(0, 7))).size);
  const newest = months.at(-1);
  const name = new Intl.DateTimeFormat("fr", { month: "long", year: "numeric" }).format(new Date(`${newest?.month}-15T12:00:00Z`));
  await expect(headings.first()).toHaveText(new RegExp(`^${name}\\s*${newest?.count}$`, "i"));
});

test("a list is read on without end where its reader wants that, which is remembered", { tag: ["@js", "@everywhere"] }, async ({ page, request }) => {
  const all = await posts(request);
  await open(page, "/");
  await expect(page.getByRole("navigation", { name: "Pages de résultats" }).getByRole("link").first()).toBeVisible();
  await endless(page).check();
  await readOn(page, 60);
  const shown = await titles(page).allTextContents();
  expect(shown.map((title) => title.trim())).toEqual(all.posts.slice(0, shown.length).map((post) => post.title));
  // Months that two pages share have one heading.
  const headings = await main(page).locator(".month h2").allTextContents();
  expect(new Set(headings).size).toBe(headings.length);
  await expect(page).toHaveURL((url) => url.search === "");
  await page.reload();
  await expect(endless(page)).toBeChecked();
  await readOn(page, 40);
  await endless(page).uncheck();
  await expect(page.getByRole("navigation", { name: "Pages de résultats" }).getByRole("link").first()).toBeVisible();
});

test("reading on leaves the foot of the page in reach, and the focus where one reads", { tag: "@js" }, async ({ page, request }) => {
  await page.addInitScript(() => localStorage.setItem("relire.endless", "on"));
  const all = await posts(request, "per_page=5");
  await open(page, "/?per_page=5");
  await readOn(page, 30);
  const more = page.getByRole("link", { name: "Afficher la suite" });
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await page.waitForTimeout(600);
  await expect(results(page), "after some pages it waits to be asked").toHaveCount(30);
  await more.focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => results(page).count()).toBeGreaterThan(30);
  await expect(titles(page).nth(30)).toBeFocused();
  expect(all.total).toBeGreaterThan(35);
});

test("Back leads to the very place, on whatever page or however far one has read", { tag: ["@js", "@everywhere"] }, async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem("relire.endless", "on"));
  await open(page, "/");
  await readOn(page, 60);
  const link = titles(page).nth(47);
  await link.scrollIntoViewIfNeeded();
  await page.evaluate(() => window.scrollBy(0, 120));
  const before = await top(page);
  const title = (await link.textContent())?.trim() ?? "";
  await link.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await page.goBack();
  await expect(titles(page).nth(47)).toHaveText(title);
  await expect.poll(async () => Math.abs((await top(page)) - before)).toBeLessThanOrEqual(4);
  await expect(titles(page).nth(47)).toBeInViewport();
});

test("Back leads to the place in a filtered list that was turned to its second page", { tag: "@js" }, async ({ page }) => {
  await open(page, "/?per_page=10");
  await page.getByRole("link", { name: "Suivante" }).click();
  await expect(page).toHaveURL(/page=2/);
  const link = titles(page).nth(6);
  await link.scrollIntoViewIfNeeded();
  const [before, title] = [await top(page), ((await link.textContent()) ?? "").trim()];
  await link.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await page.getByRole("main").getByRole("link").first().waitFor();
  await page.goBack();
  await expect(titles(page).nth(6)).toHaveText(title);
  await expect.poll(async () => Math.abs((await top(page)) - before)).toBeLessThanOrEqual(4);
});

test("pages are stable: none lacks a post, none has another's", async ({ page, request }) => {
  const all = await posts(request);
  const seen: string[] = [];
  for (let number = 1; number <= 3; number += 1) {
    await open(page, `/?page=${number}&per_page=30`);
    seen.push(...(await titles(page).allTextContents()).map((title) => title.trim()));
  }
  expect(seen).toEqual(all.posts.slice(0, 90).map((post) => post.title));
});

test("a post is asked for when its reader means to open it", { tag: "@js" }, async ({ page, request }) => {
  const [, post] = (await posts(request)).posts;
  await open(page, "/");
  const asked = page.waitForRequest((one) => one.url().includes("/-/fn/") && decodeURIComponent(one.url()).includes(post?.url ?? "?"));
  await titles(page).nth(1).hover();
  await asked;
  await page.waitForLoadState("networkidle");
  let late = 0;
  page.on("request", (one) => (late += one.url().includes("/-/fn/") ? 1 : 0));
  await titles(page).nth(1).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(post?.title ?? "");
  expect(late, "what was asked for ahead is not asked again").toBe(0);
});

test("leaves turn only for who likes motion", { tag: "@js" }, async ({ page }) => {
  await page.addInitScript(() => {
    const turned = { times: 0 };
    Object.assign(globalThis, { turned });
    const start = document.startViewTransition.bind(document);
    document.startViewTransition = (change) => {
      turned.times += 1;
      return start(change);
    };
  });
  const turns = () => page.evaluate(() => (globalThis as unknown as { turned: { times: number } }).turned.times);
  for (const [motion, expected] of [["no-preference", 1], ["reduce", 0]] as const) {
    await page.emulateMedia({ reducedMotion: motion });
    await open(page, "/");
    await titles(page).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await turns(), motion).toBe(expected);
  }
});

test("nothing found says which filter to drop and what that gives", async ({ page, request }) => {
  const source = (await facets(request)).sources[0];
  const { tags } = await facets(request);
  const own = new Set((await facets(request, `source=${source?.slug}`)).tags.map((tag) => tag.slug));
  const tag = tags.find((one) => !own.has(one.slug));
  if (!tag) throw new Error("every tag of the demo has every source");
  await open(page, `/?source=${source?.slug}&tag=${tag.slug}`);
  await expect(page.getByRole("heading", { name: "Aucun article" })).toBeVisible();
  const ways = main(page).locator(".nothing").getByRole("button");
  for (const [name, filter] of [[source?.name, `tag=${tag.slug}`], [tag.name, `source=${source?.slug}`]] as const) {
    const { total } = await posts(request, filter);
    await expect(ways.filter({ hasText: `Sans ${name}` })).toContainText(new RegExp(`(?<!\\d)${total}\\sarticle`));
  }
  await ways.filter({ hasText: `Sans ${tag.name}` }).click();
  await expect(page).toHaveURL((url) => url.search === `?source=${source?.slug}`);
  await expectList(page, request, `source=${source?.slug}`);
});

test("values are taken in, left out and let go by keyboard alone", { tag: "@js" }, async ({ page, request }) => {
  const [tag] = (await facets(request)).tags;
  await open(page, "/");
  const value = box(page, TAGS, tag?.name ?? "").first();
  await value.focus();
  await page.keyboard.press("Space");
  await expect(page).toHaveURL((url) => url.searchParams.get("tag") === tag?.slug);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL((url) => url.searchParams.get("tag") === `-${tag?.slug}`);
  await expectList(page, request, `tag=-${tag?.slug}`);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL((url) => url.search === "");
});

test("values are taken in, left out and let go by a finger", { tag: "@phone" }, async ({ page, request }) => {
  const [tag] = (await facets(request)).tags;
  await open(page, "/");
  await page.getByRole("button", { name: /^Filtres/ }).tap();
  const exclude = page.getByRole("button", { name: new RegExp(`^Exclure #?${tag?.name}$`) });
  await exclude.tap();
  await expect(page).toHaveURL((url) => url.searchParams.get("tag") === `-${tag?.slug}`);
  await expect(exclude).toHaveAttribute("aria-pressed", "true");
  await box(page, TAGS, tag?.name ?? "").first().tap();
  await expect(page).toHaveURL((url) => url.searchParams.get("tag") === tag?.slug);
  const { total } = await facets(request, `tag=${tag?.slug}`);
  await expect(page.getByRole("button", { name: new RegExp(`^Voir\\s${total}\\sarticle`) })).toBeVisible();
  await box(page, TAGS, tag?.name ?? "").first().tap();
  await expect(page).toHaveURL((url) => url.search === "");
});

test("a facet is searched, and what is chosen in it stands on top the next time", { tag: "@js" }, async ({ page, request }) => {
  const { sources } = await facets(request);
  const rare = sources.at(-1);
  await open(page, "/");
  const names = () => page.getByRole("group", { name: "Sources", exact: true }).getByRole("listitem").locator(".name").allTextContents();
  const before = await names();
  await page.getByRole("textbox", { name: /^Chercher parmi \d+ sources/ }).fill((rare?.name ?? "").toUpperCase());
  await choose(page, SOURCES, rare?.name ?? "");
  await expect(page).toHaveURL((url) => url.searchParams.get("source") === rare?.slug);
  await page.getByRole("textbox", { name: /^Chercher parmi \d+ sources/ }).fill("");
  expect((await names()).slice(0, before.length), "nothing jumps while one works").toEqual(before);
  await page.reload();
  await expect(page.getByRole("group", { name: "Sources", exact: true }).getByRole("checkbox").first()).toBeChecked();
});

test("the search field stays in sight above the keyboard of a phone", { tag: "@phone" }, async ({ page }) => {
  await open(page, "/");
  await searchbox(page).tap();
  // A keyboard takes the lower half.
  await page.setViewportSize({ width: 390, height: 420 });
  await searchbox(page).fill("loyer");
  await expect(searchbox(page)).toBeInViewport();
  await expect(page.getByRole("listbox", { name: "Suggestions" })).toBeInViewport();
  await expect(status(page)).toContainText(/\d/);
});
