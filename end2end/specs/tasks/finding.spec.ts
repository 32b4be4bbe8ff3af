import { expect, test } from "../../fixtures.ts";
import { expectList, facets, open, posts, results, searchbox, SOURCES } from "../../archive.ts";
import { HANDS } from "../../hands.ts";

for (const hands of HANDS) {
  test(`find a post by a misspelt word and read it, ${hands.name}`, { tag: hands.tag }, async ({ page, request }) => {
    test.slow();
    const meant = await posts(request, "q=logements");
    await open(page, "/");
    await hands.enter(page, searchbox(page), "logemnt");
    await expect(page).toHaveURL(/q=logemnt/);
    const list = await expectList(page, request, "q=logemnt");
    expect(list.total).toBe(meant.total);
    await hands.press(page, results(page).getByRole("heading").getByRole("link").last());
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(list.posts.at(-1)?.title ?? "");
  });

  test(`find a phrase, ${hands.name}`, { tag: hands.tag }, async ({ page, request }) => {
    test.slow();
    const phrase = '"logement social"';
    await open(page, "/");
    await hands.enter(page, searchbox(page), phrase);
    await expect(page).toHaveURL((url) => url.searchParams.get("q") === phrase);
    const list = await expectList(page, request, `q=${encodeURIComponent(phrase)}`);
    expect(list.total).toBeGreaterThan(0);
    await expect(results(page).locator("mark").first()).toHaveText(/logement|social/i);
  });

  test(`leave out a source, ${hands.name}`, { tag: hands.tag }, async ({ page, request }) => {
    test.slow();
    const all = await facets(request);
    const [source] = all.sources;
    await open(page, "/");
    await hands.exclude(page, SOURCES, source?.name ?? "");
    await expect(page).toHaveURL((url) => url.searchParams.get("source") === `-${source?.slug}`);
    const list = await expectList(page, request, `source=-${source?.slug}`);
    expect(list.total).toBe(all.total - (source?.count ?? 0));
    for (const post of list.posts) expect(post.source?.slug).not.toBe(source?.slug);
  });
}

test("find what an old address became", { tag: "@everywhere" }, async ({ page, request }) => {
  const [post] = (await posts(request)).posts;
  const path = post?.url ?? "";
  for (const old of [`http://old/index.php${path}`, `http://old${path.slice(0, -1)})`, `http://old${path.toUpperCase()}`, `http://old${path}?utm_source=x`]) {
    const { pathname, search } = new URL(old);
    await page.goto(pathname + search);
    await expect(page, old).toHaveURL((url) => url.pathname === path);
    await expect(page.getByRole("heading", { level: 1 }), old).toHaveText(post?.title ?? "");
  }
});
