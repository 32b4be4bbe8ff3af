import { expect, test } from "../fixtures.ts";
import { facets, main, open, query, results, searchbox, SOURCES, group, status, counted } from "../archive.ts";

test("the first step leads past the navigation", async ({ page }) => {
  await open(page, "/");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Aller au contenu" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const inside = await main(page).evaluate((main) => main.contains(document.activeElement));
  expect(inside).toBe(true);
});

test("a slash leads to the search field", { tag: "@js" }, async ({ page }) => {
  await open(page, "/");
  await page.keyboard.press("/");
  await expect(searchbox(page)).toBeFocused();
  await expect(searchbox(page)).toHaveValue("");
});

test("arrows go along the timeline, Enter takes a month", { tag: "@js" }, async ({ page }) => {
  await open(page, "/");
  const timeline = page.getByRole("group", { name: "Articles par mois" });
  const bars = timeline.getByRole("link", { name: /\d{4}\s:\s\d+\sarticle/ });
  await timeline.locator("a[tabindex='0']").first().focus();
  await page.keyboard.press("Home");
  await expect(bars.first()).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(bars.nth(1)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/from=\d{4}-\d\d.*to=\d{4}-\d\d/);
  expect(query(page).get("from")).toBe(query(page).get("to"));
});

test("Shift and arrows stretch the period", { tag: "@js" }, async ({ page }) => {
  await open(page, "/");
  const timeline = page.getByRole("group", { name: "Articles par mois" });
  await timeline.locator("a[tabindex='0']").first().focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(page).toHaveURL((url) => {
    const [from, to] = [url.searchParams.get("from"), url.searchParams.get("to")];
    return !!from && !!to && from < to;
  });
});

test("a value is chosen with the space bar and the focus stays on it", { tag: "@js" }, async ({ page, request }) => {
  const source = (await facets(request)).sources[1];
  await open(page, "/");
  const value = group(page, SOURCES).getByRole("checkbox").nth(1);
  await value.focus();
  await page.keyboard.press("Space");
  await expect(status(page)).toContainText(counted(source?.count ?? 0));
  await expect(value).toBeChecked();
  await expect(value).toBeFocused();
});

test("every step of the keyboard can be seen", { tag: "@js" }, async ({ page }) => {
  await open(page, "/");
  const unseen: string[] = [];
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return undefined;
      const shows = (one: Element): boolean => {
        const style = getComputedStyle(one);
        return style.outlineStyle !== "none" && style.outlineWidth !== "0px";
      };
      // A field may show the focus on the frame around it.
      const seen = shows(element) || (!!element.parentElement && shows(element.parentElement)) || changesAround(element);
      function changesAround(one: Element): boolean {
        const label = one.closest("label, form, li");
        return !!label && (shows(label) || getComputedStyle(label).boxShadow !== "none");
      }
      return { name: `${element.tagName} ${element.getAttribute("aria-label") ?? element.textContent?.slice(0, 40)}`, seen };
    });
    if (focused && !focused.seen) unseen.push(focused.name);
  }
  expect(unseen).toEqual([]);
  await expect(results(page).first()).toBeVisible();
});
