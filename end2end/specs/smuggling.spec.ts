import { expect } from "@playwright/test";
import { wake } from "../archive.ts";
import { OWN, test } from "../hostile.ts";

test("smuggled markup runs nothing, asks nobody and trips no policy", { tag: "@everywhere" }, async ({ page, hostile }) => {
  test.setTimeout(240_000);
  const seen: string[] = [];
  page.on("dialog", (dialog) => {
    seen.push(`dialog on ${page.url()}: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => seen.push(`error on ${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    if (!/status of 404|Service Worker registration blocked by Playwright/.test(message.text())) {
      seen.push(`console on ${page.url()}: ${message.text()}`);
    }
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(`${hostile.origin}/`) && !/^(data|blob):/.test(request.url())) {
      seen.push(`request on ${page.url()}: ${request.url()}`);
    }
  });
  expect(hostile.paths.length).toBeGreaterThan(OWN.length);
  for (const path of hostile.paths) {
    await page.goto(hostile.origin + path, { waitUntil: "load" });
    await expect(page.getByRole("main"), path).toHaveCount(1);
    // The application takes over what is smuggled too.
    await wake(page);
    expect(new URL(page.url()).origin, path).toBe(hostile.origin);
    const odd = page.locator("main :is(iframe, object, embed, form[action^='http'], base, meta, style, video, audio, [onerror], [onload], [srcdoc])");
    await expect(odd, path).toHaveCount(0);
  }
  expect(seen).toEqual([]);
});
