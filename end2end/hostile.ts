import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { test as base } from "@playwright/test";
import { archiveOf, cdata } from "./own-archive.ts";

/** Markup that would run a script or call elsewhere, if it got through: in our own words. */
export const OWN = [
  `<script>alert(1)</script>`,
  `<img src=x onerror=alert(1)>`,
  `<img src="https://evil.example/pixel.png" alt="x">`,
  `<svg onload=alert(1)><script>alert(1)</script></svg>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>`,
  `<iframe src="https://evil.example/"></iframe><iframe srcdoc="<script>alert(1)</script>"></iframe>`,
  `<a href="javascript:alert(1)">x</a><a href="java&#9;script:alert(1)">x</a>`,
  `"><script>alert(1)</script>`,
  `' onmouseover='alert(1)`,
  `<style>@import url(https://evil.example/x.css); body { background: url(https://evil.example/x.png) }</style>`,
  `<p style="background:url(https://evil.example/x.png)">x</p>`,
  `<link rel=stylesheet href=https://evil.example/x.css><base href=https://evil.example/>`,
  `<meta http-equiv=refresh content="0;url=https://evil.example/">`,
  `<form action=https://evil.example/><input autofocus onfocus=alert(1)><button>x</button></form>`,
  `<video src=https://evil.example/x.mp4 autoplay onerror=alert(1)></video><audio src=https://evil.example/x.mp3>`,
  `<object data=https://evil.example/x></object><embed src=https://evil.example/x>`,
  `<details open ontoggle=alert(1)>x</details>`,
  `</script><script>alert(1)</script>`,
  `</title></textarea></noscript><img src=x onerror=alert(1)>`,
  `<!--><img src=x onerror=alert(1)>-->`,
  `{{constructor.constructor('alert(1)')()}}`,
  `<div><li>x</div><dd>x<menu><li>x</menu>`,
  `&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=https://evil.example/x.png&gt;`,
  `\u202e<script>alert(1)</script>\u0000`,
];

/** A server whose archive came out of an export that has hostile markup wherever somebody's words can stand. */
export const test = base.extend<object, { hostile: { origin: string; paths: string[] } }>({
  hostile: [
    async ({}, use) => {
      const root = resolve(import.meta.dirname, "..");
      const { origin, end } = await archiveOf(exported([...OWN, ...shared(root)]));
      const list = (await (await fetch(`${origin}/api/posts?per_page=100`)).json()) as { posts: { url: string }[] };
      const lists = ["/", "/?q=x", "/tags/", "/authors/", "/sources/", "/-/about", "/2018/"];
      await use({ origin, paths: [...list.posts.map((post) => new URL(post.url, origin).pathname), ...lists] });
      end();
    },
    { scope: "worker" },
  ],
});

/** Vectors that others collected, where they lie beside the repository: so many that a run stays short. */
function shared(root: string): string[] {
  for (let folder = root; folder !== resolve(folder, ".."); folder = resolve(folder, "..")) {
    const vectors = join(folder, "shared/corpora/security/xss");
    if (!statSync(vectors, { throwIfNoEntry: false })?.isDirectory()) continue;
    const lines = readdirSync(vectors, { recursive: true })
      .map((name) => join(vectors, String(name)))
      .filter((path) => statSync(path).isFile())
      .sort()
      .flatMap((path) => readFileSync(path, "utf8").split("\n"))
      .filter((line) => line.trim() !== "" && line.length < 4_000);
    const posts: string[] = [];
    for (let at = 0; at < lines.length; at += 60) posts.push(lines.slice(at, at + 60).join("\n"));
    return posts.slice(0, 70);
  }
  console.log("skipped: shared/corpora/security/xss is not here");
  return [];
}

/** An export that has each vector wherever somebody's words can stand. */
function exported(vectors: string[]): string {
  const items = vectors.map((vector, index) => {
    const id = index + 1;
    const short = vector.slice(0, 300);
    const body = `<p>x ${vector}</p><p><img src="https://blog.example/${id}.png" alt="${short.replaceAll('"', "&quot;")}"></p>
[caption id="a" width="300"]<img src="https://blog.example/b.png"> ${short}[/caption]<p>Source : ${short}</p><p><a href="${short}">Lire la suite</a></p>`;
    return `<item><title>${cdata(short)}</title><link>https://blog.example/2018/07/12/article-${id}/</link><dc:creator>${cdata(`auteur${id % 5}`)}</dc:creator>
<content:encoded>${cdata(body)}</content:encoded><excerpt:encoded>${cdata(short)}</excerpt:encoded><wp:post_id>${id}</wp:post_id>
<wp:post_date>2018-07-12 09:30:00</wp:post_date><wp:post_date_gmt>2018-07-12 07:30:00</wp:post_date_gmt><wp:post_name>article-${id}</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type><category domain="post_tag" nicename="t${id}">${cdata(short)}</category>
<wp:comment><wp:comment_id>${id}</wp:comment_id><wp:comment_author>${cdata(short)}</wp:comment_author><wp:comment_author_url>${cdata(short)}</wp:comment_author_url>
<wp:comment_date>2018-07-13 09:30:00</wp:comment_date><wp:comment_approved>1</wp:comment_approved><wp:comment_content>${cdata(vector)}</wp:comment_content></wp:comment></item>`;
  });
  const authors = OWN.slice(0, 5).map(
    (vector, index) =>
      `<wp:author><wp:author_login>auteur${index}</wp:author_login><wp:author_display_name>${cdata(vector)}</wp:author_display_name></wp:author>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<title>${cdata(OWN[0] ?? "")}</title><description>${cdata(OWN[1] ?? "")}</description><link>https://blog.example</link>
<wp:base_blog_url>https://blog.example</wp:base_blog_url>${authors.join("")}${items.join("\n")}</channel></rss>`;
}
