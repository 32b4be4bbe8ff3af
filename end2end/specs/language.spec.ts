import { expect, test } from "../fixtures.ts";
import { counted, facets, open, status } from "../archive.ts";

test("the interface is French unless asked otherwise", async ({ page, request }) => {
  const { total } = await facets(request);
  await open(page, "/");
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await expect(status(page)).toContainText(counted(total));
});

test("English is a link away, and so is French", async ({ page, request }) => {
  const { total } = await facets(request);
  await open(page, "/?q=logement");
  await page.getByRole("link", { name: "English" }).click();
  await expect(page).toHaveURL((url) => url.searchParams.get("lang") === "en" && url.searchParams.get("q") === "logement");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(status(page)).toHaveText(new RegExp(`articles? of ${total}`));
  await expect(page.getByRole("group", { name: "Sources", exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Français" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
});

test("a language is kept from page to page", async ({ page }) => {
  await open(page, "/?lang=en");
  await page.getByRole("main").getByRole("article").getByRole("heading").getByRole("link").first().click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeAttached();
});
