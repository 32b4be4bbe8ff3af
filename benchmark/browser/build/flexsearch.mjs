import { writeFileSync } from "node:fs";
import FlexSearch from "flexsearch";
import { facetsOf } from "../posts.mjs";
import { options } from "../engines/flexsearch-options.mjs";

export async function build(posts, folder) {
  const index = new FlexSearch.Document(options(FlexSearch.Charset));
  posts.forEach((post, id) => index.add({ id, title: post.title, text: post.text, labels: post.labels }));
  const parts = {};
  await index.export((key, data) => {
    if (data) parts[key] = data;
  });
  writeFileSync(`${folder}/index.json`, JSON.stringify(parts));
  writeFileSync(`${folder}/facets.json`, JSON.stringify(facetsOf(posts)));
  writeFileSync(`${folder}/ids.json`, JSON.stringify(posts.map((post) => post.id)));
}
