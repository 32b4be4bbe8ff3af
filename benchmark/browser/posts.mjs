// The posts of a run, as `benchmark corpus` and `benchmark relevance` wrote them.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

/** Reads posts, one JSON a line. `labels` are the names that a search should find beside title and text. */
export async function readPosts(file) {
  const posts = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const post = JSON.parse(line);
    post.year = Number((post.day ?? "0").slice(0, 4));
    post.labels = [...post.tagNames, ...post.mentions, post.sourceName].join(" ");
    posts.push(post);
  }
  return posts;
}

/** What the engines without facets of their own count by hand: source, tags and year of each post. */
export function facetsOf(posts) {
  return posts.map(({ source, tags, year }) => ({ source, tags, year }));
}
