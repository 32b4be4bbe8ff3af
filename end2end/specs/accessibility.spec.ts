import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "../fixtures.ts";
import { open, pageKinds } from "../archive.ts";

test.use({ expectedInConsole: [/Failed to load resource: the server responded with a status of 4\d\d/] });

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Found {
  violations: { id: string; impact: string; help: string; nodes: { html: string; failureSummary: string }[] }[];
}

for (const scheme of ["light", "dark"] as const) {
  test(`axe finds nothing serious on any kind of page, ${scheme}`, { tag: ["@js", "@everywhere"] }, async ({ page, request }) => {
    test.slow();
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    const serious: string[] = [];
    for (const [kind, path] of await pageKinds(request)) {
      await open(page, path);
      // Evaluated by the test tool, not by the page: its content policy stays as it is.
      await page.evaluate(axe);
      const found = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<Found> } }).axe.run());
      for (const { id, impact, help, nodes } of found.violations) {
        if (impact !== "serious" && impact !== "critical") continue;
        serious.push(`${kind}: ${id} (${help}), ${nodes.length} times: ${nodes[0]?.html.slice(0, 160)} ${nodes[0]?.failureSummary}`);
      }
    }
    expect(serious).toEqual([]);
  });
}
