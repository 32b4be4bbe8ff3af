import { expect, test } from "../fixtures.ts";
import { exported, facets, main, open } from "../archive.ts";

test.use({ expectedInConsole: [/Failed to load resource: the server responded with a status of 4\d\d/] });

test("every recorded address answers", async ({ request }) => {
  test.slow();
  const dead: string[] = [];
  for (const { path } of exported()) {
    if ((await request.get(path, { maxRedirects: 0 })).status() !== 200) dead.push(path);
  }
  expect(dead).toEqual([]);
});

test("old addresses lead on for good", async ({ request }) => {
  const [first, second] = exported();
  const { tags } = await facets(request);
  const moved: [string, string][] = [
    [`/?p=${first?.id}`, first?.path ?? ""],
    [`/?p=${second?.id}`, second?.path ?? ""],
    [(first?.path ?? "").replace(/\/$/, ""), first?.path ?? ""],
    [`/tag/${tags[0]?.slug}`, `/tag/${tags[0]?.slug}/`],
    [`/tag/${tags[0]?.slug}/page/1/`, `/tag/${tags[0]?.slug}/`],
    ["/?m=201807", "/2018/07/"],
  ];
  for (const [from, to] of moved) {
    const answer = await request.get(from, { maxRedirects: 0 });
    expect(answer.status(), from).toBe(301);
    expect(new URL(answer.headers()["location"] ?? "", answer.url()).pathname, from).toBe(to);
  }
});

test("an address that was none is not found, and the page helps on", async ({ page }) => {
  const answer = await page.goto("/nothing-is-here/");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Page introuvable");
  await expect(page.getByRole("link", { name: /archive/i }).first()).toBeVisible();
});

test("a filter that cannot be understood is named", async ({ page, request }) => {
  for (const [asked, named] of [
    ["from=2018-13", "2018-13"],
    ["to=2018-02-30", "2018-02-30"],
    ["page=0", "page"],
    ["per_page=500", "500"],
  ]) {
    const answer = await page.goto(`/?${asked}`);
    expect(answer?.status(), asked).toBe(400);
    await expect(main(page), asked).toContainText(named ?? "");
    const problem = await request.get(`/api/posts?${asked}`);
    expect(problem.status(), asked).toBe(400);
    expect(problem.headers()["content-type"]).toContain("application/problem+json");
  }
});

test("a page past the end is not found", async ({ page, request }) => {
  expect((await page.goto("/page/900/"))?.status()).toBe(404);
  const answer = await request.get("/api/posts?page=900");
  expect(answer.status()).toBe(200);
  expect(((await answer.json()) as { posts: unknown[] }).posts).toEqual([]);
});

test("a period that ends before it begins finds nothing", async ({ page }) => {
  const answer = await page.goto("/?from=2020&to=2018");
  expect(answer?.status()).toBe(200);
});

test("a link inside the page does not reload it", { tag: "@js" }, async ({ page }) => {
  await open(page, "/");
  await page.evaluate(() => {
    (window as unknown as { same: boolean }).same = true;
  });
  const link = main(page).getByRole("article").getByRole("heading").getByRole("link").first();
  const title = (await link.innerText()).trim();
  await link.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  expect(await page.evaluate(() => (window as unknown as { same?: boolean }).same)).toBe(true);
});
