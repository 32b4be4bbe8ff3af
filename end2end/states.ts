import { expect, type APIRequestContext, type Page } from "@playwright/test";
import { box, facets, findPost, group, main, open, searchbox, SOURCES } from "./archive.ts";

/** A page in the middle of something: its name, whether only a phone has it, and how one gets there. */
export interface State {
  name: string;
  on: "desk" | "phone" | "both";
  reach(page: Page, request: APIRequestContext): Promise<void>;
}

/** What a page shows only while one does something with it. */
export const STATES: State[] = [
  {
    name: "suggestions",
    on: "both",
    reach: async (page) => {
      await open(page, "/");
      await searchbox(page).pressSequentially("lo");
      await expect(page.getByRole("listbox", { name: "Suggestions" }).getByRole("option").first()).toBeVisible();
    },
  },
  {
    name: "chosen and excluded",
    on: "desk",
    reach: async (page, request) => {
      const { sources } = await facets(request);
      await open(page, `/?source=${sources[0]?.slug}&from=2016`);
      await group(page, SOURCES).getByRole("button", { name: `Exclure ${sources[1]?.name}`, exact: true }).click();
      await expect(box(page, SOURCES, sources[0]?.name ?? "")).toBeChecked();
    },
  },
  {
    name: "sheet of filters",
    on: "phone",
    reach: async (page) => {
      await open(page, "/");
      await page.getByRole("button", { name: /^Filtres/ }).click();
      await expect(page.getByRole("button", { name: "Fermer" })).toBeVisible();
    },
  },
  {
    name: "citation",
    on: "both",
    reach: async (page, request) => {
      const post = await findPost(request, "a source", (post) => !!post.source && !!post.author);
      await open(page, post.url);
      await page.locator("#cite summary").click();
      await expect(page.locator("#iso")).toBeVisible();
      await page.locator("#cite").evaluate((box) => box.scrollIntoView({ block: "center", behavior: "instant" }));
    },
  },
  {
    name: "viewer of pictures",
    on: "both",
    reach: async (page, request) => {
      const post = await findPost(request, "a picture", (post) => /src="\/media\/[^"]+"[^>]*width="[4-9]\d\d/.test(post.body_html));
      await open(page, post.url);
      await main(page).locator(".body a:has(img)").first().click();
      await expect(page.locator("#viewer img")).toBeVisible();
      await page.locator("#viewer img").evaluate((img) => (img as HTMLImageElement).decode());
    },
  },
  {
    name: "list of keys",
    on: "desk",
    reach: async (page) => {
      await open(page, "/");
      await page.keyboard.press("?");
      await expect(page.locator("#keys")).toBeVisible();
    },
  },
];
