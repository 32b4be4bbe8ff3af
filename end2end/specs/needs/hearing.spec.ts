import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures.ts";
import { box, chips, choose, counted, facets, group, main, open, posts, results, searchbox, SOURCES, status, TAGS } from "../../archive.ts";

test("a change of the results is said politely, by a place that stays", { tag: "@js" }, async ({ page, request }) => {
  const [source] = (await facets(request)).sources;
  await open(page, "/");
  await expect(status(page)).toHaveCount(1);
  const live = await status(page).evaluate((place) => {
    (place as HTMLElement & { same?: boolean }).same = true;
    const said: string[] = [];
    new MutationObserver(() => said.push(place.textContent ?? "")).observe(place, { childList: true, subtree: true, characterData: true });
    (window as unknown as { said: string[] }).said = said;
    return place.getAttribute("aria-live") ?? "polite";
  });
  expect(live).toBe("polite");
  await choose(page, SOURCES, source?.name ?? "");
  await expect(status(page)).toContainText(counted(source?.count ?? 0));
  expect(await status(page).evaluate((place) => (place as HTMLElement & { same?: boolean }).same)).toBe(true);
  const said = await page.evaluate(() => (window as unknown as { said: string[] }).said.at(-1));
  expect(said).toMatch(counted(source?.count ?? 0));
});

const first = (page: Page) => results(page).getByRole("heading").getByRole("link").first();

/** What one does, from where, and by which key or press; after each, the focus is somewhere that can be gone on from. */
const ACTS: [string, string, (page: Page) => Promise<void>][] = [
  ["a value is chosen", "/", async (page) => box(page, SOURCES, await name(page, 0)).first().press("Space")],
  ["a value is excluded", "/", async (page) => group(page, TAGS).getByRole("button", { name: /^Exclure/ }).first().press("Enter")],
  ["a filter of several is taken away", "/?from=2016&q=logement", async (page) => chips(page).first().press("Enter")],
  ["the last filter is taken away", "/?from=2016", async (page) => chips(page).first().press("Enter")],
  ["all filters are taken away", "/?from=2016&q=logement", async (page) => page.getByRole("button", { name: "Tout effacer" }).or(page.getByRole("link", { name: "Tout effacer" })).first().press("Enter")],
  ["nothing is found and a way out is taken", "/?q=xyzzyqwfp&from=2018", async (page) => main(page).locator(".nothing button").first().press("Enter")],
  ["another page of the list is asked for", "/", async (page) => page.getByRole("link", { name: /^Suivante/ }).first().press("Enter")],
  ["a month is taken", "/", async (page) => page.locator(".timeline a[tabindex='0']").first().press("Enter")],
  ["a post is opened", "/", async (page) => first(page).press("Enter")],
  ["a tag is followed", "/", async (page) => results(page).locator('a[href^="/tag/"]').first().press("Enter")],
  ["a search is sent", "/", async (page) => { await searchbox(page).fill("loyer"); await searchbox(page).press("Enter"); }],
  ["the order is changed", "/", async (page) => { await page.getByLabel("Trier").focus(); await page.getByLabel("Trier").selectOption({ label: "plus anciens" }); }],
  ["the list of keys is closed", "/", async (page) => { await page.getByRole("button", { name: "Raccourcis clavier" }).press("Enter"); await page.keyboard.press("Escape"); }],
];

const name = async (page: Page, at: number): Promise<string> => (await group(page, SOURCES).locator(".name").nth(at).innerText()).trim();

for (const [what, path, act] of ACTS) {
  test(`the focus is not lost when ${what}`, { tag: "@js" }, async ({ page }) => {
    await open(page, path);
    const before = page.url();
    await act(page);
    if (!what.includes("keys")) await expect(page).not.toHaveURL(before);
    await expect
      .poll(() => page.evaluate(() => document.activeElement !== document.body && document.activeElement?.isConnected))
      .toBe(true);
    // Not only at once: what is drawn later must not take it away.
    await page.waitForLoadState("networkidle");
    expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY");
  });
}

test("the focus comes back from the sheet of filters to its button", { tag: "@phone" }, async ({ page }) => {
  await open(page, "/");
  const opener = page.getByRole("button", { name: /^Filtres/ });
  await opener.press("Enter");
  await expect(page.getByRole("button", { name: "Fermer" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(opener).toBeFocused();
});

test("a post in another language says so, in the list and on its page", async ({ page, request }) => {
  const english = (await posts(request)).posts.find((post) => post.lang === "en");
  await open(page, english?.url ?? "");
  await expect(page.getByRole("heading", { level: 1 })).toHaveAttribute("lang", "en");
  await expect(main(page).locator(".body")).toHaveAttribute("lang", "en");
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  const day = (english?.date ?? "").slice(0, 10);
  await open(page, `/?from=${day}&to=${day}`);
  await expect(results(page).locator(`h3:has(a[href="${english?.url}"])`)).toHaveAttribute("lang", "en");
});
