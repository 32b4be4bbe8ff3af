import FlexSearch from "flexsearch";
import { countByHand, json } from "./by-hand.mjs";
import { options } from "./flexsearch-options.mjs";

export async function open(base) {
  const index = new FlexSearch.Document(options(FlexSearch.Charset));
  const parts = await json(`${base}/index.json`);
  for (const [key, data] of Object.entries(parts)) await index.import(key, data);
  const posts = await json(`${base}/facets.json`);
  const ids = await json(`${base}/ids.json`);
  const count = (question) => countByHand(posts, question).total;
  const found = (q, limit) => index.search(q, { limit, merge: true });
  const total = ({ q }) => found(q, 20).length;
  return {
    source: count,
    range: count,
    word: total,
    words: total,
    prefix: total,
    search: (q) => found(q, 100).map((result) => ids[result.id]),
  };
}
