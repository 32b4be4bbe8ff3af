import { writeFileSync } from "node:fs";
import MiniSearch from "minisearch";
import { facetsOf } from "../posts.mjs";

export async function build(posts, folder) {
  const index = new MiniSearch({ fields: ["title", "text", "labels"] });
  index.addAll(posts);
  writeFileSync(`${folder}/index.json`, JSON.stringify(index));
  writeFileSync(`${folder}/facets.json`, JSON.stringify(facetsOf(posts)));
}
