import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures.ts";
import { counted, expectList, facets, main, open, SOURCES, status, TAGS } from "../../archive.ts";
import { HANDS } from "../../hands.ts";

/** The year before the demo's last. */
const YEAR = "2025";

for (const hands of HANDS) {
  test(`find last year's posts of a source on a tag, share the list, follow it, ${hands.name}`, { tag: hands.tag }, async ({ page, request, browser, baseURL, contextOptions, javaScriptEnabled }) => {
    test.setTimeout(150_000);
    const period = `from=${YEAR}&to=${YEAR}`;
    const [source] = (await facets(request, period)).sources;
    const [tag] = (await facets(request, `source=${source?.slug}&${period}`)).tags;
    const filter = `source=${source?.slug}&tag=${tag?.slug}&${period}`;
    await open(page, "/");
    await hands.enter(page, page.getByLabel("Du", { exact: true }).first(), YEAR);
    await expect(page).toHaveURL(/from=/);
    await hands.enter(page, page.getByLabel("au", { exact: true }).first(), YEAR);
    await expect(page).toHaveURL(/to=/);
    await expect(status(page)).toContainText(counted((await facets(request, period)).total));
    await hands.choose(page, SOURCES, source?.name ?? "");
    await expect(page).toHaveURL(/source=/);
    await hands.choose(page, TAGS, tag?.name ?? "");
    await expect(page).toHaveURL(/tag=/);
    const list = await expectList(page, request, filter);
    expect(list.total).toBeGreaterThan(0);

    // As somebody else gets it, in a browser that has never been here.
    const friend = await browser.newContext({ ...contextOptions, baseURL, javaScriptEnabled });
    const sent = await friend.newPage();
    await open(sent, page.url());
    await expectList(sent, request, filter);
    await friend.close();

    const feed = main(page).getByRole("navigation", { name: "Flux" }).getByRole("link", { name: "RSS" });
    const href = (await feed.getAttribute("href")) ?? "";
    await expect(page.locator(`head link[rel=alternate][type="application/rss+xml"][href="${href}"]`)).toHaveCount(1);
    const answer = await request.get(href);
    expect(answer.headers()["content-type"]).toContain("application/rss+xml");
    expect(await postsOf(page, await answer.text())).toEqual(list.posts.map((post) => post.url));
  });
}

/** The paths of the items of a feed, in order. */
const postsOf = (page: Page, feed: string): Promise<string[]> =>
  page.evaluate((text) => {
    const tree = new DOMParser().parseFromString(text, "application/xml");
    if (tree.querySelector("parsererror")) throw new Error("the feed is no XML");
    return [...tree.querySelectorAll("item > link")].map((link) => new URL(link.textContent).pathname);
  }, feed);
