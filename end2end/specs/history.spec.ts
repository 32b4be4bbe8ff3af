import { expect, test } from "../fixtures.ts";
import { box, choose, counted, expectList, facets, open, SOURCES, status, TAGS } from "../archive.ts";

test("Back undoes a choice and Forward makes it again", async ({ page, request }) => {
  const { sources, total } = await facets(request);
  const [source] = sources;
  await open(page, "/");
  await choose(page, SOURCES, source?.name ?? "");
  await expect(status(page)).toContainText(counted(source?.count ?? 0));
  await page.goBack();
  await expect(status(page)).toContainText(counted(total));
  await expect(box(page, SOURCES, source?.name ?? "").first()).not.toBeChecked();
  await page.goForward();
  await expect(status(page)).toContainText(counted(source?.count ?? 0));
  await expect(box(page, SOURCES, source?.name ?? "").first()).toBeChecked();
});

test("a reload and a link sent to somebody show the same list", async ({ page, request, context }) => {
  const { sources } = await facets(request);
  // Of the tags that this source has: the others may not be among those on the page.
  const { tags } = await facets(request, `source=${sources[0]?.slug}`);
  await open(page, "/");
  await choose(page, SOURCES, sources[0]?.name ?? "");
  await expect(page).toHaveURL(/source=/);
  await choose(page, TAGS, tags[0]?.name ?? "");
  await expect(page).toHaveURL(/tag=/);
  const filter = `source=${sources[0]?.slug}&tag=${tags[0]?.slug}`;
  await expectList(page, request, filter);
  await page.reload();
  await expectList(page, request, filter);
  const sent = await context.newPage();
  await open(sent, page.url());
  await expectList(sent, request, filter);
});
