import { expect, test } from "../fixtures.ts";
import { facets, main, open, posts, status, counted, type Facets } from "../archive.ts";

/** Posts of each year, as the API's months say. */
function years({ months }: Facets): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { month, count } of months) sums.set(month.slice(0, 4), (sums.get(month.slice(0, 4)) ?? 0) + count);
  return sums;
}

test("a word, a source and a tag are compared over the years, in a drawing and in numbers", { tag: "@everywhere" }, async ({ page, request }) => {
  const { tags, sources } = await facets(request);
  const asked = ["loyer", `source:${sources[0]?.slug}`, `tag:${tags[0]?.slug}`];
  await open(page, "/-/trends");
  for (const [nth, q] of asked.entries()) await main(page).getByRole("textbox").nth(nth).fill(q);
  await main(page).getByRole("button", { name: "Comparer" }).click();
  await expect(page).toHaveURL((url) => url.searchParams.getAll("q").join("|") === asked.join("|"));
  await expect(main(page).locator(".trends-chart .line")).toHaveCount(3);
  const all = years(await facets(request));
  const span = [...all.keys()].sort();
  const rows = main(page).getByRole("row");
  await expect(rows).toHaveCount(Number(span.at(-1)) - Number(span[0]) + 2);
  for (const [nth, q] of asked.entries()) {
    const of = years(await facets(request, `q=${encodeURIComponent(q)}`));
    for (const year of [span[0] ?? "", [...of.keys()][0] ?? "", span.at(-1) ?? ""]) {
      const cell = rows.filter({ has: page.getByRole("rowheader", { name: year, exact: true }) }).getByRole("cell").nth(nth);
      await expect(cell, `${q} in ${year}`).toHaveText(new RegExp(`^\\s*${of.get(year) ?? 0}(?!\\d)`));
    }
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
});

test("a number of the table leads to its posts", async ({ page, request }) => {
  const { tags } = await facets(request);
  await page.goto(`/-/trends?q=tag:${tags[0]?.slug}`);
  const link = main(page).getByRole("cell").getByRole("link").first();
  const count = Number((await link.textContent())?.replace(/\D/g, ""));
  await link.click();
  await expect(status(page)).toContainText(counted(count));
});

test("what is chosen in a list is followed over the years", async ({ page, request }) => {
  const { tags, sources } = await facets(request);
  await open(page, `/?tag=${tags[0]?.slug}&source=${sources[0]?.slug}&source=-${sources[1]?.slug}&from=2016`);
  await main(page).getByRole("link", { name: "Au fil des ans" }).click();
  await expect(page).toHaveURL((url) => url.pathname === "/-/trends");
  const asked = new URL(page.url()).searchParams.getAll("q");
  expect(asked.sort()).toEqual([`source:${sources[0]?.slug}`, `tag:${tags[0]?.slug}`].sort());
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Au fil des ans");
  await page.goBack();
  await expect(status(page)).toContainText(/article/);
});

test("a page of curves is whole as it is sent, and starts no application", { tag: "@js" }, async ({ page, request }) => {
  const heavy: string[] = [];
  page.on("request", (one) => {
    if (/\.wasm|\/catalog\/|\/-\/fn/.test(one.url())) heavy.push(one.url());
  });
  await page.goto(`/-/trends?q=loyer&lang=en`, { waitUntil: "networkidle" });
  expect(heavy).toEqual([]);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page).toHaveTitle(/loyer.*Over the years/);
  expect((await posts(request, "q=loyer")).total).toBeGreaterThan(0);
});
