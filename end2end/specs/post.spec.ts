import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { findPost, main, open, posts, results, searchbox, type WholePost } from "../archive.ts";

const day = (post: WholePost): string => (post.date ?? "").slice(0, 10).replaceAll("-", "");
const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
const web = (post: WholePost): WholePost["links"] =>
  post.links.filter((link) => /^https?:/.test(link.url) && link.url !== post.continue_url);

test("links out have their copy of the post's day, as plain links", { tag: "@everywhere" }, async ({ page, request }) => {
  const post = await findPost(request, "two links out", (post) => web(post).length > 1 && !!post.date);
  await open(page, post.url);
  await page.getByText("Liens de l’article").click();
  for (const { url } of web(post)) {
    const copy = main(page).locator(`.outbound a[href="https://web.archive.org/web/${day(post)}/${url}"]`);
    await expect(copy).toBeVisible();
    await expect(main(page).locator(`.outbound a[href="${url}"]`)).toBeVisible();
  }
});

test("French signs stand after a narrow space, in display only", async ({ page, request }) => {
  const post = await findPost(request, "French signs", (post) => post.lang.startsWith("fr") && /(&nbsp;|[ \u00a0])[?!;]/.test(post.body_html));
  await open(page, post.url);
  const shown = await main(page).locator(".body").evaluate((body) => {
    for (const code of body.querySelectorAll("code, pre, kbd, samp, var")) code.remove();
    return body.textContent ?? "";
  });
  expect(shown).toMatch(/\u202f[?!;]/);
  expect(shown).not.toMatch(/[ \u00a0][?!;](\s|$)/);
});

test("a table scrolls in a box of its own that the keyboard reaches", { tag: "@everywhere" }, async ({ page, request }) => {
  const post = await findPost(request, "a table", (post) => post.body_html.includes("<table"));
  await open(page, post.url);
  const box = main(page).getByRole("region", { name: /^Tableau/ }).first();
  await box.focus();
  await expect(box).toBeFocused();
  await expect(box.getByRole("table")).toBeVisible();
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(sideways).toBeLessThanOrEqual(0);
});

test("a post is cited in three forms, two of them as files", { tag: "@everywhere" }, async ({ page, request }) => {
  const post = await findPost(request, "a source", (post) => !!post.source && !!post.author);
  await open(page, post.url);
  await page.locator("#cite summary").click();
  await expect(page.locator("#iso")).toContainText(post.author?.name ?? "");
  await expect(page.locator("#iso")).toContainText(post.source?.name ?? "");
  for (const [kind, sign] of [["bib", "@online{"], ["ris", "TY  - BLOG"]] as const) {
    const link = main(page).locator(`a[href="/-/cite/${post.id}.${kind}"]`);
    await expect(link).toBeVisible();
    const file = await request.get(`/-/cite/${post.id}.${kind}`);
    expect(await file.text()).toContain(sign);
  }
});

test("the day on which one read it is the browser's to say", { tag: "@js" }, async ({ page, request }) => {
  const [post] = (await posts(request)).posts;
  await page.clock.setFixedTime(new Date("2026-11-05T12:00:00"));
  await open(page, post?.url ?? "");
  await expect(page.locator("#iso")).not.toContainText("consulté");
  await page.locator("#cite summary").click();
  await expect(page.locator("#iso")).toContainText("[consulté le 5 novembre 2026]");
  await expect(page.locator("#bibtex")).toContainText("urldate = {2026-11-05},");
  await expect(page.locator("#ris")).toContainText("Y2  - 2026/11/05/");
});

