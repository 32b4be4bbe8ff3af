import { defineConfig } from "@playwright/test";
import type { Kind } from "./browsers/driver.ts";
import { shared } from "./playwright.config.ts";

/** The main tasks of a reader in the browsers that are not Chromium. */
export default defineConfig<object, { kind: Kind }>({
  globalSetup: shared.globalSetup,
  outputDir: "../target/end2end/browsers",
  testDir: "browsers",
  workers: 1,
  retries: 1,
  timeout: 90_000,
  reporter: [["list"], ["json", { outputFile: "../target/end2end/browsers.json" }]],
  projects: [
    { name: "Firefox", use: { kind: "firefox" } },
    { name: "WebKitGTK", use: { kind: "webkitgtk" } },
  ],
});
