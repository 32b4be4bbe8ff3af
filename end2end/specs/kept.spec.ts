import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { choose, expectList, facets, open, posts, results, SOURCES } from "../archive.ts";

const opener = (page: Page): Locator => page.getByRole("banner").getByRole("button", { name: /^Ma liste/ });
const shelf = (page: Page): Locator => page.getByRole("dialog", { name: "Ma liste" });
const toRead = (page: Page): Locator => shelf(page).getByRole("region", { name: "À lire" }).getByRole("listitem");
const searches = (page: Page): Locator => shelf(page).getByRole("region", { name: "Recherches gardées" }).getByRole("listitem");
const bookmark = (of: Locator): Locator => of.getByRole("button", { name: /^À lire/ });

test("posts are put on a list that outlives the page, and taken off", { tag: ["@js", "@everywhere"] }, async ({ page, request }) => {
  const [first, second] = (await posts(request)).posts;
  await open(page, "/");
  await bookmark(results(page).nth(0)).click();
  await expect(bookmark(results(page).nth(0))).toHaveAttribute("aria-pressed", "true");
  await open(page, second?.url ?? "");
  await bookmark(page.getByRole("main")).first().click();
  await page.reload();
  await opener(page).click();
  await expect(toRead(page).getByRole("link")).toHaveText([second?.title ?? "", first?.title ?? ""]);
  await toRead(page).nth(0).getByRole("button", { name: /^Retirer/ }).click();
  await expect(toRead(page)).toHaveCount(1);
  await expect(toRead(page).getByRole("button", { name: /^Retirer/ })).toBeFocused();
  await toRead(page).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(first?.title ?? "");
  await expect(shelf(page)).toBeHidden();
  await expect(bookmark(page.getByRole("main")).first()).toHaveAttribute("aria-pressed", "true");
});

test("what is kept follows the cards as the list changes under it", { tag: "@js" }, async ({ page, request }) => {
  const source = (await facets(request)).sources[0];
  const [first] = (await posts(request, `source=${source?.slug}`)).posts;
  await open(page, "/");
  await choose(page, SOURCES, source?.name ?? "");
  await expectList(page, request, `source=${source?.slug}`);
  await bookmark(results(page).nth(0)).click();
  await page.goBack();
  await expectList(page, request, "");
  const pressed = results(page).filter({ has: page.locator("[data-keep][aria-pressed=true]") });
  const expected = (await posts(request)).posts.slice(0, 20).filter((post) => post.id === first?.id).length;
  await expect(pressed).toHaveCount(expected);
  await page.goForward();
  await expect(bookmark(results(page).nth(0))).toHaveAttribute("aria-pressed", "true");
});

test("a search is kept and comes back with all its filters", { tag: "@js" }, async ({ page, request }) => {
  const source = (await facets(request)).sources[0];
  await open(page, "/");
  await expect(page.getByRole("button", { name: "Garder cette recherche" })).toHaveCount(0);
  await open(page, `/?source=${source?.slug}&from=2018`);
  await page.getByRole("button", { name: "Garder cette recherche" }).click();
  await open(page, "/");
  await opener(page).click();
  await expect(searches(page)).toHaveCount(1);
  await expect(searches(page)).toContainText(source?.name ?? "");
  await searches(page).getByRole("link").click();
  await expect(page).toHaveURL((url) => url.search === `?source=${source?.slug}&from=2018`);
  await expectList(page, request, `source=${source?.slug}&from=2018`);
  await expect(page.getByRole("button", { name: "Garder cette recherche" })).toHaveAttribute("aria-pressed", "true");
});

test("a reading list is sent as an address, which another reader takes", { tag: "@js" }, async ({ page, request, browser, baseURL }) => {
  const [first, second] = (await posts(request)).posts;
  await open(page, "/");
  await bookmark(results(page).nth(1)).click();
  await bookmark(results(page).nth(0)).click();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await opener(page).click();
  await shelf(page).getByRole("button", { name: "Copier l’adresse" }).click();
  await expect(shelf(page)).toContainText("Adresse copiée");
  const address = await page.evaluate(() => navigator.clipboard.readText());
  expect(address.startsWith(`${baseURL}/#`), "what is kept is in the part that is never sent").toBe(true);
  const other = await (await browser.newContext({ locale: "fr-FR", baseURL: baseURL ?? "" })).newPage();
  await open(other, address);
  const sent = shelf(other).getByRole("region", { name: "Une liste vous a été envoyée" });
  await expect(sent.getByRole("link")).toHaveText([first?.title ?? "", second?.title ?? ""]);
  await expect(toRead(other)).toHaveCount(0);
  await sent.getByRole("button", { name: "Ajouter à ma liste" }).click();
  await expect(toRead(other).getByRole("link")).toHaveText([first?.title ?? "", second?.title ?? ""]);
  await other.reload();
  await expect(shelf(other)).toBeHidden();
  await opener(other).click();
  await expect(toRead(other)).toHaveCount(2);
  await other.context().close();
});

test("what is kept is saved as a file and read from one, foreign things left out", { tag: "@js" }, async ({ page, request }) => {
  const [first] = (await posts(request)).posts;
  await open(page, "/");
  await bookmark(results(page).nth(0)).click();
  await opener(page).click();
  const coming = page.waitForEvent("download");
  await shelf(page).getByRole("button", { name: "Exporter" }).click();
  const file = JSON.parse(await readFile(await (await coming).path(), "utf8")) as { posts: { title: string }[] };
  expect(file.posts.map((post) => post.title)).toEqual([first?.title]);
  const read = shelf(page).getByLabel("Importer");
  const foreign = [
    { id: "x", url: "javascript:alert(1)", title: "script" },
    { id: "y", url: "//elsewhere.example/", title: "elsewhere" },
    { id: "z", url: "/a-propos/", title: "À <b>propos</b>" },
  ];
  const json = JSON.stringify({ posts: foreign, filters: [{ url: "/?q=loyer", name: "loyer" }, { url: 3 }] });
  await read.setInputFiles({ name: "relire.json", mimeType: "application/json", buffer: Buffer.from(json) });
  await expect(toRead(page).getByRole("link")).toHaveText([first?.title ?? "", "À <b>propos</b>"]);
  await expect(searches(page)).toHaveCount(1);
  await read.setInputFiles({ name: "photo.json", mimeType: "application/json", buffer: Buffer.from("[1, 2") });
  await expect(shelf(page)).toContainText("Ce fichier ne contient pas de liste.");
  await expect(toRead(page)).toHaveCount(2);
});

test("keeping sends nothing and sets no cookie", { tag: "@js" }, async ({ page, context }) => {
  await open(page, "/");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await bookmark(results(page).nth(0)).click();
  await opener(page).click();
  await expect(toRead(page)).toHaveCount(1);
  expect(asked.filter((url) => !/\/catalog\/[0-9a-f]{16}\.bin$/.test(url))).toEqual([]);
  expect(await context.cookies()).toEqual([]);
});
