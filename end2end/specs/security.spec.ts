import { expect, test } from "../fixtures.ts";
import { pageKinds } from "../archive.ts";

test.use({ expectedInConsole: [/Failed to load resource: the server responded with a status of 4\d\d/] });

test("every page is sent with a content policy that trusts nothing inline", async ({ request }) => {
  for (const [kind, path] of await pageKinds(request)) {
    const answer = await request.get(path);
    const policy = answer.headers()["content-security-policy"] ?? "";
    expect(policy, kind).toContain("default-src 'self'");
    expect(policy, kind).toMatch(/script-src 'self' 'wasm-unsafe-eval'/);
    expect(policy, kind).not.toContain("unsafe-inline");
    expect(policy, kind).not.toContain("'unsafe-eval'");
    expect(policy, kind).not.toContain("nonce-");
    expect(await answer.text(), kind).not.toMatch(/<[^>]+\sstyle=/);
  }
});

test("every kind of page is quiet", { tag: "@everywhere" }, async ({ page, request }) => {
  test.slow();
  for (const [kind, path] of await pageKinds(request)) {
    await page.goto(path, { waitUntil: "networkidle" });
    await expect(page.getByRole("main"), kind).toHaveCount(1);
    await expect(page.getByRole("heading", { level: 1 }), kind).toHaveCount(1);
  }
});
