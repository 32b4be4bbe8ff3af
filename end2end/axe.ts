import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Found {
  violations: { id: string; impact: string; help: string; nodes: { html: string; failureSummary: string }[] }[];
}

/** What axe finds serious or critical on a page as it stands, a line each. */
export async function seriousTroubles(page: Page): Promise<string[]> {
  // Evaluated by the test tool, not by the page: its content policy stays as it is.
  await page.evaluate(axe);
  const found = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<Found> } }).axe.run());
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => `${id} (${help}), ${nodes.length} times: ${nodes[0]?.html.slice(0, 160)} ${nodes[0]?.failureSummary}`);
}
