import { By, until, type WebDriver, type WebElement } from "selenium-webdriver";

/** How long something may take to be there, in ms. */
const PATIENCE = 15_000;

/** Opens a page and waits until it answers by itself. */
export async function open(browser: WebDriver, path: string): Promise<void> {
  await browser.get(`${process.env["BASE_URL"]}${path}`);
  await browser.wait(until.elementLocated(By.css("html[data-live]")), PATIENCE, `${path} comes alive`);
}

/** The element, once it is there and seen. */
export async function seen(browser: WebDriver, css: string): Promise<WebElement> {
  const element = await browser.wait(until.elementLocated(By.css(css)), PATIENCE, `${css} is there`);
  return browser.wait(until.elementIsVisible(element), PATIENCE, `${css} is seen`);
}

/** Waits until a function of the page is true. */
export async function becomes(browser: WebDriver, what: string, script: string): Promise<void> {
  await browser.wait(() => browser.executeScript<boolean>(`return !!(${script})`), PATIENCE, what);
}

export const value = <T>(browser: WebDriver, script: string): Promise<T> => browser.executeScript<T>(`return ${script}`);

/** The paths of the posts that are listed, in order. */
export const listed = (browser: WebDriver): Promise<string[]> =>
  value(browser, `[...document.querySelectorAll("article.card h3 a")].map((link) => link.pathname)`);

/** The number in the status. */
export const counted = (browser: WebDriver): Promise<number> =>
  value(browser, `Number(document.querySelector("[role=status]").textContent.match(/\\d[\\d\\s]*/)[0].replace(/\\s/g, ""))`);
