import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { open, pageKinds } from "../archive.ts";
import { STATES } from "../states.ts";

test.use({ expectedInConsole: [/Failed to load resource: the server responded with a status of 4\d\d/] });

/** The day on which the reader reads: a citation says it. */
const TODAY = new Date("2026-11-05T12:00:00");

for (const lang of ["fr", "en"] as const) {
  test(`every kind of page and every state, ${lang}`, async ({ page, request, isMobile }, { project }) => {
    test.setTimeout(240_000);
    await page.clock.setFixedTime(TODAY);
    const folder = `${project.name}-${lang}`;
    for (const [kind, path] of await pageKinds(request)) {
      await open(page, `${path}${path.includes("?") ? "&" : "?"}lang=${lang}`);
      await same(page, folder, kind);
    }
    for (const { name, on, reach } of STATES) {
      if (on !== "both" && (on === "phone") !== isMobile) continue;
      await reach(page, request, lang);
      await same(page, folder, name);
    }
  });
}

test.describe("with its service worker", () => {
  test.use({ serviceWorkers: "allow" });

  for (const lang of ["fr", "en"] as const) {
    test(`the page of reading offline, ${lang}`, async ({ page }, { project }) => {
      test.setTimeout(120_000);
      await page.clock.setFixedTime(TODAY);
      await page.goto(`/-/offline?lang=${lang}`);
      // The room in a browser is each machine's own, and the copy is of the day on which it is made.
      for (const part of ["room", "said"]) {
        await page.locator(`[data-part="${part}"]`).evaluate((line) => line.style.setProperty("visibility", "hidden"));
      }
      const keep = page.locator('[data-part="keep"]');
      await expect(keep).toBeVisible({ timeout: 90_000 });
      await same(page, `${project.name}-${lang}`, "reading offline");
      await keep.click();
      await expect(page.locator('[data-part="remove"]')).toBeVisible({ timeout: 90_000 });
      await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
      await same(page, `${project.name}-${lang}`, "the archive is kept");
    });
  }
});

/** Expects the page to look as it did when the picture was kept. */
async function same(page: Page, folder: string, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await expect.soft(page).toHaveScreenshot([folder, `${name.replaceAll(" ", "-")}.png`]);
}
