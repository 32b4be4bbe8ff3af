import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { box, expectList, facets, results, searchbox, SOURCES, status, TAGS, wake } from "../archive.ts";

/** Keeps the module from arriving until it is let go. */
async function holdModule(page: Page): Promise<() => void> {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

test("a page is drawn before anything of the application is asked for @js", async ({ page }) => {
  await page.goto("/");
  await wake(page);
  const late = await page.evaluate(() => {
    const [document] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    const files = performance.getEntriesByType("resource").filter(({ name }) => /\/pkg\/.*\.(js|wasm)$/.test(name));
    return files.map((file) => file.startTime >= (document?.loadEventStart ?? Infinity));
  });
  // the script, the module, and what comes after it
  expect(late.length).toBeGreaterThanOrEqual(2);
  expect(late).not.toContain(false);
  await expect(page.locator("link[rel=modulepreload], link[rel=preload][as=fetch]")).toHaveCount(0);
});

test("the application comes beside the page and waits for a sign of the reader @js", async ({ page }) => {
  const module = page.waitForResponse(/\.wasm$/);
  await page.goto("/");
  await (await module).finished();
  await expect(page.locator("html")).not.toHaveAttribute("data-live");
  await wake(page);
});

test("a page that is left alone comes alive by itself @js", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("data-live", "", { timeout: 15_000 });
});

test("what is chosen before the application is there is asked for when it is @js", async ({ page, request }) => {
  const { sources, tags } = await facets(request);
  const letGo = await holdModule(page);
  await page.goto("/");
  await box(page, SOURCES, sources[0]?.name ?? "").check();
  await box(page, TAGS, tags[0]?.name ?? "").check();
  letGo();
  const filter = `source=${sources[0]?.slug}&tag=${tags[0]?.slug}`;
  await expect(page).toHaveURL((url) => url.search === `?${filter}`);
  await expectList(page, request, filter);
  await expect(box(page, SOURCES, sources[0]?.name ?? "")).toBeChecked();
  await page.goBack();
  await expect(page).toHaveURL((url) => url.search === "");
  await expectList(page, request, "");
});

test("words typed before the application is there are searched when it is @js", async ({ page, request }) => {
  const letGo = await holdModule(page);
  await page.goto("/");
  await searchbox(page).pressSequentially("logement");
  letGo();
  await expect(page).toHaveURL(/\?q=logement$/);
  await expectList(page, request, "q=logement");
  await expect(searchbox(page)).toHaveValue("logement");
});

test("links and forms answer without the application @js", async ({ page }) => {
  const letGo = await holdModule(page);
  await page.goto("/");
  await results(page).first().getByRole("heading").getByRole("link").click();
  await expect(page.locator("article.post, main article").first()).toBeVisible();
  await page.goto("/");
  await searchbox(page).fill("logement");
  await searchbox(page).press("Enter");
  await expect(page).toHaveURL(/q=logement/);
  await expect(status(page)).toContainText(/\d/);
  letGo();
});

test.describe("where the engine does not come", () => {
  test.use({ expectedInConsole: [/status of 503/] });

  test.beforeEach(async ({ page }) => {
    await page.route("**/relire-later.*", (route) => route.fulfill({ status: 503 }));
  });

  test("the server answers what is chosen @js", async ({ page, request }) => {
    const { sources } = await facets(request);
    await page.goto("/");
    await wake(page);
    await box(page, SOURCES, sources[0]?.name ?? "").check();
    await expectList(page, request, `source=${sources[0]?.slug}`);
  });

  test("a page with marked words stays as the server wrote it @js", async ({ page }) => {
    await page.goto("/?q=logement");
    const tried = page.waitForResponse(/relire-later/);
    await page.mouse.move(1, 1);
    await tried;
    await expect(page.locator("html")).not.toHaveAttribute("data-live");
    await expect(results(page).locator("mark").first()).toBeVisible();
  });
});

test("the engine is sent for once the page is taken over @js", async ({ page }) => {
  const engine = page.waitForRequest(/\/relire-later\.[^/]+\.wasm$/);
  await page.goto("/");
  await wake(page);
  await engine;
});
