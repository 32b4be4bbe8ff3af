import { expect, test } from "../fixtures.ts";
import { choose, counted, expectList, facets, FACETS, main, open, posts, SOURCES, status } from "../archive.ts";

for (const facet of FACETS) {
  test(`a value of ${facet.legend} has a page of its own`, async ({ page, request }) => {
    const value = (await facets(request))[facet.key][0];
    await open(page, `/${facet.parameter}/${value?.slug}/`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(value?.name ?? "");
    await expect(page).toHaveTitle(new RegExp(value?.name ?? ""));
    await expectList(page, request, `${facet.parameter}=${value?.slug}`);
  });

  test(`all of ${facet.legend} are listed`, async ({ page, request }) => {
    const values = (await facets(request))[facet.key];
    await open(page, facet.all);
    const links = main(page).locator(`a[href^="/${facet.parameter}/"]`);
    const shown = await links.evaluateAll((all) => new Set(all.map((link) => link.getAttribute("href"))).size);
    expect(shown).toBe(values.length);
  });
}

test("a year, a month and a day have pages of their own", async ({ page, request }) => {
  const day = (await posts(request)).posts[0]?.date?.slice(0, 10) ?? "";
  const [year, month] = day.split("-");
  for (const [path, period] of [
    [`/${year}/`, year],
    [`/${year}/${month}/`, `${year}-${month}`],
    [`/${day.replaceAll("-", "/")}/`, day],
  ]) {
    await open(page, path ?? "");
    await expect(page.getByRole("heading", { level: 1 })).toContainText(year ?? "");
    await expectList(page, request, `from=${period}&to=${period}`);
  }
});

test("a filter added on a landing page leads to the archive with both", async ({ page, request }) => {
  const tag = (await facets(request)).tags[0];
  const source = (await facets(request, `tag=${tag?.slug}`)).sources[0];
  await open(page, `/tag/${tag?.slug}/`);
  await choose(page, SOURCES, source?.name ?? "");
  await expect(page).toHaveURL(
    (url) => url.pathname === "/" && url.searchParams.get("tag") === tag?.slug && url.searchParams.get("source") === source?.slug,
  );
  await expectList(page, request, `tag=${tag?.slug}&source=${source?.slug}`);
});

test("a long list has pages, each with an address", async ({ page, request }) => {
  await open(page, "/");
  await page.getByRole("link", { name: /^(Suivante|Page suivante|2)$/ }).first().click();
  await expect(page).toHaveURL(/page[/=]2/);
  await expectList(page, request, "page=2");
  await open(page, "/page/3/");
  await expectList(page, request, "page=3");
  await expect(status(page)).toContainText(counted((await facets(request)).total));
});
