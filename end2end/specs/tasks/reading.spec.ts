import { expect, test } from "../../fixtures.ts";
import { findPost, json, main, open, posts, results, searchbox, type WholePost } from "../../archive.ts";
import { HANDS } from "../../hands.ts";

for (const hands of HANDS) {
  test(`read the comments and go on to a post that cites this one, ${hands.name}`, { tag: hands.tag }, async ({ page, request }) => {
    test.slow();
    const post = await citedWithComments(request);
    await open(page, post.url);
    await expect(page.getByRole("heading", { name: /commentaire/i })).toBeVisible();
    for (const comment of post.comments_tree) await expect(main(page).locator(".comments")).toContainText(comment.author);
    const citing = page.getByRole("region", { name: "Cité par" }).getByRole("link").first();
    const title = (await citing.innerText()).trim();
    await hands.press(page, citing);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(main(page).locator(`.body a[href="${post.url}"]`).first()).toBeAttached();
  });

  test(`cite a post in the form one needs, ${hands.name}`, { tag: hands.tag }, async ({ page, request }) => {
    test.slow();
    const [post] = (await posts(request)).posts;
    await open(page, post?.url ?? "");
    await hands.press(page, page.locator("#cite summary"));
    for (const form of ["#iso", "#bibtex", "#ris"]) await expect(page.locator(form)).toBeVisible();
    const file = main(page).locator("#cite").getByRole("link", { name: "Télécharger" }).first();
    const saved = page.waitForEvent("download");
    await hands.press(page, file);
    expect((await saved).suggestedFilename()).toMatch(/\.bib$/);
  });

  test(`change to English and read on, ${hands.name}`, { tag: hands.tag }, async ({ page }) => {
    test.slow();
    await open(page, "/?q=logement");
    await hands.press(page, page.getByRole("link", { name: "English" }));
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(searchbox(page)).toHaveValue("logement");
    const link = results(page).getByRole("heading").getByRole("link").last();
    const title = (await link.innerText()).trim();
    await hands.press(page, link);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
  });

  test(`go back to the place in the list that one left, ${hands.name}`, { tag: ["@js", ...hands.tag] }, async ({ page }) => {
    test.slow();
    await open(page, "/");
    const link = results(page).getByRole("heading").getByRole("link").nth(16);
    const title = (await link.innerText()).trim();
    await link.scrollIntoViewIfNeeded();
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(300);
    await hands.press(page, link);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await page.goBack();
    await expect(link).toBeInViewport();
    await expect(link).toHaveText(title);
  });
}

/** A post that readers wrote under and that another post's text leads to. */
async function citedWithComments(request: Parameters<typeof findPost>[0]): Promise<WholePost> {
  const cited = new Set<string>();
  for (const { id } of (await posts(request)).posts) {
    const { body_html } = await json<WholePost>(request, `/api/posts/${id}`);
    for (const [, path] of body_html.matchAll(/href="(\/\d{4}\/[^"#?]+)"/g)) if (path) cited.add(path);
  }
  return findPost(request, "comments and a post that cites it", (post) => post.comments > 0 && cited.has(post.url));
}
