import { expect, test } from "../fixtures.ts";
import { open, pageKinds } from "../archive.ts";
import { seriousTroubles } from "../axe.ts";

test.use({ expectedInConsole: [/Failed to load resource: the server responded with a status of 4\d\d/] });

for (const scheme of ["light", "dark"] as const) {
  test(`axe finds nothing serious on any kind of page, ${scheme}`, { tag: ["@js", "@everywhere"] }, async ({ page, request }) => {
    test.slow();
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    const serious: string[] = [];
    for (const [kind, path] of await pageKinds(request)) {
      await open(page, path);
      serious.push(...(await seriousTroubles(page)).map((trouble) => `${kind}: ${trouble}`));
    }
    expect(serious).toEqual([]);
  });
}
