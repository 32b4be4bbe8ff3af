import MiniSearch from "minisearch";
import { countByHand, json } from "./by-hand.mjs";

/** What its documentation proposes for a search box. */
const SEARCH = { boost: { title: 2 }, fuzzy: 0.2, prefix: true };

export async function open(base) {
  const text = await (await fetch(`${base}/index.json`)).text();
  const index = MiniSearch.loadJSON(text, { fields: ["title", "text", "labels"] });
  const posts = await json(`${base}/facets.json`);
  const count = (question) => countByHand(posts, question).total;
  return {
    source: count,
    range: count,
    word: ({ q }) => index.search(q).length,
    words: ({ q }) => index.search(q, { combineWith: "AND" }).length,
    prefix: ({ q }) => index.search(q, { prefix: true }).length,
    search: (q) => index.search(q, SEARCH).map((result) => result.id),
  };
}
