import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { box, expectList, facets, open, query, TAGS } from "../archive.ts";

const timeline = (page: Page): Locator => page.getByRole("group", { name: "Articles par mois" });
const bars = (page: Page): Locator => timeline(page).getByRole("link", { name: /\d{4}\s:\s\d+\sarticle/ });
const handle = (page: Page, edge: "Début" | "Fin"): Locator =>
  timeline(page).getByRole("slider", { name: `${edge} de la période` });
const way = (page: Page): Locator => page.getByRole("navigation", { name: "Période montrée" });
const from = (page: Page): Locator => page.getByRole("textbox", { name: "Du", exact: true });
const to = (page: Page): Locator => page.getByRole("textbox", { name: "au", exact: true });

/** On a phone years lie over their months. */
const years = (page: Page): Locator => timeline(page).getByRole("link", { name: /^\d{4}$/ });

/** The date of a year's month, and where it is on the screen. */
async function monthOf(year: Locator, month: number): Promise<{ date: string; x: number; y: number }> {
  const box = await year.boundingBox();
  if (!box) throw new Error("it is not on the screen");
  const x = box.x + (box.width * (month - 0.5)) / 12;
  return { date: `${await dateOf(year)}-${String(month).padStart(2, "0")}`, x, y: box.y + box.height / 2 };
}

/** What a bar stands for, as the address says it. */
async function dateOf(bar: Locator): Promise<string> {
  const href = (await bar.getAttribute("href")) ?? "";
  return new URL(href, "http://any").searchParams.get("from") ?? "";
}

/** The middle of something on the screen. */
async function middle(of: Locator): Promise<{ x: number; y: number }> {
  const box = await of.boundingBox();
  if (!box) throw new Error("it is not on the screen");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** A finger that goes from one point to another. */
async function swipe(page: Page, start: { x: number; y: number }, end: { x: number; y: number }): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", points: { x: number; y: number }[]) =>
    browser.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  await touch("touchStart", [start]);
  for (let step = 1; step <= 8; step += 1) {
    const part = step / 8;
    await touch("touchMove", [{ x: start.x + (end.x - start.x) * part, y: start.y + (end.y - start.y) * part }]);
  }
  await touch("touchEnd", []);
}

const period = (first: string, last: string) => (url: URL) =>
  url.searchParams.get("from") === first && url.searchParams.get("to") === last;

test("dragging over the bars chooses what lies under the pointer", { tag: "@js" }, async ({ page, request }) => {
  await open(page, "/");
  const [one, other] = [bars(page).nth(30), bars(page).nth(52)];
  const [first, last] = [await dateOf(one), await dateOf(other)];
  const [start, end] = [await middle(one), await middle(other)];
  // From right to left is as good as from left to right.
  await page.mouse.move(end.x, end.y);
  await page.mouse.down();
  await page.mouse.move(start.x, start.y + 90, { steps: 12 });
  await expect(from(page), "the fields say what would be chosen").toHaveValue(first);
  await expect(to(page)).toHaveValue(last);
  expect(page.url(), "nothing is chosen before the button is let go").not.toContain("from=");
  await page.mouse.up();
  await expect(page).toHaveURL(period(first, last));
  await expectList(page, request, `from=${first}&to=${last}`);
  await expect(bars(page).nth(40)).toHaveAttribute("aria-current", "true");
  await expect(from(page)).toHaveValue(first);
  await page.goBack();
  await expect(page).toHaveURL((url) => url.search === "");
  await expect(from(page)).toHaveValue("");
});

test("Escape lets a drag come to nothing", { tag: "@js" }, async ({ page }) => {
  await open(page, "/");
  const [start, end] = [await middle(bars(page).nth(20)), await middle(bars(page).nth(60))];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 6 });
  await expect(from(page)).not.toHaveValue("");
  await page.keyboard.press("Escape");
  await expect(from(page)).toHaveValue("");
  await page.mouse.up();
  await expect(page).toHaveURL((url) => url.search === "");
  await expect(timeline(page).locator("[aria-current]")).toHaveCount(0);
});

