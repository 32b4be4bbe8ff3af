import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { open, pageKinds } from "../archive.ts";
import { STATES } from "../states.ts";

test.use({ expectedInConsole: [/Failed to load resource: the server responded with a status of 4\d\d/] });

/** The day on which the reader reads: a citation says it. */
const TODAY = new Date("2026-11-05T12:00:00");

for (const lang of ["fr", "en"]) {
  test(`every kind of page and every state, ${lang}`, async ({ page, request, isMobile }, { project }) => {
    test.setTimeout(240_000);
    await page.clock.setFixedTime(TODAY);
    const folder = `${project.name}-${lang}`;
    for (const [kind, path] of await pageKinds(request)) {
      await open(page, `${path}${path.includes("?") ? "&" : "?"}lang=${lang}`);
      await same(page, folder, kind);
    }
    if (lang !== "fr") return;
    // States are reached by their French names; their words are those of the pages.
    for (const { name, on, reach } of STATES) {
      if (on !== "both" && (on === "phone") !== isMobile) continue;
      await reach(page, request);
      await same(page, folder, name);
    }
  });
}

/** Expects the page to look as it did when the picture was kept. */
async function same(page: Page, folder: string, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await expect.soft(page).toHaveScreenshot([folder, `${name.replaceAll(" ", "-")}.png`]);
}
