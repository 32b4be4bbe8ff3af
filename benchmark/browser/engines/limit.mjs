import { bytes, json } from "./by-hand.mjs";

const day = (year) => Math.trunc((year - 2013) * 365.25);

/** The limit program: numbers in, numbers out. */
export async function open(base) {
  const module = await import(`${location.origin}/modules/limit/benchmark_module.js`);
  const wasm = await module.default();
  const names = await json(`${base}/limit-names.json`);
  const number = (slugs) => new Map(slugs.map((slug, n) => [slug, n]));
  const [sources, tags] = [number(names.sources), number(names.tags)];
  const limit = new module.Limit(await bytes(`${base}/limit-columns.bin`));
  const total = (q, prefix) => limit.search(q, prefix)[0];
  return {
    source: ({ source }) => limit.source(sources.get(source)),
    range: ({ source, tag, from, to }) => {
      return limit.source_tag_range(sources.get(source), tags.get(tag), day(from), day(to + 1));
    },
    fetchWords: async () => limit.add_postings(await bytes(`${base}/limit-postings.bin`)),
    word: ({ q }) => total(q, false),
    words: ({ q }) => total(q, false),
    prefix: ({ q }) => total(q, true),
    wasmBytes: () => wasm.memory.buffer.byteLength,
  };
}
