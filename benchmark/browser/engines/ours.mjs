import { bytes, json } from "./by-hand.mjs";

/** The catalog, fetched part by part as the page does. */
export async function open(base) {
  const module = await import(`${location.origin}/modules/catalog/benchmark_module.js`);
  const wasm = await module.default();
  const engine = new module.Engine(await bytes(`${base}/parts/facets.bin`));
  const count = ({ query }) => engine.count(query);
  const answer = ({ query }) => engine.answer(query)[0];
  return {
    source: count,
    range: count,
    word: answer,
    words: answer,
    prefix: answer,
    phrase: answer,
    /** Fetches what a question needs. */
    fetchWords: async ({ query }) => {
      for (let wanted = engine.wanted(query); wanted; wanted = engine.wanted(query)) {
        for (const name of wanted.split("\n")) {
          if (!engine.add(name, await bytes(`${base}/parts/${name}.bin`))) throw new Error(`${name} is refused`);
        }
      }
    },
    fetchCards: async () => {
      const names = await json(`${base}/cards.json`);
      for (const name of names) {
        if (!engine.add(name, await bytes(`${base}/parts/${name}.bin`))) throw new Error(`${name} is refused`);
      }
    },
    shown: ({ query }) => engine.shown(query),
    wasmBytes: () => wasm.memory.buffer.byteLength,
  };
}
