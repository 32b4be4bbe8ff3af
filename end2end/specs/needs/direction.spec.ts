import { expect, test as base } from "@playwright/test";
import { archiveOf } from "../../own-archive.ts";

const TITLE = "السكن الاجتماعي في المدينة";
const BODY = "قالت البلدية إن عدد المساكن الاجتماعية سيرتفع هذا العام، وإن الأسر التي تنتظر منذ سنوات ستكون أول من يستفيد منها.";

const EXPORT = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Veille</title><link>https://blog.example</link><language>fr</language>
<wp:base_blog_url>https://blog.example</wp:base_blog_url><item><title>${TITLE}</title><link>https://blog.example/2018/07/12/sakan/</link>
<content:encoded><![CDATA[<p>${BODY}</p><p>${BODY}</p><blockquote><p>${BODY}</p></blockquote>]]></content:encoded><wp:post_id>1</wp:post_id>
<wp:post_date>2018-07-12 09:30:00</wp:post_date><wp:post_date_gmt>2018-07-12 07:30:00</wp:post_date_gmt><wp:post_name>sakan</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>`;

const test = base.extend<object, { own: string }>({
  own: [
    async ({}, use) => {
      const { origin, end } = await archiveOf(EXPORT);
      await use(origin);
      end();
    },
    { scope: "worker" },
  ],
});

test("a post that is read from right to left is, in a page that is not", { tag: "@everywhere" }, async ({ page, own }) => {
  await page.goto(`${own}/2018/07/12/sakan/`);
  const title = page.getByRole("heading", { level: 1 });
  const body = page.locator(".body");
  for (const part of [title, body]) {
    await expect(part).toHaveAttribute("lang", "ar");
    await expect(part).toHaveAttribute("dir", "rtl");
    await expect(part).toHaveCSS("direction", "rtl");
  }
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await expect(page.locator("html")).toHaveCSS("direction", "ltr");
  // Lines begin at the right: the words of the title touch its right side.
  const [box, words] = await title.evaluate((heading) => {
    const range = document.createRange();
    range.selectNodeContents(heading);
    return [heading.getBoundingClientRect().right, range.getBoundingClientRect().right];
  });
  expect(Math.abs((box ?? 0) - (words ?? 0))).toBeLessThan(2);
  await page.goto(`${own}/`);
  await expect(page.locator("article h3")).toHaveAttribute("dir", "rtl");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
});
