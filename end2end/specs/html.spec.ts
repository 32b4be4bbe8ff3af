import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, type APIRequestContext } from "@playwright/test";
import { facets, pageKinds, posts } from "../archive.ts";
import { test } from "../fixtures.ts";
import { OWN, test as hostileTest } from "../hostile.ts";

/** The Nu HTML checker, which is a program of Java. */
const checker = join(dirname(createRequire(import.meta.url).resolve("vnu-jar/package.json")), "build/dist/vnu.jar");
const java = process.env["JAVA"] ?? "java";

/**
 * What an author wrote is the author's: a definition without its term, details without a summary, signs that are none in
 * the titles of other posts.
 */
const AUTHORS =
  /^Element “(dl|details)” is missing|^Text not allowed in element “details”|^Forbidden code point U\+007f|Private Use Area/;

/** How many posts, besides one of each kind of page. */
const POSTS = 40;

interface Message {
  type: "error" | "info" | "non-document-error";
  url?: string;
  message: string;
  extract?: string;
}

test("the Nu checker finds nothing in any kind of page, in either language", { tag: "@js" }, async ({ request }) => {
  test.setTimeout(240_000);
  const { sources, tags } = await facets(request);
  const kinds = (await pageKinds(request)).map(([, path]) => path);
  const list = (await posts(request)).posts.slice(0, POSTS).map((post) => post.url);
  const more = ["/pages/", "/page/3/", "/?q=logemnt", `/?source=${sources[0]?.slug}&tag=-${tags[0]?.slug}&from=2016`];
  await expectValid(request, "demo", [...kinds, ...more, ...list]);
});

hostileTest("nor in pages made of hostile markup", { tag: "@js" }, async ({ request, hostile }) => {
  test.setTimeout(240_000);
  // Posts of our own words: what others collected, which the lists show too, has bytes that are no text.
  const ours = hostile.paths.filter((path) => Number(/article-(\d+)/.exec(path)?.[1] ?? Infinity) <= OWN.length);
  expect(ours).toHaveLength(OWN.length);
  await expectValid(request, "hostile", ours.map((path) => hostile.origin + path));
});

/** Keeps the pages as they are sent in `target/end2end/html/NAME`, and expects the checker to say nothing of them. */
async function expectValid(request: APIRequestContext, name: string, paths: string[]): Promise<void> {
  const folder = resolve(import.meta.dirname, "../../target/end2end/html", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const pages = new Map<string, string>();
  for (const path of new Set(paths)) {
    for (const lang of ["fr", "en"]) {
      const asked = `${path}${path.includes("?") ? "&" : "?"}lang=${lang}`;
      const file = `${String(pages.size).padStart(3, "0")}.html`;
      writeFileSync(join(folder, file), await (await request.get(asked)).body());
      pages.set(file, asked);
    }
  }
  // Languages are not guessed: a French archive has an English interface too, and each post says its own.
  const said = await promisify(execFile)(
    java,
    ["-jar", checker, "--format", "json", "--exit-zero-always", "--no-langdetect", ...pages.keys()],
    { cwd: folder, maxBuffer: 1e9 },
  );
  const { messages } = JSON.parse(said.stderr) as { messages: Message[] };
  const found = new Map<string, string>();
  for (const { type, url, message, extract } of messages) {
    const page = pages.get(basename(url ?? "")) ?? url ?? "";
    if (!AUTHORS.test(message) && !found.has(message)) found.set(message, `${page}: ${type}: ${message} ${extract ?? ""}`);
  }
  expect([...found.values()]).toEqual([]);
}
