import { expect, test } from "../fixtures.ts";
import { findPost, main, open, results } from "../archive.ts";

test("a post shows its title, source, day, body and tags", { tag: "@everywhere" }, async ({ page, request }) => {
  const post = await findPost(request, "a source and tags", (post) => !!post.source && post.tags.length > 1);
  await open(page, post.url);
  await expect(main(page).getByRole("heading", { level: 1 })).toHaveText(post.title);
  await expect(main(page).getByRole("link", { name: post.source?.name }).first()).toHaveAttribute(
    "href",
    `/source/${post.source?.slug}/`,
  );
  await expect(main(page).locator(`time[datetime^="${post.date?.slice(0, 10)}"]`).first()).toBeVisible();
  for (const tag of post.tags) {
    await expect(main(page).locator(`a[href="/tag/${tag.slug}/"]`).first()).toBeVisible();
  }
  const words = await page.evaluate((html) => {
    const body = new DOMParser().parseFromString(html, "text/html").body;
    return body.textContent.trim().split(/\s+/).slice(0, 5).join(" ");
  }, post.body_html);
  await expect(main(page)).toContainText(words);
});

test("the continue link leads to the original", async ({ page, request }) => {
  const post = await findPost(request, "a continue link", (post) => !!post.continue_url);
  await open(page, post.url);
  const link = main(page).getByRole("link", { name: /^Lire la suite/ }).first();
  await expect(link).toHaveAttribute("href", post.continue_url ?? "");
});

test("related posts are offered and lead to posts of the archive", async ({ page, request }) => {
  const post = await findPost(request, "related posts", (post) => post.related.length > 0);
  await open(page, post.url);
  const [first] = post.related;
  await expect(page.getByRole("heading", { name: "Lire également" })).toBeVisible();
  await page.locator(`a[href="${first?.url}"]`).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(first?.title ?? "");
});

test("approved comments stand below the post", async ({ page, request }) => {
  const post = await findPost(request, "comments", (post) => post.comments_tree.length > 0);
  await open(page, post.url);
  await expect(page.getByRole("heading", { name: /commentaire/i })).toBeVisible();
  for (const comment of post.comments_tree) await expect(main(page)).toContainText(comment.author);
});

test("a picture that is not at hand is a frame, never loaded from elsewhere", async ({ page, request }) => {
  const post = await findPost(request, "a picture", (post) => /<img|class="frame"/.test(post.body_html));
  await open(page, post.url);
  const foreign = page.locator("img[src^='http']");
  await expect(foreign).toHaveCount(0);
});

test("from the list to a post and back to the same list", { tag: "@everywhere" }, async ({ page }) => {
  await open(page, "/?q=logement");
  const list = page.url();
  const link = results(page).getByRole("heading").getByRole("link").nth(1);
  const title = (await link.innerText()).trim();
  await link.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await page.goBack();
  await expect(page).toHaveURL(list);
  await expect(results(page).getByRole("heading").getByRole("link").nth(1)).toHaveText(title);
});

test("a page of the blog reads like a post", async ({ page }) => {
  await open(page, "/a-propos/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("À propos");
});
