import { expect, type Locator, type Page } from "@playwright/test";
import { apply, box, type Facet, group } from "./archive.ts";

/** How a reader acts on a page: by pointer or finger, or by the keyboard alone. */
export interface Hands {
  name: string;
  /** Where the tests that use them run, beside desk and desk without JavaScript. */
  tag: string[];
  /** Follows a link, presses a button. */
  press(page: Page, target: Locator): Promise<void>;
  /** Types into a field and sends it. */
  enter(page: Page, field: Locator, text: string): Promise<void>;
  /** Chooses a value of a facet. */
  choose(page: Page, facet: Facet, name: string): Promise<void>;
  /** Leaves a value of a facet out. */
  exclude(page: Page, facet: Facet, name: string): Promise<void>;
}

/** The most steps of the Tab key from anywhere to anywhere on a page. */
const MOST_STEPS = 400;

/** Goes with the Tab key until the target has the focus: forth, or back from the end where that is nearer. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const element = await target.elementHandle();
  const isNearTheEnd = await element?.evaluate((one) => {
    const all = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")];
    const seen = all.filter((stop) => stop.checkVisibility());
    const before = seen.indexOf(one) - Math.max(0, seen.indexOf(document.activeElement ?? one));
    return before < 0 || before > seen.length / 2;
  });
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await element?.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press(isNearTheEnd ? "Shift+Tab" : "Tab");
  }
  throw new Error(`the Tab key does not lead to ${target}`);
}

const excluder = (page: Page, facet: Facet, name: string): Locator =>
  group(page, facet).getByRole("button", { name: `Exclure ${name}`, exact: true });

export const POINTER: Hands = {
  name: "by pointer or finger",
  tag: ["@everywhere"],
  press: async (_, target) => target.click(),
  enter: async (_, field, text) => {
    await field.fill(text);
    await field.press("Enter");
  },
  choose: async (page, facet, name) => {
    await inSheet(page, async () => box(page, facet, name).first().check());
    await apply(page);
  },
  exclude: async (page, facet, name) => inSheet(page, async () => excluder(page, facet, name).click()),
};

export const KEYBOARD: Hands = {
  name: "by keyboard alone",
  tag: [],
  press: async (page, target) => {
    await tabTo(page, target);
    await page.keyboard.press("Enter");
  },
  enter: async (page, field, text) => {
    await tabTo(page, field);
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  },
  choose: async (page, facet, name) => {
    await tabTo(page, box(page, facet, name).first());
    await page.keyboard.press("Space");
    if ((await page.locator("html").getAttribute("data-js")) === null) await page.keyboard.press("Enter");
  },
  exclude: async (page, facet, name) => {
    await tabTo(page, excluder(page, facet, name));
    await page.keyboard.press("Enter");
  },
};

export const HANDS = [POINTER, KEYBOARD];

/** On a phone the facets are in a sheet. */
async function inSheet(page: Page, act: () => Promise<void>): Promise<void> {
  const opener = page.getByRole("button", { name: /^Filtres/ });
  const isPhone = await opener.isVisible();
  if (isPhone) await opener.click();
  await act();
  if (!isPhone) return;
  await page.getByRole("button", { name: /^Voir\s/ }).click();
  await expect(page.getByRole("button", { name: /^Voir\s/ })).toBeHidden();
}
