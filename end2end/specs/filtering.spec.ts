import { expect, test } from "../fixtures.ts";
import {
  apply,
  box,
  chips,
  choose,
  counted,
  expectList,
  FACETS,
  facets,
  group,
  MENTIONS,
  open,
  query,
  results,
  row,
  SOURCES,
  status,
  TAGS,
} from "../archive.ts";

test("the archive begins with all posts, newest first", async ({ page, request }) => {
  await open(page, "/");
  await expectList(page, request, "");
});

for (const facet of FACETS) {
  test(`choosing among ${facet.legend} narrows the list, and the address says so`, async ({ page, request }) => {
    const value = (await facets(request))[facet.key][0];
    if (!value) throw new Error(`no ${facet.key} in the demo`);
    await open(page, "/");
    await choose(page, facet, value.name);
    await expect(page).toHaveURL((url) => url.searchParams.get(facet.parameter) === value.slug);
    await expectList(page, request, `${facet.parameter}=${value.slug}`);
    await expect(box(page, facet, value.name).first()).toBeChecked();
  });
}

test("values of one facet are alternatives, facets hold together", async ({ page, request }) => {
  const { sources, tags } = await facets(request);
  const [one, two] = sources;
  await open(page, "/");
  await choose(page, SOURCES, one?.name ?? "");
  await expect(page).toHaveURL(/source=/);
  await choose(page, SOURCES, two?.name ?? "");
  await expect(page).toHaveURL((url) => url.searchParams.getAll("source").length === 2);
  await expectList(page, request, `source=${one?.slug}&source=${two?.slug}`);
  await choose(page, TAGS, tags[0]?.name ?? "");
  await expect(page).toHaveURL(/tag=/);
  await expectList(page, request, `source=${one?.slug}&source=${two?.slug}&tag=${tags[0]?.slug}`);
});

test("a facet's counts leave out its own choice", async ({ page, request }) => {
  const all = await facets(request);
  const filter = `source=${all.sources[1]?.slug}&tag=${all.tags[0]?.slug}`;
  const counts = await facets(request, filter);
  await open(page, `/?${filter}`);
  for (const facet of [SOURCES, TAGS, MENTIONS]) {
    for (const value of counts[facet.key].slice(0, 6)) {
      await expect(row(page, facet, value.name).first(), `${facet.legend}: ${value.name}`).toContainText(
        new RegExp(`(?<!\\d)${value.count.toLocaleString("fr").replace(/\s/g, "\\s")}(?!\\d)`),
      );
    }
  }
});

test("a facet shows at most its twenty most frequent values and links to all", async ({ page, request }) => {
  const all = await facets(request);
  await open(page, "/");
  for (const facet of FACETS) {
    const shown = Math.min(20, all[facet.key].length);
    const values = group(page, facet).getByRole("listitem").filter({ has: page.getByRole("button", { name: /^Exclure/ }) });
    await expect(values, facet.legend).toHaveCount(shown);
    await expect(group(page, facet).locator(`a[href="${facet.all}"]`), facet.legend).toHaveCount(1);
  }
});

test("a value can be excluded", async ({ page, request }) => {
  const value = (await facets(request)).tags[0];
  await open(page, "/");
  await group(page, TAGS).getByRole("button", { name: new RegExp(`^Exclure #?${value?.name}$`) }).click();
  await expect(page).toHaveURL((url) => url.searchParams.get("tag") === `-${value?.slug}`);
  await expectList(page, request, `tag=-${value?.slug}`);
});

test("the two fields set the period", async ({ page, request }) => {
  await open(page, "/");
  await page.getByLabel("Du", { exact: true }).first().fill("2018-03");
  await page.getByLabel("au", { exact: true }).first().fill("2019");
  await page.getByLabel("au", { exact: true }).first().press("Enter");
  await expect(page).toHaveURL((url) => url.searchParams.get("from") === "2018-03" && url.searchParams.get("to") === "2019");
  await expectList(page, request, "from=2018-03&to=2019");
});

test("chosen filters are buttons that remove them", async ({ page, request }) => {
  const { sources, tags } = await facets(request);
  await open(page, `/?source=${sources[0]?.slug}&tag=${tags[0]?.slug}&from=2016`);
  await expect(chips(page)).toHaveCount(3);
  await chips(page).filter({ hasText: sources[0]?.name }).click();
  await expect(chips(page)).toHaveCount(2);
  expect(query(page).get("source")).toBeNull();
  await expectList(page, request, `tag=${tags[0]?.slug}&from=2016`);
});

test("all filters go at once", async ({ page, request }) => {
  const { sources } = await facets(request);
  await open(page, `/?source=${sources[0]?.slug}&q=logement`);
  const clear = page.getByRole("link", { name: "Tout effacer" }).or(page.getByRole("button", { name: "Tout effacer" }));
  await clear.first().click();
  await expect(page).toHaveURL((url) => url.search === "");
  await expectList(page, request, "");
});

test("the order can be turned round", async ({ page, request }) => {
  await open(page, "/");
  await page.getByLabel("Trier").selectOption({ label: "plus anciens" });
  await apply(page);
  await expect(page).toHaveURL(/sort=oldest/);
  await expectList(page, request, "sort=oldest");
});

test("the status says how many of how many", async ({ page, request }) => {
  const { total } = await facets(request);
  const { sources } = await facets(request);
  await open(page, `/?source=${sources[0]?.slug}`);
  await expect(status(page)).toHaveText(new RegExp(`^\\s*${sources[0]?.count} articles sur ${total}\\s*$`));
});

test("a value that is unknown finds nothing and is named", async ({ page }) => {
  await open(page, "/?source=no-such-outlet");
  await expect(status(page)).toContainText(counted(0));
  await expect(page.getByRole("main")).toContainText("no-such-outlet");
});

test("nothing found offers filters to drop", async ({ page, request }) => {
  const { sources } = await facets(request);
  await open(page, `/?source=${sources[0]?.slug}&q=xyzzyqwfp`);
  await expect(results(page)).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Aucun article" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(/Sans\s/);
});

test("a choice asks the server for nothing", { tag: "@js" }, async ({ page, request }) => {
  const { sources, tags } = await facets(request);
  await open(page, "/");
  const asked: string[] = [];
  // Other cards have other pictures.
  page.on("request", (asking) => asking.resourceType() !== "image" && asked.push(new URL(asking.url()).pathname));
  await choose(page, SOURCES, sources[0]?.name ?? "");
  await expect(status(page)).toContainText(counted(sources[0]?.count ?? 0));
  await choose(page, TAGS, tags[0]?.name ?? "");
  await expect(page).toHaveURL(/source=.*tag=/);
  await expect(chips(page)).toHaveCount(2);
  await page.goBack();
  await expect(chips(page)).toHaveCount(1);
  // Cards may still be on their way: parts of the catalog that any filter would show.
  expect(asked.filter((path) => !/^\/catalog\/[0-9a-f]{16}\.bin$/.test(path))).toEqual([]);
});