test("a handle is dragged, and moves by keys", { tag: "@js" }, async ({ page, request }) => {
  await open(page, "/?from=2016&to=2019");
  const [first, last] = [handle(page, "Début"), handle(page, "Fin")];
  await expect(first).toHaveAttribute("aria-valuetext", /^janvier 2016/);
  await expect(last).toHaveAttribute("aria-valuetext", /^décembre 2019/);
  const [start, end] = [await middle(last), await middle(timeline(page).locator("a.bar[href*='from=2020-06']"))];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 6 });
  await page.mouse.up();
  await expect(page).toHaveURL(period("2016-01", "2020-06"));
  await expectList(page, request, "from=2016-01&to=2020-06");
  await first.focus();
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(period("2016-02", "2020-06"));
  await expect(first).toBeFocused();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(page).toHaveURL(period("2017-02", "2020-06"));
  await page.keyboard.press("Home");
  await expect(page).toHaveURL((url) => (url.searchParams.get("from") ?? "") < "2015" && url.searchParams.get("to") === "2020-06");
  await last.focus();
  await page.keyboard.press("End");
  // From end to end is the whole archive.
  await expect(page).toHaveURL((url) => url.search === "");
  await expect(last).toHaveAttribute("data-idle", "");
});

test("one handle does not pass the other, and the bars stay where they are meanwhile", { tag: "@js" }, async ({ page }) => {
  await open(page, "/?from=2018&to=2019");
  const count = await bars(page).count();
  await handle(page, "Fin").focus();
  await page.keyboard.press("Home");
  await expect(page).toHaveURL(period("2018-01", "2018-01"));
  await expect(bars(page)).toHaveCount(count);
  await expect(handle(page, "Fin")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(period("2018-01", "2018-02"));
  await page.goBack();
  await expect(page, "the steps of a handle are one choice").toHaveURL(period("2018", "2019"));
});

test("one goes in from year to month to day, and out again", async ({ page, request }) => {
  // Months leave out the period: all of them come.
  const { months } = await facets(request);
  const busy = months.filter(({ month }) => month.startsWith("2018")).reduce((a, b) => (b.count > a.count ? b : a));
  await open(page, "/");
  await timeline(page).getByRole("link", { name: "2018", exact: true }).click();
  await expect(page).toHaveURL(period("2018", "2018"));
  await expect(bars(page)).toHaveCount(12);
  await bars(page).nth(Number(busy.month.slice(5)) - 1).click();
  await expect(page).toHaveURL(period(busy.month, busy.month));
  const [year, month] = busy.month.split("-").map(Number);
  await expect(bars(page)).toHaveCount(new Date(Date.UTC(year ?? 0, month ?? 0, 0)).getUTCDate());
  await expectList(page, request, `from=${busy.month}&to=${busy.month}`);
  const day = timeline(page).locator("a.bar:not([aria-label*=': 0'])");
  const date = await dateOf(day.first());
  await day.first().click();
  await expect(page).toHaveURL(period(date, date));
  const list = await expectList(page, request, `from=${date}&to=${date}`);
  expect(list.total).toBeGreaterThan(0);
  await way(page).getByRole("link", { name: "2018", exact: true }).click();
  await expect(page).toHaveURL(period("2018", "2018"));
  await way(page).getByRole("link", { name: "Toute l’archive" }).click();
  await expect(page).toHaveURL((url) => url.search === "");
  await expect(way(page)).toHaveCount(0);
});

test("whoever goes in by keyboard keeps the focus in the timeline", { tag: "@js" }, async ({ page }) => {
  await open(page, "/?from=2018&to=2018");
  await bars(page).first().focus();
  await page.keyboard.press("End");
  await page.keyboard.press("PageUp");
  await expect(bars(page).nth(8)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(period("2018-09", "2018-09"));
  await expect(bars(page)).toHaveCount(30);
  await expect(bars(page).first()).toBeFocused();
});

test("years are reached by keyboard, and chosen several at once", { tag: ["@js", "@everywhere"] }, async ({ page }) => {
  await open(page, "/");
  const all = await years(page).count();
  const [second, third] = [await dateOf(years(page).nth(1)), await dateOf(years(page).nth(2))];
  await years(page).first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(years(page).nth(1)).toBeFocused();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(page).toHaveURL(period(second, third));
  await expect(years(page)).toHaveCount(all);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(period(third, third));
  await expect(bars(page)).toHaveCount(12);
});

test("on a phone nothing of the whole archive's timeline is too small for a finger", { tag: "@phone" }, async ({ page }) => {
  await open(page, "/");
  const sizes = await timeline(page).getByRole("link").evaluateAll((all) => all.map((link) => link.getBoundingClientRect()));
  expect(sizes.length).toBeGreaterThan(1);
  for (const { width, height } of sizes) {
    expect(width).toBeGreaterThanOrEqual(24);
    expect(height).toBeGreaterThanOrEqual(44);
  }
});

test("a table says the same as the bars", async ({ page, request }) => {
  const { tags } = await facets(request);
  for (const filter of [`tag=${tags[0]?.slug}`, `tag=${tags[0]?.slug}&from=2018&to=2018`, "from=2018-07&to=2018-07"]) {
    await open(page, `/?${filter}`);
    const { months } = await facets(request, filter);
    const shown = new URLSearchParams(filter).get("from") ?? "";
    const expected = months.filter(({ month }) => month.startsWith(shown)).reduce((sum, { count }) => sum + count, 0);
    const cells = timeline(page).locator("tbody tr td:last-child");
    const numbers = (await cells.allTextContents()).map((text) => Number(text.replace(/\D/g, "")));
    expect(numbers.reduce((a, b) => a + b, 0), filter).toBe(expected);
    expect(numbers.length).toBe(shown === "" ? new Set((await facets(request)).months.map(({ month }) => month.slice(0, 4))).size : await bars(page).count());
  }
});

test("a choice among facets leaves the timeline where it is", { tag: "@js" }, async ({ page, request }) => {
  const tag = (await facets(request, "from=2018&to=2018")).tags[0];
  await open(page, "/?from=2018&to=2018");
  await box(page, TAGS, tag?.name ?? "").check();
  await expect(page).toHaveURL((url) => url.searchParams.get("tag") === tag?.slug);
  await expect(bars(page)).toHaveCount(12);
  const matching = timeline(page).locator("path.ink");
  await expect(matching).not.toHaveAttribute("d", "");
  expect(await timeline(page).locator("path.all").getAttribute("d"), "the whole stays in grey").not.toBe("");
});

test("a finger along the timeline chooses, a finger across it scrolls", { tag: "@phone" }, async ({ page, request }) => {
  await open(page, "/");
  const [start, end] = [await monthOf(years(page).nth(3), 2), await monthOf(years(page).nth(6), 9)];
  await swipe(page, start, end);
  await expect(page).toHaveURL(period(start.date, end.date));
  await expectList(page, request, `from=${start.date}&to=${end.date}`);
  expect(await page.evaluate(() => scrollY)).toBe(0);
  const before = query(page).toString();
  const across = await middle(years(page).nth(5));
  await swipe(page, across, { x: across.x, y: across.y - 160 });
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(40);
  expect(query(page).toString()).toBe(before);
});

test("a handle follows a finger", { tag: "@phone" }, async ({ page }) => {
  await open(page, "/?from=2016&to=2019");
  const target = await monthOf(years(page).nth(1), 3);
  const start = await middle(handle(page, "Début"));
  await swipe(page, start, { x: target.x, y: start.y });
  await expect(page).toHaveURL(period(target.date, "2019-12"));
});

test("a finger goes into a year, whose months are wide enough for it", { tag: "@phone" }, async ({ page }) => {
  await open(page, "/");
  const year = await dateOf(years(page).nth(3));
  await years(page).nth(3).tap();
  await expect(page).toHaveURL(period(year, year));
  await expect(bars(page)).toHaveCount(12);
  await bars(page).nth(6).tap();
  await expect(page).toHaveURL(period(`${year}-07`, `${year}-07`));
  const { x } = await middle(way(page).getByRole("link", { name: "Toute l’archive" }));
  expect(x).toBeGreaterThan(0);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
});
