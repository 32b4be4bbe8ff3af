import { expect, test as base, type Page } from "@playwright/test";
import { box, counted, group, json, main, open, status, TAGS, type Facets } from "../archive.ts";
import { archiveOf, cdata } from "../own-archive.ts";

/** A small archive with thousands of tags: what makes lists long is their values, not the posts. */
const POSTS = 1_500;
const TAGS_A_POST = 6;
const TAGS_IN_ALL = 4_000;
/** How long, in milliseconds, an answer may take to be drawn, on a machine that does other work as well. */
const QUICK = 400;

const test = base.extend<object, { origin: string }>({
  origin: [
    async ({}, use) => {
      const { origin, end } = await archiveOf(exported());
      await use(origin);
      end();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ origin }, use) => {
    await use(origin);
  },
});

/** Syllables make names that look like words, each another. */
function name(number: number): string {
  const syllables = ["ba", "ré", "mo", "lu", "ti", "ça", "vo", "né", "pi", "su"];
  return [...String(number + 10_000)].map((digit) => syllables[Number(digit)]).join("");
}

function exported(): string {
  const items = Array.from({ length: POSTS }, (_, index) => {
    const id = index + 1;
    const day = new Date(Date.UTC(2010, 0, 1 + index * 3)).toISOString().slice(0, 10);
    const tags = Array.from({ length: TAGS_A_POST }, (_, nth) => name((index * TAGS_A_POST + nth * 7) % TAGS_IN_ALL));
    const categories = tags.map((tag) => `<category domain="post_tag" nicename="${encodeURIComponent(tag)}">${cdata(tag)}</category>`);
    return `<item><title>${cdata(`Billet ${id}`)}</title><link>https://blog.example/billet-${id}/</link><dc:creator>a</dc:creator>
<content:encoded>${cdata(`<p>Texte ${id} sur ${tags.join(", ")}.</p>`)}</content:encoded><wp:post_id>${id}</wp:post_id>
<wp:post_date>${day} 09:30:00</wp:post_date><wp:post_date_gmt>${day} 08:30:00</wp:post_date_gmt><wp:post_name>billet-${id}</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>${categories.join("")}</item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Beaucoup</title>
<link>https://blog.example</link><wp:base_blog_url>https://blog.example</wp:base_blog_url>${items.join("\n")}</channel></rss>`;
}

/** How long it takes from an act until something is drawn, as the page's own clock says. */
async function drawn(page: Page, act: () => Promise<void>, shows: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const clock = { changed: 0, began: performance.now() };
    Object.assign(globalThis, { clock });
    addEventListener("input", () => (clock.began = performance.now()), true);
    new MutationObserver(() => requestAnimationFrame(() => (clock.changed = performance.now()))).observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  });
  await act();
  await shows();
  await page.evaluate(() => new Promise(requestAnimationFrame));
  return page.evaluate(() => {
    const { clock } = globalThis as unknown as { clock: { changed: number; began: number } };
    return clock.changed - clock.began;
  });
}

test("a facet of thousands is searched, chosen from and counted at once", { tag: ["@js"] }, async ({ page, request }) => {
  test.setTimeout(120_000);
  const { tags } = await json<Facets>(request, "/api/facets");
  expect(tags.length).toBe(TAGS_IN_ALL);
  const rare = tags[3_456];
  await open(page, "/");
  await expect(group(page, TAGS).getByRole("checkbox")).toHaveCount(20);
  const field = page.getByRole("textbox", { name: /^Chercher parmi 4\s000 mots-clés/ });
  // The catalog has arrived, and nothing else is on its way.
  await page.waitForLoadState("networkidle");
  const searching = await drawn(page, () => field.fill(rare?.name ?? ""), () => expect(box(page, TAGS, rare?.name ?? "").first()).toBeVisible());
  expect(searching).toBeLessThan(QUICK);
  const choosing = await drawn(
    page,
    () => box(page, TAGS, rare?.name ?? "").first().check(),
    () => expect(status(page)).toContainText(counted(rare?.count ?? 0)),
  );
  expect(choosing).toBeLessThan(QUICK);
  console.log(`4,000 tags: searched in ${Math.round(searching)} ms, chosen in ${Math.round(choosing)} ms`);
});

test("a page of thousands of values narrows as one types", { tag: "@js" }, async ({ page, request }) => {
  test.setTimeout(120_000);
  const { tags } = await json<Facets>(request, "/api/facets");
  await open(page, "/tags/");
  const rows = main(page).getByRole("listitem");
  await expect(rows).toHaveCount(TAGS_IN_ALL);
  const wanted = tags[2_345]?.name ?? "";
  const narrowing = await drawn(
    page,
    () => main(page).getByRole("textbox").fill(wanted.toUpperCase()),
    () => expect(rows.filter({ visible: true })).toHaveCount(tags.filter((tag) => tag.name.includes(wanted)).length),
  );
  expect(narrowing).toBeLessThan(QUICK);
  console.log(`4,000 values: narrowed in ${Math.round(narrowing)} ms`);
});

test("what is looked for is found without JavaScript too", async ({ page, request }) => {
  const { tags } = await json<Facets>(request, "/api/facets");
  await page.goto("/tags/");
  const wanted = tags[2_345];
  await main(page).getByRole("link", { name: new RegExp(`^${wanted?.name}\\s`) }).first().click();
  await expect(status(page)).toContainText(counted(wanted?.count ?? 0));
});
