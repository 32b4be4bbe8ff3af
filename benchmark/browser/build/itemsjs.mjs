import { writeFileSync } from "node:fs";

/** It indexes in the browser: all that is sent is the posts. */
export async function build(posts, folder) {
  const items = posts.map(({ id, title, text, labels, source, tags, year }) => {
    return { id, title, text, labels, source, tags, year };
  });
  writeFileSync(`${folder}/items.json`, JSON.stringify(items));
}
