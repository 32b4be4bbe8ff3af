import { expect, test as base, type Page } from "@playwright/test";

/** Lines in the console that a test brings about on purpose: the browser reports a page that is not found as an error. */
type Options = { expectedInConsole: RegExp[] };

/**
 * A test fails when the page writes a line into the console, throws, fails to load something, or asks anybody but our
 * server for anything.
 */
export const test = base.extend<Options & { guard: void }>({
  expectedInConsole: [[], { option: true }],
  baseURL: async ({}, use) => {
    await use(process.env["BASE_URL"]);
  },
  guard: [
    async ({ page, context, baseURL, javaScriptEnabled, expectedInConsole }, use) => {
      const seen: string[] = [];
      const guarded = (page: Page): void => watch(page, baseURL ?? "", javaScriptEnabled ?? true, seen);
      guarded(page);
      context.on("page", guarded);
      await use();
      const unexpected = seen.filter((line) => !expectedInConsole.some((expected) => expected.test(line)));
      expect(unexpected, "the page is quiet and speaks to this server only").toEqual([]);
    },
    { auto: true },
  ],
});

function watch(page: Page, origin: string, hasScripts: boolean, seen: string[]): void {
  page.on("console", (message) => {
    // What the test runner itself says where it lets no service worker in.
    if (message.text() === "Service Worker registration blocked by Playwright") return;
    seen.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => seen.push(`error: ${error.message}`));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    // A browser without JavaScript fetches no script, and calls that a failure.
    if (!hasScripts && request.resourceType() === "script") return;
    // A navigation ends what the page before it still loaded.
    if (why !== "net::ERR_ABORTED") seen.push(`failed: ${request.url()} ${why}`);
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith("data:") && !url.startsWith("blob:")) {
      seen.push(`third party: ${url}`);
    }
  });
}

export { expect };
