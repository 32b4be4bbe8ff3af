import { expect, test } from "../fixtures.ts";
import { counted, expectList, json, open, posts, query, results, searchbox, status, type List } from "../archive.ts";

/** What is typed, and what else must find the very same posts. */
const SAME: [string, string, string][] = [
  ["accents do not matter", "équipe", "equipe"],
  ["capitals do not matter", "logement", "LOGEMENT"],
  ["one typo is forgiven", "logements", "logemnt"],
  ["an operator counts as the parameter", "logement avant:2018", "logement before:2018"],
];

for (const [what, one, other] of SAME) {
  test(`${what}: ${one}, ${other}`, async ({ page, request }) => {
    const list = await posts(request, `q=${encodeURIComponent(one)}`);
    expect(list.total).toBeGreaterThan(0);
    await open(page, `/?q=${encodeURIComponent(other)}`);
    await expect(status(page)).toContainText(counted(list.total));
  });
}

test("a word is found behind an elision", async ({ page, request }) => {
  const list = await expectAfterOpening(page, request, "habitat");
  expect(list.total).toBeGreaterThan(0);
  const plain = await json<List>(request, `/api/posts?q=${encodeURIComponent("l’habitat")}`);
  expect(plain.total).toBeGreaterThan(0);
});

test("a phrase finds fewer than its words", async ({ page, request }) => {
  const words = await posts(request, `q=${encodeURIComponent("logement social")}`);
  const list = await expectAfterOpening(page, request, '"logement social"');
  expect(list.total).toBeGreaterThan(0);
  expect(list.total).toBeLessThanOrEqual(words.total);
});

test("a word after a minus is left out", async ({ page, request }) => {
  const all = await posts(request, "q=logement");
  const list = await expectAfterOpening(page, request, "logement -congrès");
  expect(list.total).toBeGreaterThan(0);
  expect(list.total).toBeLessThan(all.total);
});

test("a hashtag in the search field counts as a tag", async ({ page, request }) => {
  const tagged = await posts(request, "tag=logement");
  const list = await expectAfterOpening(page, request, "#logement");
  expect(list.total).toBe(tagged.total);
});

test("the found words are marked", async ({ page }) => {
  await open(page, "/?q=logement");
  await expect(results(page).locator("mark").first()).toHaveText(/logement/i);
});

test("what is typed and sent is in the address", async ({ page, request }) => {
  await open(page, "/");
  await searchbox(page).fill("mixité sociale");
  await searchbox(page).press("Enter");
  await expect(page).toHaveURL((url) => url.searchParams.get("q") === "mixité sociale");
  await expectList(page, request, `q=${encodeURIComponent("mixité sociale")}`);
  await expect(searchbox(page)).toHaveValue("mixité sociale");
});

test("typing answers at once and leaves one step in the history", { tag: "@js" }, async ({ page, request }) => {
  await open(page, "/-/about");
  await open(page, "/");
  await searchbox(page).pressSequentially("loyer", { delay: 40 });
  const list = await posts(request, "q=loyer");
  await expect(status(page)).toContainText(counted(list.total));
  expect(query(page).get("q")).toBe("loyer");
  await page.goBack();
  await expect(page).toHaveURL((url) => !url.searchParams.get("q") || url.pathname === "/-/about");
});

async function expectAfterOpening(
  page: Parameters<typeof open>[0],
  request: Parameters<typeof posts>[0],
  typed: string,
): Promise<List> {
  const asked = `q=${encodeURIComponent(typed)}`;
  await open(page, `/?${asked}`);
  return expectList(page, request, asked);
}
