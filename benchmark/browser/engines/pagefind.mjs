export async function open(base) {
  // Its own loader, as it writes it beside the index.
  const pagefind = await import(/* @vite-ignore */ `${location.origin}${base}/pagefind/pagefind.js`);
  await pagefind.options({ baseUrl: "/" });
  await pagefind.init();
  await pagefind.filters();
  const total = async (q, filters) => (await pagefind.search(q, { filters })).results.length;
  const years = ({ from, to }) => ({ any: Array.from({ length: to - from + 1 }, (_, n) => String(from + n)) });
  return {
    source: ({ source }) => total(null, { source }),
    range: (question) => total(null, { source: question.source, tag: question.tag, year: years(question) }),
    word: ({ q }) => total(q, {}),
    words: ({ q }) => total(q, {}),
    prefix: ({ q }) => total(q, {}),
    phrase: ({ q }) => total(`"${q}"`, {}),
    search: async (q) => {
      const { results } = await pagefind.search(q);
      const pages = await Promise.all(results.slice(0, 100).map((result) => result.data()));
      return pages.map((page) => page.raw_url.replace(/^\//, ""));
    },
  };
}
