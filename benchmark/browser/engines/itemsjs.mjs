import itemsjs from "itemsjs";
import { json } from "./by-hand.mjs";

const conjunction = false;
const aggregations = {
  source: { size: 1000, conjunction },
  tags: { size: 2000, conjunction },
  year: { size: 20, conjunction },
};

export async function open(base) {
  const items = await json(`${base}/items.json`);
  const hasText = "text" in items[0];
  const searchableFields = hasText ? ["title", "text", "labels"] : [];
  const engine = itemsjs(items, { searchableFields, native_search_enabled: hasText, aggregations });
  const years = ({ from, to }) => Array.from({ length: to - from + 1 }, (_, n) => String(from + n));
  const total = (asked) => engine.search({ per_page: 20, ...asked }).pagination.total;
  const words = ({ q }) => total({ query: q });
  return {
    source: ({ source }) => total({ filters: { source: [source] } }),
    range: (question) => {
      return total({ filters: { source: [question.source], tags: [question.tag], year: years(question) } });
    },
    ...(hasText && {
      word: words,
      words,
      prefix: words,
      search: (q) => engine.search({ query: q, per_page: 100 }).data.items.map((item) => item.id),
    }),
  };
}
