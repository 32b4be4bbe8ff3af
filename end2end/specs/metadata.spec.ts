import { expect, test } from "../fixtures.ts";
import { open, pageKinds } from "../archive.ts";

test("every page says what it is: title, description, address, card, data", async ({ page, request }) => {
  test.slow();
  const titles = new Map<string, string>();
  for (const [kind, path] of await pageKinds(request)) {
    if (kind === "not found" || kind === "a filter not understood") continue;
    await open(page, path);
    const title = await page.title();
    expect(title, kind).not.toBe("");
    expect(titles.get(title), `${kind} has the title of ${titles.get(title)}`).toBeUndefined();
    if (!path.includes("?")) titles.set(title, kind);
    await expect(page.locator("head meta[name=description]"), kind).toHaveAttribute("content", /\S/);
    await expect(page.locator("head link[rel=canonical]"), kind).toHaveCount(1);
    for (const property of ["og:title", "og:url", "og:type"]) {
      await expect(page.locator(`head meta[property="${property}"]`), kind).toHaveAttribute("content", /\S/);
    }
    const data = await page.locator('script[type="application/ld+json"]').first().textContent();
    expect((JSON.parse(data ?? "") as { "@context"?: string })["@context"], kind).toContain("schema.org");
  }
});

test("without JavaScript or with it, a page is the same", { tag: "@js" }, async ({ page, request }) => {
  test.slow();
  for (const [kind, path] of (await pageKinds(request)).filter(([kind]) => !/not/.test(kind))) {
    const sent = await (await request.get(path)).text();
    // A tab that has seen a list offers the way back to it, which the server does not know.
    await page.evaluate(() => { try { sessionStorage.clear(); } catch { /* no page yet */ } });
    await open(page, path);
    const [before, after] = await page.evaluate((html) => {
      const text = (root: Document) => root.querySelector("main")?.textContent.replace(/\s+/g, " ").trim() ?? "";
      return [text(new DOMParser().parseFromString(html, "text/html")), text(document)];
    }, sent);
    // The filters' button counts as soon as the page is alive.
    const still = (text: string | undefined) => text?.replace(/Appliquer|Voir [\d\s]+articles?/g, "");
    expect(still(after), kind).toBe(still(before));
  }
});
