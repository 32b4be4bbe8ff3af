import type { Page, Request } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { chips, choose, counted, expectList, facets, main, open, posts, query, results, searchbox, SOURCES, status, TAGS } from "../archive.ts";

/** The most that a word may cost in the demo: its dictionary and a block for each segment. */
const MOST_PARTS = 4;
const MOST_BYTES = 40_000;

/** What the page asks for from now on. */
function asked(page: Page): Request[] {
  const seen: Request[] = [];
  page.on("request", (request) => seen.push(request));
  return seen;
}

const path = (request: Request): string => new URL(request.url()).pathname;
const isPart = (request: Request): boolean => /^\/catalog\/[0-9a-f]{16}\.bin$/.test(path(request));
const isQuestion = (request: Request): boolean => /^\/(-\/fn|api)\//.test(path(request));

test("the manifest and the parts it leads to are all that the page asks for", { tag: "@js" }, async ({ page }) => {
  const seen = asked(page);
  await open(page, "/");
  await expect.poll(() => seen.filter(isPart).length, "facets and cards").toBeGreaterThanOrEqual(2);
  const catalog = seen.filter((request) => path(request).startsWith("/catalog/"));
  expect(catalog.filter((request) => !isPart(request)).map(path)).toEqual(["/catalog/manifest.json"]);
  expect(seen.filter(isQuestion)).toEqual([]);
});

test("words fetch few and small parts, and the server answers none of it", { tag: "@js" }, async ({ page, request }) => {
  const list = await posts(request, "q=loyer");
  const atFirst = asked(page);
  await open(page, "/");
  // Cards are fetched ahead once nothing else is to do.
  await expect.poll(() => atFirst.filter(isPart).length).toBeGreaterThanOrEqual(2);
  await page.waitForLoadState("networkidle");
  const seen = asked(page);
  await searchbox(page).pressSequentially("loyer", { delay: 30 });
  await expect(status(page)).toContainText(counted(list.total));
  await expect(page).toHaveURL(/q=loyer/);
  const parts = seen.filter(isPart);
  let bytes = 0;
  for (const part of parts) bytes += (await part.sizes()).responseBodySize;
  expect(parts.length).toBeGreaterThan(0);
  expect(parts.length, parts.map(path).join(" ")).toBeLessThanOrEqual(MOST_PARTS);
  expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
  expect(seen.filter(isQuestion).map(path)).toEqual([]);
  await expectList(page, request, "q=loyer");
  // What is there is not fetched again.
  const before = seen.filter(isPart).length;
  await searchbox(page).fill("");
  await expect(page).toHaveURL((url) => !url.searchParams.get("q"));
  await searchbox(page).fill("loyer");
  await expect(page).toHaveURL(/q=loyer/);
  expect(seen.filter(isPart).length).toBe(before);
});

test.describe("without a network", () => {
  // Pictures of cards that were not shown before.
  test.use({ expectedInConsole: [/net::ERR_INTERNET_DISCONNECTED/] });

  test("what has arrived answers without a network, and Back too", { tag: "@js" }, async ({ page, context, request }) => {
    const { sources, tags, total } = await facets(request);
    const atFirst = asked(page);
    await open(page, "/");
    await expect.poll(() => atFirst.filter(isPart).length).toBeGreaterThanOrEqual(2);
    await page.waitForLoadState("networkidle");
    await context.setOffline(true);
    const seen = asked(page);
    await choose(page, SOURCES, sources[0]?.name ?? "");
    await expect(status(page)).toContainText(counted(sources[0]?.count ?? 0));
    await expect(results(page)).toHaveCount(Math.min(20, sources[0]?.count ?? 0));
    await choose(page, TAGS, tags[0]?.name ?? "");
    await expect(chips(page)).toHaveCount(2);
    await page.goBack();
    await expect(chips(page)).toHaveCount(1);
    await page.goBack();
    await expect(status(page)).toContainText(counted(total));
    expect(seen.filter((request) => request.resourceType() !== "image").map(path)).toEqual([]);
    await context.setOffline(false);
  });
});

test("where the facets come damaged the server answers", { tag: "@js" }, async ({ page, request }) => {
  const { sources } = await facets(request);
  await page.route("**/catalog/*.bin", (route) => route.fulfill({ body: "relire/f and then nothing" }));
  await open(page, "/");
  await choose(page, SOURCES, sources[0]?.name ?? "");
  await expectList(page, request, `source=${sources[0]?.slug}`);
});

test("where the words come damaged the server answers", { tag: "@js" }, async ({ page, request }) => {
  await open(page, "/");
  await page.route("**/catalog/*.bin", async (route) => {
    const whole = await (await route.fetch()).body();
    await route.fulfill({ contentType: "application/octet-stream", body: whole.subarray(0, whole.length - 1) });
  });
  const seen = asked(page);
  await searchbox(page).fill("mixité");
  await expect(page).toHaveURL(/q=mixit/);
  await expectList(page, request, `q=${encodeURIComponent("mixité")}`);
  expect(seen.filter(isQuestion).length).toBeGreaterThan(0);
});

