import { resolve } from "node:path";
import { defineConfig } from "@playwright/test";
import { desk, phone, shared } from "./playwright.config.ts";

const launchOptions = {
  ...shared.use.launchOptions,
  env: { ...process.env, FONTCONFIG_FILE: resolve(import.meta.dirname, "gallery/fonts.conf") } as Record<string, string>,
};
const light = { colorScheme: "light", launchOptions } as const;
const dark = { colorScheme: "dark", launchOptions } as const;
// A picture of a phone is kept at one pixel a point: it is to be compared, and kept small.
const small = { ...phone, deviceScaleFactor: 1 };

/** How every page looks: compared with the pictures kept in `gallery/pictures`, and shown in `target/end2end/gallery`. */
export default defineConfig({
  ...shared,
  outputDir: "../target/end2end/gallery/results",
  testDir: "gallery",
  snapshotPathTemplate: "{testDir}/pictures/{arg}{ext}",
  fullyParallel: true,
  workers: 2,
  reporter: [
    ["list"],
    ["json", { outputFile: "../target/end2end/gallery.json" }],
    ["./gallery/report.ts"],
  ],
  expect: {
    timeout: 10_000,
    // Pictures are kept with few colours, and another Chromium draws letters a little otherwise.
    toHaveScreenshot: { threshold: 0.3, maxDiffPixelRatio: 0.004, animations: "disabled", caret: "hide" },
  },
  projects: [
    { name: "desk-light", use: { ...desk, ...light } },
    { name: "desk-dark", use: { ...desk, ...dark } },
    { name: "phone-light", use: { ...small, ...light } },
    { name: "phone-dark", use: { ...small, ...dark } },
  ],
});
