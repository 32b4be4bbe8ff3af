import { writeFileSync } from "node:fs";
import { facetsOf } from "../posts.mjs";

export async function build(posts, folder) {
  writeFileSync(`${folder}/items.json`, JSON.stringify(facetsOf(posts)));
}