test("one key cites: opened, copied, said", { tag: "@js" }, async ({ page, request, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const [post] = (await posts(request)).posts;
  await open(page, post?.url ?? "");
  await page.keyboard.press("c");
  await expect(page.locator("#voice")).toHaveText("Référence copiée");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("[en ligne]");
  expect(copied).toContain(new URL(post?.url ?? "", page.url()).href);
  await expect(page.locator("#bibtex")).toBeVisible();
  await page.getByRole("button", { name: "Copier" }).nth(1).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("@online{");
});

test("an address is sent by mail, or copied where there is a script", async ({ page, request, context, javaScriptEnabled }) => {
  const [post] = (await posts(request)).posts;
  await open(page, post?.url ?? "");
  const share = page.getByRole("link", { name: "Partager" });
  await expect(share).toHaveAttribute("href", /^mailto:\?subject=.+&body=http/);
  if (javaScriptEnabled === false) return;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(() => Object.defineProperty(navigator, "share", { value: undefined }));
  await share.click();
  await expect(page.locator("#voice")).toHaveText("Adresse copiée");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(new URL(post?.url ?? "", page.url()).href);
});

const PICTURE = /src="\/media\/[^"]+"[^>]*width="[4-9]\d\d/;

test.describe("a picture", () => {
  // Without a script its link leads out of our pages: the browser's own page around a picture styles itself, which the
  // file's content policy refuses, and takes no part in the turn of a page.
  test.use({ expectedInConsole: [/Applying inline style violates|Transition was aborted/] });

  test("opens in the page, and its link is the file", { tag: "@everywhere" }, async ({ page, request, javaScriptEnabled }) => {
    const post = await findPost(request, "a picture", (post) => PICTURE.test(post.body_html));
    await open(page, post.url);
    const link = main(page).locator(".body a:has(img)").first();
    const file = await link.getAttribute("href");
    expect((await request.get(file ?? "")).headers()["content-type"]).toMatch(/^image\//);
    await link.click();
    if (javaScriptEnabled === false) {
      await expect(page).toHaveURL(new RegExp(`${file}$`));
      return;
    }
    const viewer = page.getByRole("dialog", { name: "Image" });
    await expect(viewer).toBeVisible();
    await expect(viewer.getByRole("img")).toHaveAttribute("src", new RegExp(`${file}$`));
    await page.keyboard.press("Escape");
    await expect(viewer).toBeHidden();
    await expect(link).toBeFocused();
    expect(new URL(page.url()).pathname).toBe(post.url);
  });
});

test("the arrows go through the pictures of a post", { tag: "@js" }, async ({ page, request }) => {
  const post = await findPost(request, "a picture", (post) => PICTURE.test(post.body_html));
  await open(page, post.url);
  // A second picture, which no post of the demo has.
  await page.evaluate(() => {
    const link = document.querySelector(".body a:has(img)");
    const copy = link?.cloneNode(true) as HTMLAnchorElement;
    copy.href = copy.href.replace(/[^/]+$/, "second.png");
    copy.querySelector("img")?.setAttribute("alt", "La seconde");
    link?.after(copy);
  });
  await page.route("**/second.png", (route) => route.fulfill({ contentType: "image/svg+xml", body: '<svg xmlns="http://www.w3.org/2000/svg"/>' }));
  await main(page).locator(".body a:has(img)").first().click();
  const viewer = page.getByRole("dialog", { name: "Image" });
  await page.keyboard.press("ArrowRight");
  await expect(viewer.getByRole("img")).toHaveAttribute("alt", "La seconde");
  await page.keyboard.press("ArrowRight");
  await expect(viewer.getByRole("img")).not.toHaveAttribute("alt", "La seconde");
  await viewer.getByRole("button", { name: "Précédente" }).click();
  await expect(viewer.getByRole("img")).toHaveAttribute("alt", "La seconde");
  await viewer.getByRole("button", { name: "Fermer" }).click();
  await expect(viewer).toBeHidden();
});

test("a question mark lists the keys, which can be switched off", { tag: "@js" }, async ({ page }) => {
  await open(page, "/");
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Raccourcis clavier" });
  await expect(keys).toBeVisible();
  await keys.getByRole("checkbox", { name: /Raccourcis d’une seule touche/ }).uncheck();
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();
  await page.keyboard.press("/");
  await expect(searchbox(page)).not.toBeFocused();
  await page.reload({ waitUntil: "networkidle" });
  await page.keyboard.press("?");
  await expect(keys).toBeHidden();
  await page.getByRole("button", { name: "Raccourcis clavier" }).click();
  await keys.getByRole("checkbox").check();
  await keys.getByRole("button", { name: "Fermer" }).click();
  await page.keyboard.press("/");
  await expect(searchbox(page)).toBeFocused();
  // Letters are letters where one types.
  await page.keyboard.type("j?c");
  await expect(searchbox(page)).toHaveValue("j?c");
  await expect(keys).toBeHidden();
});

test("keys go through the results and open one", { tag: "@js" }, async ({ page }) => {
  await open(page, "/");
  const titles = await results(page).getByRole("heading").getByRole("link").allInnerTexts();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect.poll(() => focused(page)).toBe(titles[1]);
  await page.keyboard.press("k");
  await expect.poll(() => focused(page)).toBe(titles[0]);
  await page.keyboard.press("o");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(titles[0] ?? "");
  // Another page takes the focus to its beginning.
  await expect(main(page)).toBeFocused();
  await page.keyboard.press("/");
  await expect(searchbox(page)).toBeFocused();
});

test("before and after are those of the list one came from", { tag: "@js" }, async ({ page, request }) => {
  const list = await posts(request, "q=logement&sort=oldest");
  await open(page, "/?q=logement&sort=oldest");
  await results(page).getByRole("heading").getByRole("link").nth(1).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(list.posts[1]?.title ?? "");
  const around = page.getByRole("navigation", { name: "Dans la liste" });
  await expect(around).toContainText(`2 sur ${list.total}`);
  await expect(around.getByRole("link").nth(0)).toHaveText(list.posts[0]?.title ?? "");
  await expect(around.getByRole("link").nth(1)).toHaveText(list.posts[2]?.title ?? "");
  await page.keyboard.press("j");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(list.posts[2]?.title ?? "");
  await expect(around).toContainText(`3 sur ${list.total}`);
  await page.reload({ waitUntil: "networkidle" });
  await expect(around).toContainText(`3 sur ${list.total}`);
  await page.keyboard.press("k");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(list.posts[1]?.title ?? "");
});

test("before and after are those in time without a list", async ({ page, request }) => {
  const post = (await posts(request)).posts[3];
  await open(page, post?.url ?? "");
  await expect(page.getByRole("navigation", { name: "Avant et après" }).getByRole("link")).toHaveCount(2);
});

test("Back leads to the place one left", { tag: ["@js", "@everywhere"] }, async ({ page }) => {
  await open(page, "/");
  const link = results(page).getByRole("heading").getByRole("link").nth(12);
  await link.scrollIntoViewIfNeeded();
  await page.evaluate(() => scrollBy(0, 200));
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(300);
  const left = await page.evaluate(() => scrollY);
  const title = (await link.innerText()).trim();
  await link.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
  await page.goBack();
  await expect(link).toHaveText(title);
  const there = (): Promise<number> => page.evaluate((left) => Math.abs(scrollY - left), left);
  await expect.poll(there).toBeLessThan(3);
  await page.waitForTimeout(500);
  expect(await there()).toBeLessThan(3);
});

test("a post that one means to open is there before", { tag: "@js" }, async ({ page }) => {
  await open(page, "/");
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/-/fn/view")) asked.push(request.url());
  });
  const link = results(page).getByRole("heading").getByRole("link").nth(1);
  const answer = page.waitForResponse((response) => response.url().includes("/-/fn/view"));
  await link.hover();
  await answer;
  const title = (await link.innerText()).trim();
  await link.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  expect(asked).toHaveLength(1);
});

test("print is a press cutting: source, date, address, text", async ({ page, request }) => {
  const post = await findPost(request, "a source and a link", (post) => !!post.source && !!post.continue_url);
  await open(page, post.url);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(main(page).locator(".meta")).toContainText(post.source?.name ?? "");
  await expect(main(page).locator(".address")).toHaveText(new URL(post.url, page.url()).href);
  for (const chrome of [".mast nav", ".side", ".tools", ".foot", ".back", ".after"]) {
    await expect(page.locator(chrome).first()).toBeHidden();
  }
});
