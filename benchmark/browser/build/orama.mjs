import { writeFileSync } from "node:fs";
import { insertMultiple, save } from "@orama/orama";
import { database } from "../engines/orama-database.mjs";

export async function build(posts, folder) {
  const orama = database();
  const documents = posts.map(({ id, title, text, labels, source, tags, year }) => {
    return { id, title, text, labels, source, tags, year };
  });
  await insertMultiple(orama, documents, 500);
  writeFileSync(`${folder}/index.json`, JSON.stringify(save(orama)));
}
