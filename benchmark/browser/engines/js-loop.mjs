import { countByHand, json } from "./by-hand.mjs";

export async function open(base) {
  const posts = await json(`${base}/items.json`);
  const count = (question) => countByHand(posts, question).total;
  return { source: count, range: count };
}
