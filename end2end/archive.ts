import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, type APIRequestContext, type Locator, type Page } from "@playwright/test";

/** What the JSON API says, which is what the pages are compared with. */
export interface Label {
  slug: string;
  name: string;
}
export interface Counted extends Label {
  count: number;
}
export interface Post {
  id: string;
  url: string;
  title: string;
  date: string | null;
  lang: string;
  source: Label | null;
  tags: Label[];
  mentions: { handle: string }[];
  author: Label | null;
  excerpt: string;
  continue_url: string | null;
  comments: number;
}
export interface WholePost extends Post {
  body_html: string;
  related: { id: string; url: string; title: string }[];
  links: { url: string; text: string; status: "ok" | "moved" | "dead" | "unknown" }[];
  comments_tree: { author: string; html: string; children: unknown[] }[];
}
export interface List {
  total: number;
  posts: Post[];
}
export interface Facets {
  total: number;
  sources: Counted[];
  tags: Counted[];
  mentions: Counted[];
  authors: Counted[];
  months: { month: string; count: number }[];
}

/** The facets: their legend, their parameter, where all their values are, where one of them is. */
export const FACETS = [
  { legend: "Sources", parameter: "source", key: "sources", all: "/sources/" },
  { legend: "Mots-clés", parameter: "tag", key: "tags", all: "/tags/" },
  { legend: "Comptes cités", parameter: "mention", key: "mentions", all: "/mentions/" },
  { legend: "Auteurs", parameter: "author", key: "authors", all: "/authors/" },
] as const;
export type Facet = (typeof FACETS)[number];
export const [SOURCES, TAGS, MENTIONS] = FACETS;

export async function json<T>(request: APIRequestContext, path: string): Promise<T> {
  const answer = await request.get(path);
  expect(answer.status(), path).toBe(200);
  return (await answer.json()) as T;
}

export const posts = (request: APIRequestContext, query = ""): Promise<List> =>
  json<List>(request, `/api/posts?per_page=100&${query}`);

export const facets = (request: APIRequestContext, query = ""): Promise<Facets> =>
  json<Facets>(request, `/api/facets?${query}`);

/** The first post of the archive for which something holds, read whole. */
export async function findPost(
  request: APIRequestContext,
  what: string,
  holds: (post: WholePost) => boolean,
): Promise<WholePost> {
  for (const post of (await posts(request)).posts) {
    const whole = await json<WholePost>(request, `/api/posts/${post.id}`);
    if (holds(whole)) return whole;
  }
  throw new Error(`the demo archive has no post with ${what}`);
}

/** Opens a page and, where there is JavaScript, waits until it answers by itself and has what it fetches ahead. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  if (await wake(page)) await page.waitForLoadState("networkidle");
}

/** A first sign of a reader, at which the application takes the page over; waits until it has. False without JavaScript. */
export async function wake(page: Page): Promise<boolean> {
  const html = page.locator("html");
  if ((await html.getAttribute("data-js")) === null) return false;
  // A page that the server alone renders starts no application.
  if ((await page.locator("script[data-wasm]").count()) === 0) return false;
  await page.mouse.move(1, 1);
  await expect(html).toHaveAttribute("data-live", "");
  return true;
}

export const main = (page: Page): Locator => page.getByRole("main");
export const status = (page: Page): Locator => page.getByRole("status");
export const results = (page: Page): Locator => main(page).getByRole("article");
export const group = (page: Page, facet: Facet): Locator => page.getByRole("group", { name: facet.legend, exact: true });
export const searchbox = (page: Page): Locator => page.getByRole("search").getByRole("searchbox");
export const chips = (page: Page): Locator =>
  page.getByRole("list", { name: "Filtres choisis" }).getByRole("button", { name: /^Retirer/ });

/** What the accessible name of a value's box begins with. */
const beginsWith = (name: string): RegExp => new RegExp(`^[#@]?${escaped(name)}(?![\\p{L}\\d])`, "iu");

/** The box of a value. Its name begins with its label. */
export const box = (page: Page, facet: Facet, name: string): Locator =>
  group(page, facet).getByRole("checkbox", { name: beginsWith(name) });

/** The line of a value: box, name and count. */
export const row = (page: Page, facet: Facet, name: string): Locator =>
  // The inner locator is sought inside each line, so that it must not begin at the group.
  group(page, facet).getByRole("listitem").filter({ has: page.getByRole("checkbox", { name: beginsWith(name) }) });

/** Ticks a value; without JavaScript, sends the form. */
export async function choose(page: Page, facet: Facet, name: string): Promise<void> {
  await box(page, facet, name).first().check();
  await apply(page);
}

/** Sends the form where the page does not answer by itself. */
export async function apply(page: Page): Promise<void> {
  if ((await page.locator("html").getAttribute("data-js")) !== null) return;
  await page.getByRole("button", { name: "Appliquer" }).first().click();
}

/** Expects the page to show what the API lists for a query. */
export async function expectList(page: Page, request: APIRequestContext, query: string): Promise<List> {
  const list = await json<List>(request, `/api/posts?${query}`);
  await expect(status(page)).toContainText(counted(list.total));
  await expect(results(page)).toHaveCount(list.posts.length);
  const links = results(page).getByRole("heading").getByRole("link");
  const shown = await links.evaluateAll((all) => all.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
  expect(shown).toEqual(list.posts.map((post) => new URL(post.url, "http://any").pathname));
  return list;
}

/** `5 articles`, as the status begins; French numbers have a narrow space, French nought and one are singular. */
export const counted = (total: number): RegExp =>
  new RegExp(`^\\s*${total.toLocaleString("fr").replace(/\s/g, "\\s")}\\sarticle${total > 1 ? "s" : ""}(?![a-z])`);

export const query = (page: Page): URLSearchParams => new URL(page.url()).searchParams;

export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
}

/** Native ids and paths of the published posts, from the demo's export itself. */
export function exported(): { id: string; path: string }[] {
  const file = resolve(import.meta.dirname, "../demo/veille-habitat.wordpress.xml");
  const items = readFileSync(file, "utf8").split("<item>").slice(1);
  const value = (item: string, tag: string): string =>
    new RegExp(`<${tag}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${tag}>`).exec(item)?.[1] ?? "";
  return items
    .filter((item) => value(item, "wp:status") === "publish" && value(item, "wp:post_type") === "post")
    .filter((item) => value(item, "wp:post_password") === "")
    .map((item) => ({ id: value(item, "wp:post_id"), path: new URL(value(item, "link")).pathname }));
}

/** The kinds of page there are, each with one address. */
export async function pageKinds(request: APIRequestContext): Promise<[string, string][]> {
  const values = await facets(request);
  const post = await findPost(request, "comments", (post) => post.comments > 0);
  return [
    ["the archive", "/"],
    ["a filtered list", `/?source=${values.sources[0]?.slug}&q=logement`],
    ["nothing found", "/?q=xyzzyqwfp&from=2018"],
    ["a post", post.url],
    ["a page", "/a-propos/"],
    ["a source", `/source/${values.sources[0]?.slug}/`],
    ["a tag", `/tag/${values.tags[0]?.slug}/`],
    ["a year", `/${values.months[0]?.month.slice(0, 4)}/`],
    ["all sources", "/sources/"],
    ["all tags", "/tags/"],
    ["about", "/-/about"],
    ["curves", `/-/trends?q=loyer&q=tag:${values.tags[0]?.slug}`],
    ["not found", "/nothing-is-here/"],
    ["a filter not understood", "/?from=2018-13"],
  ];
}
