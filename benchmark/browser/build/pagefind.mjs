import { createIndex, close } from "pagefind";

export async function build(posts, folder) {
  const { index } = await createIndex();
  for (const post of posts) {
    await index.addCustomRecord({
      url: `/${post.id}`,
      content: `${post.title}. ${post.text} ${post.labels}`,
      language: "fr",
      meta: { title: post.title },
      filters: { source: [post.source], tag: post.tags, year: [String(post.year)] },
    });
  }
  await index.writeFiles({ outputPath: `${folder}/pagefind` });
  await close();
}
