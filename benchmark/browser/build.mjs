// Builds another engine's index, in a process of its own: `node build.mjs ENGINE POSTS FOLDER`.
import { mkdirSync } from "node:fs";
import { readPosts } from "./posts.mjs";

const [engine, file, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const { build } = await import(`./build/${engine}.mjs`);
await build(await readPosts(file), folder);
