// The loop that everybody writes: counts of every source, tag and year, each without its own choice.

/** Facets counted over an array of posts; `among` narrows to the numbers of posts that words found. */
export function countByHand(posts, question, among) {
  const sources = {};
  const tags = {};
  const years = {};
  let total = 0;
  const look = (post) => {
    const source = !question.source || post.source === question.source;
    const tag = !question.tag || post.tags.includes(question.tag);
    const date = !question.from || (post.year >= question.from && post.year <= question.to);
    if (tag && date) sources[post.source] = (sources[post.source] ?? 0) + 1;
    if (source && date) for (const slug of post.tags) tags[slug] = (tags[slug] ?? 0) + 1;
    if (source && tag) years[post.year] = (years[post.year] ?? 0) + 1;
    if (source && tag && date) total += 1;
  };
  if (among) for (const number of among) look(posts[number]);
  else for (const post of posts) look(post);
  return { total, sources, tags, years };
}

export async function json(url) {
  return (await fetch(url)).json();
}

export async function bytes(url) {
  return new Uint8Array(await (await fetch(url)).arrayBuffer());
}