test.describe("a part that is gone", () => {
  test.use({ expectedInConsole: [/Failed to load resource: the server responded with a status of 404/] });

  test("lets the page ask for the manifest anew", { tag: "@js" }, async ({ page, request }) => {
    await open(page, "/");
    await page.route("**/catalog/*.bin", (route) => route.fulfill({ status: 404, body: "404" }));
    const seen = asked(page);
    await searchbox(page).fill("mixité");
    await expectList(page, request, `q=${encodeURIComponent("mixité")}`);
    const again = () => seen.filter((one) => path(one) === "/catalog/manifest.json").length;
    await expect.poll(again).toBeGreaterThan(0);
    // What is looked at ahead is gone too; nothing is asked for over and over.
    expect(again()).toBeLessThanOrEqual(seen.filter(isPart).length);
    await page.waitForLoadState("networkidle");
    expect(new Set(seen.filter(isPart).map(path)).size).toBe(seen.filter(isPart).length);
  });
});

test("another format lets the server answer, and the next page loads anew", { tag: "@js" }, async ({ page, request }) => {
  const { sources } = await facets(request);
  await page.route("**/catalog/manifest.json", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), format: 9_999 } });
  });
  await open(page, "/");
  const seen = asked(page);
  await choose(page, SOURCES, sources[0]?.name ?? "");
  await expectList(page, request, `source=${sources[0]?.slug}`);
  expect(seen.some((one) => one.isNavigationRequest())).toBe(true);
});

test.describe("suggestions", () => {
  const listbox = (page: Page) => page.getByRole("listbox", { name: "Suggestions" });
  const options = (page: Page) => listbox(page).getByRole("option");

  test("lead by keyboard to a choice in place of the words", { tag: "@js" }, async ({ page, request }) => {
    const [source] = (await facets(request)).sources;
    const name = source?.name ?? "";
    await open(page, "/");
    await searchbox(page).pressSequentially(name.slice(0, 4), { delay: 20 });
    const option = options(page).filter({ hasText: name }).first();
    await expect(option).toBeVisible();
    await expect(option).toContainText(String(source?.count));
    for (let step = 0; step < 20 && (await option.getAttribute("aria-selected")) !== "true"; step += 1) {
      await page.keyboard.press("ArrowDown");
    }
    await expect(option).toHaveAttribute("aria-selected", "true");
    await expect(searchbox(page)).toHaveAttribute("aria-activedescendant", (await option.getAttribute("id")) ?? "");
    await expect(searchbox(page)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL((url) => url.searchParams.get("source") === source?.slug && !url.searchParams.get("q"));
    await expectList(page, request, `source=${source?.slug}`);
    await expect(searchbox(page)).toHaveValue("");
    await expect(listbox(page)).toBeHidden();
    await page.goBack();
    await expect(page).toHaveURL((url) => !url.searchParams.get("source"));
  });

  test("close with Escape, which leaves the words", { tag: "@js" }, async ({ page }) => {
    await open(page, "/");
    await searchbox(page).fill("lo");
    await expect(options(page).first()).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await expect(searchbox(page)).not.toHaveAttribute("aria-activedescendant", /./);
    await page.keyboard.press("Escape");
    await expect(listbox(page)).toBeHidden();
    await expect(searchbox(page)).toHaveValue("lo");
    await page.keyboard.press("Enter");
    await expect.poll(() => query(page).get("q")).toBe("lo");
  });

  test("keep the words before the name", { tag: "@js" }, async ({ page, request }) => {
    const [, source] = (await facets(request)).sources;
    await open(page, "/");
    await searchbox(page).fill(`logement ${source?.name.slice(0, 5)}`);
    await options(page).filter({ hasText: source?.name }).first().click();
    await expect(page).toHaveURL((url) => {
      return url.searchParams.get("source") === source?.slug && url.searchParams.get("q") === "logement";
    });
    await expectList(page, request, `q=logement&source=${source?.slug}`);
    await expect(searchbox(page)).toHaveValue("logement");
  });

  test("come without a question to the server", { tag: "@js" }, async ({ page }) => {
    await open(page, "/");
    const seen = asked(page);
    await searchbox(page).fill("log");
    await expect(options(page).first()).toBeVisible();
    expect(seen.filter(isQuestion).map(path)).toEqual([]);
  });

  test("are large enough for a finger", { tag: "@phone" }, async ({ page }) => {
    await open(page, "/");
    await searchbox(page).fill("lo");
    await expect(options(page).first()).toBeVisible();
    const least = await options(page).evaluateAll((all) => Math.min(...all.map((one) => one.getBoundingClientRect().height)));
    expect(least).toBeGreaterThanOrEqual(43.5);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await options(page).first().tap();
    await expect(chips(page).or(main(page).locator("article h1")).first()).toBeVisible();
  });
});

test("a word that was taken for another leads to that one", async ({ page }) => {
  await open(page, "/?q=logemnt");
  const link = main(page).getByRole("listitem").filter({ hasText: "Vouliez-vous dire" }).getByRole("link").first();
  const word = (await link.textContent()) ?? "";
  await link.click();
  await expect(page).toHaveURL((url) => url.searchParams.get("q") === word);
  await expect(results(page).first()).toBeVisible();
});
