import { expect, test } from "../fixtures.ts";
import { open, pageKinds } from "../archive.ts";
import { found } from "../axe.ts";
import { STATES } from "../states.ts";

test.use({ expectedInConsole: [/Failed to load resource: the server responded with a status of 4\d\d/] });

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
      await reach(page, request, "fr");
      all.push(...(await found(page, name)));
    }
    expect(all).toEqual([]);
  });
}
