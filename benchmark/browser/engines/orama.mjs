import { load, search } from "@orama/orama";
import { database } from "./orama-database.mjs";
import { json } from "./by-hand.mjs";

const FACETS = { source: {}, tags: {}, year: { ranges: [{ from: 2013, to: 2024 }] } };

export async function open(base) {
  const orama = database();
  load(orama, await json(`${base}/index.json`));
  const found = async (q, more) => (await search(orama, { term: q, limit: 20, ...more })).count;
  return {
    source: ({ source }) => found("", { where: { source: { eq: source } }, facets: FACETS }),
    range: ({ source, tag, from, to }) => {
      const where = { source: { eq: source }, tags: { containsAll: [tag] }, year: { between: [from, to] } };
      return found("", { where, facets: FACETS });
    },
    word: ({ q }) => found(q, { exact: false }),
    words: ({ q }) => found(q, { threshold: 0 }),
    prefix: ({ q }) => found(q),
    search: async (q) => (await search(orama, { term: q, limit: 100 })).hits.map((hit) => hit.id),
  };
}
