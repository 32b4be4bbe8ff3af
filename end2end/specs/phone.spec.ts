import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { box, chips, counted, expectList, facets, open, pageKinds, SOURCES, status } from "../archive.ts";

test.use({ expectedInConsole: [/Failed to load resource: the server responded with a status of 4\d\d/] });

/** The least height and width of what a finger aims at, in CSS pixels. */
const TARGET = 44;

for (const width of [390, 360]) {
  test(`nothing scrolls sideways at ${width} pixels`, { tag: "@phone" }, async ({ page, request }) => {
    test.slow();
    await page.setViewportSize({ width, height: 800 });
    for (const [kind, path] of await pageKinds(request)) {
      await page.goto(path);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide, `${kind} ${path}`).toBeLessThanOrEqual(0);
    }
  });
}

test("filters are in a sheet that says how many articles it leads to", { tag: "@phone" }, async ({ page, request }) => {
  const source = (await facets(request)).sources[0];
  await open(page, "/");
  await expect(box(page, SOURCES, source?.name ?? "")).toBeHidden();
  await opener(page).click();
  await box(page, SOURCES, source?.name ?? "").check();
  const see = page.getByRole("button", { name: new RegExp(`^Voir\\s${source?.count}\\sarticles$`) });
  await see.click();
  await expect(box(page, SOURCES, source?.name ?? "")).toBeHidden();
  await expect(status(page)).toContainText(counted(source?.count ?? 0));
  await expectList(page, request, `source=${source?.slug}`);
  await expect(chips(page)).toHaveCount(1);
});

test("the sheet closes without a choice", { tag: "@phone" }, async ({ page }) => {
  await open(page, "/");
  await opener(page).click();
  await page.getByRole("button", { name: "Fermer" }).click();
  await expect(page.getByRole("button", { name: "Fermer" })).toBeHidden();
});

test("what a finger aims at is large enough", { tag: "@phone" }, async ({ page, request }) => {
  const source = (await facets(request)).sources[0];
  await open(page, `/?source=${source?.slug}`);
  const small = await tooSmall(page, "header a, header button, nav a, main button, main form input, main select");
  await opener(page).click();
  small.push(...(await tooSmall(page, "[popover] button, [popover] label, [popover] a, [role=dialog] button")));
  expect([...new Set(small)]).toEqual([]);
});

const opener = (page: Page) => page.getByRole("button", { name: /^Filtres/ });

/** Visible targets smaller than a fingertip, hidden ones and native boxes inside their labels left out. */
function tooSmall(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).evaluateAll(
    (all, least) =>
      all
        .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        .filter((element) => !element.closest("label") || element.matches("label"))
        .filter((element) => !element.closest(".vh") && element.getAttribute("type") !== "hidden")
        .map((element) => ({ element, size: element.getBoundingClientRect() }))
        .filter(({ size }) => size.width > 1 && size.height > 1 && size.height < least - 0.5)
        .map(({ element, size }) => {
          const name = element.getAttribute("aria-label") ?? element.textContent?.trim() ?? "";
          return `${element.tagName.toLowerCase()} “${name.slice(0, 40)}”: ${Math.round(size.height)} px high`;
        }),
    TARGET,
  );
}
