import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { open, pageKinds } from "../archive.ts";
import { STATES } from "../states.ts";

test.use({ expectedInConsole: [/Failed to load resource: the server responded with a status of 4\d\d/] });

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * The suggestions scroll and are no stop of the Tab key: the arrows in the search field go through them and bring each into
 * view. axe knows that pattern for the role `combobox` only, and ours stays a plain searchbox.
 */
const BY_ARROWS = /^<div class="suggestions" id="suggestions" role="listbox"/;

interface Found {
  violations: { id: string; impact: string; help: string; nodes: { html: string; failureSummary: string }[] }[];
}

/** What axe finds on the page as it stands, whatever it weighs. */
async function found(page: Page, where: string): Promise<string[]> {
  // Evaluated by the test tool, not by the page: its content policy stays as it is.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<Found> } }).axe.run());
  return violations.flatMap(({ id, impact, help, nodes: all }) => {
    const nodes = all.filter(({ html }) => id !== "scrollable-region-focusable" || !BY_ARROWS.test(html));
    const [first] = nodes;
    if (!first) return [];
    return `${where}: ${impact} ${id} (${help}), ${nodes.length} times: ${first.html.slice(0, 160)} ${first.failureSummary}`;
  });
}

for (const scheme of ["light", "dark"] as const) {
  for (const lang of ["fr", "en"]) {
    test(`axe finds nothing on any kind of page, ${scheme}, ${lang}`, { tag: ["@js", "@everywhere"] }, async ({ page, request }) => {
      test.setTimeout(180_000);
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      const all: string[] = [];
      for (const [kind, path] of await pageKinds(request)) {
        await open(page, `${path}${path.includes("?") ? "&" : "?"}lang=${lang}`);
        all.push(...(await found(page, kind)));
      }
      expect(all).toEqual([]);
    });
  }

  test(`axe finds nothing while one does something, ${scheme}`, { tag: ["@js", "@everywhere"] }, async ({ page, request, isMobile }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    const all: string[] = [];
    for (const { name, on, reach } of STATES) {
      if (on !== "both" && (on === "phone") !== isMobile) continue;
      await reach(page, request);
      all.push(...(await found(page, name)));
    }
    expect(all).toEqual([]);
  });
}
