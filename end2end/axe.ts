import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";

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
export async function found(page: Page, where: string): Promise<string[]> {
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
