import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

const kept = resolve(import.meta.dirname, "pictures");
const shown = resolve(import.meta.dirname, "../../target/end2end/gallery");

/** Writes `target/end2end/gallery/index.html`: every page in each of its looks, and what differs from what was kept. */
export default class Gallery implements Reporter {
  /** What was drawn in place of a kept picture, and where the two differ, by the picture's place. */
  readonly #differing = new Map<string, string[]>();

  onTestEnd(_: TestCase, result: TestResult): void {
    for (const { name, path } of result.attachments) {
      const picture = /^(.*)-(?:actual|diff)\.png$/.exec(name)?.[1];
      if (path && picture) this.#differing.set(picture, [...(this.#differing.get(picture) ?? []), path]);
    }
  }

  onEnd(): void {
    const pictures = join(shown, "pictures");
    rmSync(pictures, { recursive: true, force: true });
    const looks = existsSync(kept) ? readdirSync(kept).sort() : [];
    const names = new Set(looks.flatMap((look) => readdirSync(join(kept, look))));
    const sections = [...names].sort().map((name) => {
      const figures = looks.filter((look) => existsSync(join(kept, look, name))).map((look) => this.#figure(look, name));
      return `<section><h2>${basename(name, ".png").replaceAll("-", " ")}</h2>${figures.join("\n")}</section>`;
    });
    const style = "body{font:16px/1.4 sans-serif;margin:2rem}section{display:flex;flex-wrap:wrap;gap:1rem;align-items:start}h2{width:100%}figure{margin:0}img{max-width:min(42rem,90vw);border:1px solid #999}figcaption b{color:#b00}";
    writeFileSync(join(shown, "index.html"), `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Relire: every page</title><style>${style}</style><h1>Every page in each of its looks</h1>${sections.join("\n")}</html>\n`);
  }

  #figure(look: string, name: string): string {
    const place = join("pictures", look);
    mkdirSync(join(shown, place), { recursive: true });
    copyFileSync(join(kept, look, name), join(shown, place, name));
    const images = [join(place, name)];
    for (const path of this.#differing.get(`${look}/${basename(name, ".png")}`) ?? []) {
      const copy = join(place, basename(path));
      copyFileSync(path, join(shown, copy));
      images.push(copy);
    }
    const note = images.length > 1 ? " <b>differs: kept, now, difference</b>" : "";
    const drawn = images.map((image) => `<img loading="lazy" src="${image}" alt="">`).join(" ");
    return `<figure>${drawn}<figcaption>${look}${note}</figcaption></figure>`;
  }
}
