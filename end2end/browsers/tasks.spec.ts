import { expect, type APIRequestContext } from "@playwright/test";
import { By, Key } from "selenium-webdriver";
import { facets, findPost, posts } from "../archive.ts";
import { test } from "./driver.ts";
import { becomes, counted, listed, open, seen, value } from "./page.ts";

test.use({ baseURL: async ({}, use) => use(process.env["BASE_URL"]) });

/** The paths that the archive itself lists. */
async function expected(request: APIRequestContext, query: string): Promise<{ total: number; paths: string[] }> {
  const list = await posts(request, `${query}&per_page=20`.replace(/^&/, ""));
  return { total: list.total, paths: list.posts.map((post) => post.url) };
}

test("find the posts of one source on a tag, and share the list by its address", async ({ reader, request }) => {
  const [source] = (await facets(request)).sources;
  const [tag] = (await facets(request, `source=${source?.slug}`)).tags;
  const filter = `source=${source?.slug}&tag=${tag?.slug}`;
  const list = await expected(request, filter);
  await open(reader, "/");
  for (const [name, value] of [["source", source?.slug], ["tag", tag?.slug]]) {
    const box = `input[name="${name}"][value="${value}"]`;
    await (await reader.findElement(By.css(`label:has(${box})`))).click();
    await becomes(reader, `${name} is in the address`, `location.search.includes("${name}=${value}")`);
  }
  expect(await counted(reader)).toBe(list.total);
  await becomes(reader, "the list is drawn", `document.querySelectorAll("article.card").length === ${list.paths.length}`);
  expect(await listed(reader)).toEqual(list.paths);
  const address = new URL(await reader.getCurrentUrl());
  // As somebody else gets it.
  await reader.executeScript("sessionStorage.clear(); localStorage.clear()");
  await open(reader, "/-/about");
  await open(reader, address.pathname + address.search);
  expect(await listed(reader)).toEqual(list.paths);
  expect(await value(reader, `document.querySelector('input[value="${source?.slug}"]').checked`)).toBe(true);
  await reader.navigate().back();
  await becomes(reader, "Back leads away from the list", `location.pathname === "/-/about"`);
});

test("find a post by a misspelt word, read it, and go back to the place one left", async ({ reader, request }) => {
  const list = await expected(request, "q=logemnt");
  expect(list.total).toBe((await expected(request, "q=logements")).total);
  await open(reader, "/");
  const field = await seen(reader, "[role=search] input[type=search]");
  await field.sendKeys("logemnt", Key.ENTER);
  await becomes(reader, "the word is in the address", `location.search === "?q=logemnt"`);
  await becomes(reader, "the list is that of the word meant", `document.querySelector("article.card h3 a").pathname === "${list.paths[0]}"`);
  expect(await counted(reader)).toBe(list.total);
  const link = (await reader.findElements(By.css("article.card h3 a")))[8];
  await reader.executeScript("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", link);
  await becomes(reader, "the place is noted", "scrollY > 300");
  const place = await value<number>(reader, "scrollY");
  const title = await link?.getText();
  await link?.click();
  await becomes(reader, "the post is read", `location.pathname === "${list.paths[8]}" && document.querySelector("h1")`);
  expect(await (await seen(reader, "h1")).getText()).toBe(title);
  await reader.navigate().back();
  await becomes(reader, "the list is back", `location.search === "?q=logemnt" && document.querySelector("article.card")`);
  await becomes(reader, "the place is the one left", `Math.abs(scrollY - ${place}) < 3`);
});

test("read a post, enlarge its picture and cite it, by keyboard", async ({ reader, request }) => {
  const post = await findPost(request, "a picture", (post) => /src="\/media\/[^"]+"[^>]*width="[4-9]\d\d/.test(post.body_html));
  await open(reader, post.url);
  const link = await reader.findElement(By.css(".body a:has(img)"));
  await link.sendKeys(Key.ENTER);
  await seen(reader, "#viewer[open] img");
  await becomes(reader, "the picture is drawn", `document.querySelector("#viewer img").naturalWidth > 0`);
  await reader.actions().sendKeys(Key.ESCAPE).perform();
  await becomes(reader, "the viewer is closed", `!document.querySelector("#viewer[open]")`);
  expect(await value(reader, `document.activeElement.matches(".body a:has(img)")`)).toBe(true);
  await reader.actions().sendKeys("c").perform();
  expect(await (await seen(reader, "#iso")).getText()).toContain("[en ligne]");
  await becomes(reader, "the day of reading is said", `document.querySelector("#iso").textContent.includes("consulté le")`);
  for (const form of ["#bibtex", "#ris"]) expect(await (await seen(reader, form)).isDisplayed()).toBe(true);
});
