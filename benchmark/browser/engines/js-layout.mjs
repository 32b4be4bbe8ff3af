import { bytes, json } from "./by-hand.mjs";

const day = (year) => Math.trunc((year - 2013) * 365.25);
const DAYS_A_MONTH = 31;

/** The limit program's columns in plain JavaScript: what of the speed is the layout's and not WebAssembly's. */
export async function open(base) {
  const names = await json(`${base}/limit-names.json`);
  const number = (slugs) => new Map(slugs.map((slug, n) => [slug, n]));
  const [sources, tags] = [number(names.sources), number(names.tags)];
  const columns = read(await bytes(`${base}/limit-columns.bin`), names);
  return {
    source: ({ source }) => bySource(columns, sources.get(source)),
    range: ({ source, tag, from, to }) => {
      return byAll(columns, sources.get(source), tags.get(tag), day(from), day(to + 1));
    },
  };
}

function read(file, names) {
  let at = 0;
  const take = () => {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = file[at++];
      number |= (byte & 127) << shift;
      if (byte < 128) return number;
    }
  };
  const posts = take();
  let last = take();
  const days = Uint16Array.from({ length: posts }, () => (last -= take()));
  const sources = Uint16Array.from({ length: posts }, take);
  const counts = Uint8Array.from({ length: posts }, take);
  const starts = new Uint32Array(posts + 1);
  for (let post = 0; post < posts; post++) starts[post + 1] = starts[post] + counts[post];
  const tags = Uint16Array.from({ length: starts[posts] }, take);

  const [manySources, manyTags] = [names.sources.length, names.tags.length];
  const sourceStarts = new Uint32Array(manySources + 1);
  for (const source of sources) sourceStarts[source + 1]++;
  for (let source = 0; source < manySources; source++) sourceStarts[source + 1] += sourceStarts[source];
  const next = sourceStarts.slice();
  const order = new Uint32Array(posts);
  for (let post = posts - 1; post >= 0; post--) order[next[sources[post]]++] = post;
  const rowDays = new Uint16Array(posts);
  const rowStarts = new Uint32Array(posts + 1);
  const rowTags = new Uint16Array(tags.length);
  order.forEach((post, row) => {
    rowDays[row] = days[post];
    rowTags.set(tags.subarray(starts[post], starts[post + 1]), rowStarts[row]);
    rowStarts[row + 1] = rowStarts[row] + counts[post];
  });

  const listStarts = new Uint32Array(manyTags + 1);
  for (const tag of tags) listStarts[tag + 1]++;
  for (let tag = 0; tag < manyTags; tag++) listStarts[tag + 1] += listStarts[tag];
  const listNext = listStarts.slice();
  const listSources = new Uint16Array(tags.length);
  const listDays = new Uint16Array(tags.length);
  for (let post = posts - 1; post >= 0; post--) {
    for (const tag of tags.subarray(starts[post], starts[post + 1])) {
      listSources[listNext[tag]] = sources[post];
      listDays[listNext[tag]++] = days[post];
    }
  }
  const monthCounts = new Uint32Array(Math.trunc((days[0] ?? 0) / DAYS_A_MONTH) + 1);
  return {
    sourceStarts, rowDays, rowStarts, rowTags, listStarts, listSources, listDays, monthCounts,
    tagCounts: new Uint32Array(manyTags), sourceCounts: new Uint32Array(manySources),
  };
}

function bySource(columns, source) {
  const { sourceStarts, rowDays, rowStarts, rowTags, tagCounts, monthCounts } = columns;
  tagCounts.fill(0);
  monthCounts.fill(0);
  const [first, end] = [sourceStarts[source], sourceStarts[source + 1]];
  const lastTag = rowStarts[end];
  for (let at = rowStarts[first]; at < lastTag; at++) tagCounts[rowTags[at]]++;
  for (let row = first; row < end; row++) monthCounts[(rowDays[row] / DAYS_A_MONTH) | 0]++;
  return end - first;
}

function byAll(columns, source, tag, from, to) {
  const { sourceStarts, rowDays, rowStarts, rowTags, tagCounts, monthCounts } = columns;
  const { listStarts, listSources, listDays, sourceCounts } = columns;
  tagCounts.fill(0);
  monthCounts.fill(0);
  sourceCounts.fill(0);
  let total = 0;
  for (let row = sourceStarts[source]; row < sourceStarts[source + 1]; row++) {
    const day = rowDays[row];
    const within = day >= from && day <= to;
    let tagged = 0;
    for (let at = rowStarts[row]; at < rowStarts[row + 1]; at++) {
      if (within) tagCounts[rowTags[at]]++;
      if (rowTags[at] === tag) tagged = 1;
    }
    monthCounts[(day / DAYS_A_MONTH) | 0] += tagged;
    if (within) total += tagged;
  }
  for (let at = listStarts[tag]; at < listStarts[tag + 1]; at++) {
    if (listDays[at] >= from && listDays[at] <= to) sourceCounts[listSources[at]]++;
  }
  return total;
}
