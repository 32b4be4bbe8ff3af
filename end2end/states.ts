import { expect, type APIRequestContext, type Page } from "@playwright/test";
import { facets, findPost, main, open, searchbox } from "./archive.ts";

/** A language of the interface. */
export type Lang = "fr" | "en";

/** What is pressed on the way to a state. */
const WORDS = {
  fr: { filters: /^Filtres/, close: "Fermer", exclude: "Exclure" },
  en: { filters: /^Filters/, close: "Close", exclude: "Exclude" },
};

/** An address in a language; French is the archive's own. */
const at = (path: string, lang: Lang): string => (lang === "fr" ? path : `${path}${path.includes("?") ? "&" : "?"}lang=${lang}`);

/** A page in the middle of something: its name, whether only a phone has it, and how one gets there. */
export interface State {
  name: string;
  on: "desk" | "phone" | "both";
  reach(page: Page, request: APIRequestContext, lang: Lang): Promise<void>;
}

/** What a page shows only while one does something with it. */
export const STATES: State[] = [
  {
    name: "suggestions",
    on: "both",
    reach: async (page, _, lang) => {
      await open(page, at("/", lang));
      await searchbox(page).pressSequentially("lo");
      await expect(page.getByRole("listbox", { name: "Suggestions" }).getByRole("option").first()).toBeVisible();
    },
  },
  {
    name: "chosen and excluded",
    on: "desk",
    reach: async (page, request, lang) => {
      const { sources } = await facets(request);
      await open(page, at(`/?source=${sources[0]?.slug}&from=2016`, lang));
      await page.getByRole("button", { name: `${WORDS[lang].exclude} ${sources[1]?.name}`, exact: true }).click();
      await expect(page.getByRole("checkbox", { name: sources[0]?.name ?? "" }).first()).toBeChecked();
    },
  },
  {
    name: "sheet of filters",
    on: "phone",
    reach: async (page, _, lang) => {
      await open(page, at("/", lang));
      await page.getByRole("button", { name: WORDS[lang].filters }).click();
      await expect(page.getByRole("button", { name: WORDS[lang].close })).toBeVisible();
    },
  },
  {
    name: "citation",
    on: "both",
    reach: async (page, request, lang) => {
      const post = await findPost(request, "a source", (post) => !!post.source && !!post.author);
      await open(page, at(post.url, lang));
      await page.locator("#cite summary").click();
      await expect(page.locator("#iso")).toBeVisible();
      await page.locator("#cite").evaluate((box) => box.scrollIntoView({ block: "center", behavior: "instant" }));
    },
  },
  {
    name: "viewer of pictures",
    on: "both",
    reach: async (page, request, lang) => {
      const post = await findPost(request, "a picture", (post) => /src="\/media\/[^"]+"[^>]*width="[4-9]\d\d/.test(post.body_html));
      await open(page, at(post.url, lang));
      await main(page).locator(".body a:has(img)").first().click();
      await expect(page.locator("#viewer img")).toBeVisible();
      await page.locator("#viewer img").evaluate((img) => (img as HTMLImageElement).decode());
    },
  },
  {
    name: "inside a year",
    on: "both",
    reach: async (page, _, lang) => {
      await open(page, at("/?from=2018&to=2018", lang));
      await expect(page.locator(".timeline .bar")).toHaveCount(12);
    },
  },
  {
    name: "list of keys",
    on: "desk",
    reach: async (page, _, lang) => {
      await open(page, at("/", lang));
      await page.keyboard.press("?");
      await expect(page.locator("#keys")).toBeVisible();
    },
  },
];
