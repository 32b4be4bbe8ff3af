import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures.ts";
import { findPost, main, open, pageKinds, results } from "../../archive.ts";

test.use({ expectedInConsole: [/Failed to load resource: the server responded with a status of 4\d\d/] });

/** Texts that are seen and whose box hides a part of them. What is there for the ear alone is left out, and excerpts, which say
 * by three dots that there is more behind their title. */
const cut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const texts = [...document.body.querySelectorAll<HTMLElement>("*")].filter((element) => {
      const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
      const { width, height } = element.getBoundingClientRect();
      return own && width > 1 && height > 1 && !element.closest(".vh, .excerpt, dialog, option, svg") && element.checkVisibility({ visibilityProperty: true });
    });
    const hides = (element: HTMLElement): boolean => {
      const { overflowX, overflowY } = getComputedStyle(element);
      const is = (way: string, inside: number, room: number): boolean => /hidden|clip/.test(way) && inside > room + 1;
      return is(overflowX, element.scrollWidth, element.clientWidth) || is(overflowY, element.scrollHeight, element.clientHeight);
    };
    return texts.filter((text) => hides(text)).map((text) => `${text.tagName} “${text.textContent?.slice(0, 40)}”`);
  });

const sideways = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

test("a page enlarged four times reads in one column, with nothing cut", { tag: "@js" }, async ({ page, request }) => {
  test.slow();
  await page.setViewportSize({ width: 320, height: 256 });
  for (const [kind, path] of await pageKinds(request)) {
    for (const lang of ["fr", "en"]) {
      await page.goto(`${path}${path.includes("?") ? "&" : "?"}lang=${lang}`);
      expect(await sideways(page), `${kind} ${path}`).toBeLessThanOrEqual(0);
      expect(await cut(page), `${kind} ${path}`).toEqual([]);
    }
  }
});

test.describe("with more space between lines, words and letters", () => {
  // The styles are a reader's own: the page's policy does not know them.
  test.use({ bypassCSP: true });

  for (const width of [1360, 390]) {
    test(`nothing is cut and nothing leaves the page at ${width} pixels`, { tag: "@js" }, async ({ page, request }) => {
      test.slow();
      await page.setViewportSize({ width, height: 900 });
      for (const [kind, path] of await pageKinds(request)) {
        await page.goto(path);
        await page.addStyleTag({
          content: "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }",
        });
        expect(await sideways(page), `${kind} ${path}`).toBeLessThanOrEqual(0);
        expect(await cut(page), `${kind} ${path}`).toEqual([]);
      }
    });
  }
});

test("in forced colours the timeline and the focus are still seen", { tag: "@js" }, async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await open(page, "/?from=2018&to=2019");
  const [drawn, system, ground] = await page.evaluate(() => {
    const colour = (name: string): string => {
      document.body.style.setProperty("--probe", name);
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.color = "var(--probe)";
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color;
    };
    const seen = [...document.querySelectorAll("main svg :is(rect, path)")].filter((shape) => shape.checkVisibility());
    const fills = new Set(seen.map((shape) => getComputedStyle(shape).fill).filter((fill) => fill !== "none"));
    return [[...fills], ["CanvasText", "GrayText", "LinkText", "Highlight"].map(colour), colour("Canvas")] as const;
  });
  // Bars of the timeline, shares of the facets, signs: in the system's colours, and not in that of the ground.
  expect(drawn.length).toBeGreaterThan(1);
  for (const fill of drawn) expect(system).toContain(fill);
  expect(drawn).not.toContain(ground);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
  expect(outline).not.toBe("none");
});

test("who wants no motion gets none", { tag: "@js" }, async ({ page, request }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.addInitScript(() => {
    const start = document.startViewTransition?.bind(document);
    document.startViewTransition = (change) => {
      document.documentElement.dataset["turned"] = "";
      return start(change);
    };
  });
  await open(page, "/");
  const moves = (): Promise<string[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll("*")]
        .filter((element) => {
          const { animationName, animationDuration, transitionDuration, scrollBehavior } = getComputedStyle(element);
          const lasts = (durations: string): boolean => durations.split(",").some((one) => Number.parseFloat(one) > 0.01);
          return (animationName !== "none" && lasts(animationDuration)) || lasts(transitionDuration) || scrollBehavior === "smooth";
        })
        .map((element) => element.outerHTML.slice(0, 80)),
    );
  expect(await moves()).toEqual([]);
  await results(page).getByRole("heading").getByRole("link").first().click();
  await expect(page.locator("article.post")).toBeVisible();
  await expect(page.locator("html")).not.toHaveAttribute("data-turned");
  const post = await findPost(request, "a picture", (post) => /src="\/media\/[^"]+"[^>]*width="[4-9]\d\d/.test(post.body_html));
  await open(page, post.url);
  await main(page).locator(".body a:has(img)").first().click();
  expect(await moves()).toEqual([]);
});
