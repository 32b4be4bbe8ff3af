import { defineConfig } from "@playwright/test";
import { shared } from "./playwright.config.ts";

/** The pictures of the README: `cargo xtask screenshots`. */
export default defineConfig({
  ...shared,
  testDir: "screenshots",
  workers: 1,
  reporter: "list",
});
