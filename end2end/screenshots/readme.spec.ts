import { resolve } from "node:path";
import { expect, test } from "../fixtures.ts";
import { facets, findPost, open } from "../archive.ts";

const folder = resolve(import.meta.dirname, "../../docs/images");

/** Widths as the house knows them. */
const SCREENS = [
  { name: "desk", viewport: { width: 1360, height: 1000 }, isMobile: false },
  { name: "phone", viewport: { width: 390, height: 844 }, isMobile: true },
];

for (const { name, viewport, isMobile } of SCREENS) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${name}, ${colorScheme}`, () => {
      test.use({ viewport, isMobile, hasTouch: isMobile, colorScheme, deviceScaleFactor: isMobile ? 2 : 1 });

      test("the archive", async ({ page, request }) => {
        const { sources } = await facets(request);
        await open(page, `/?source=${sources[0]?.slug}&source=${sources[1]?.slug}&from=2017&to=2019`);
        await expect(page.getByRole("article").first()).toBeVisible();
        await page.screenshot({ path: `${folder}/archive-${name}-${colorScheme}.png` });
      });

      test("a post", async ({ page, request }) => {
        const post = await findPost(request, "all a post has", (post) => {
          return !!post.source && !!post.continue_url && post.related.length > 0 && post.tags.length > 1;
        });
        await open(page, post.url);
        await page.screenshot({ path: `${folder}/post-${name}-${colorScheme}.png` });
      });
    });
  }
}
