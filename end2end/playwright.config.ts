import { defineConfig, type PlaywrightTestConfig } from "@playwright/test";

export const desk = { viewport: { width: 1360, height: 1000 } };
export const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

/** What the tests and the screenshots have in common: the server, the browser, the reader. */
export const shared = {
  globalSetup: "./server.ts",
  outputDir: "../target/end2end/results",
  use: {
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      // The browser asks nobody but our server.
      args: ["--disable-quic", "--no-first-run", "--disable-sync"],
    },
  },
} satisfies PlaywrightTestConfig;

/**
 * Every spec runs with JavaScript on and off, unless its tag says where alone it makes sense: `@js` needs a living page,
 * `@phone` a small screen. Tests tagged `@everywhere` run on the phone too.
 */
export default defineConfig({
  ...shared,
  testDir: "specs",
  fullyParallel: true,
  forbidOnly: !!process.env["CI"],
  // A second try tells a slow machine from a broken page; what needed one is named in the summary.
  retries: 1,
  workers: 2,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: "../target/end2end/report.json" }]],
  // Copies that a service worker keeps have a spec of their own; everywhere else a test sees what the server sends.
  use: { ...shared.use, actionTimeout: 15_000, trace: "retain-on-failure", serviceWorkers: "block" },
  projects: [
    { name: "desk", use: desk, grepInvert: /@phone/ },
    { name: "desk-nojs", use: { ...desk, javaScriptEnabled: false }, grepInvert: /@phone|@js/ },
    { name: "phone", use: phone, grep: /@phone|@everywhere/ },
  ],
});
