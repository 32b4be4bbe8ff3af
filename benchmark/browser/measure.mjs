// Measures engines in headless Chromium: `node measure.mjs PLAN`. The plan and the results are JSON; see
// xtask/src/bench/catalog for who writes the one and reads the other.
import { mkdirSync, readFileSync, readdirSync, rmSync, copyFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { chromium } from "playwright-core";
import { build as bundle } from "esbuild";
import { measured } from "./process.mjs";
import { serve, wireBytes } from "./server.mjs";

const here = import.meta.dirname;
const plan = JSON.parse(readFileSync(process.argv[2], "utf8"));
const KINDS = ["source", "range", "word", "words", "prefix", "phrase"];
/** Engines of our own that need nothing built here: what they read was written by `benchmark corpus` and `build`. */
const OURS = ["ours", "limit", "js-layout"];
/** V8 may take so much to build an index. */
const NODE_MEMORY = "--max-old-space-size=12000";

const say = (text) => process.stderr.write(`${text}\n`);
const engines = [...OURS, "js-loop", ...plan.peers];
await writePage();
const server = await serve(plan.root, plan.port);
const browser = await chromium.launch({
  executablePath: plan.chromium,
  args: ["--disable-quic", "--no-first-run", "--disable-sync", "--js-flags=--max-old-space-size=8000"],
});
const results = { chromium: browser.version(), versions: versions(), modules: modules(), sizes: {}, relevance: {} };
try {
  for (const posts of plan.sizes) {
    results.sizes[posts] = {};
    writeFileSync(join(plan.root, `${posts}`, "cards.json"), JSON.stringify(cardParts(posts)));
    for (const engine of engines) {
      say(`${posts} posts: ${engine}`);
      results.sizes[posts][engine] = await whole(engine, posts);
      writeFileSync(plan.results, JSON.stringify(results));
    }
  }
  for (const archive of plan.archives) {
    results.relevance[archive] = {};
    for (const engine of plan.peers.filter((peer) => peer !== "itemsjs-facets")) {
      say(`questions over ${archive}: ${engine}`);
      results.relevance[archive][engine] = await answers(engine, archive);
    }
  }
  writeFileSync(plan.results, JSON.stringify(results));
} finally {
  await browser.close();
  await server.close();
}

/** Bundles the page and each engine, as a site would. */
async function writePage() {
  const outdir = join(plan.root, "page");
  mkdirSync(outdir, { recursive: true });
  const entryPoints = [join(here, "page", "measure.mjs"), ...engines.map((name) => join(here, "engines", `${name}.mjs`))];
  await bundle({ entryPoints, outdir, entryNames: "[name]", bundle: true, format: "esm", minify: true, logLevel: "error" });
  copyFileSync(join(here, "page", "index.html"), join(outdir, "index.html"));
  const sqlite = dirname(createRequire(import.meta.url).resolve("@sqlite.org/sqlite-wasm/package.json"));
  copyFileSync(join(sqlite, "dist", "sqlite3.wasm"), join(outdir, "sqlite3.wasm"));
}

/** What is installed of each peer. */
function versions() {
  const { dependencies } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
  return dependencies;
}

/** What each module weighs on the wire, its loader beside it. */
function modules() {
  const weight = (name, file) => wireBytes([join(plan.root, "modules", name, file)]);
  const both = (name) => [
    name,
    { wasm: weight(name, "benchmark_module_bg.wasm"), js: weight(name, "benchmark_module.js") },
  ];
  return Object.fromEntries(["catalog", "limit"].map(both));
}

function cardParts(posts) {
  const folder = join(plan.root, `${posts}`, "parts");
  const cards = readdirSync(folder).filter((name) => name.startsWith("cards-"));
  return cards.map((name) => name.replace(/\.bin$/, "")).sort();
}

/** Builds an engine's index if it needs one, then asks it. */
async function whole(engine, posts) {
  const skipped = plan.skipped[posts]?.[engine];
  if (skipped) return { skipped };
  const folder = `/${posts}`;
  let built;
  let base = folder;
  if (!OURS.includes(engine)) {
    base = `${folder}/engines/${engine}`;
    built = await buildIndex(engine, join(plan.root, folder, "posts.ndjson"), join(plan.root, base));
    if (built.stopped) return { built, skipped: `its index was not built within ${plan.buildSeconds} s` };
    if (built.failed) return { built, skipped: `its index could not be built: ${built.failed.slice(-200)}` };
  }
  const asked = await asking(engine, base, JSON.parse(readFileSync(join(plan.root, folder, "questions.json"), "utf8")));
  if (!OURS.includes(engine)) rmSync(join(plan.root, base), { recursive: true, force: true });
  return { built, ...asked };
}

async function buildIndex(engine, posts, folder) {
  rmSync(folder, { recursive: true, force: true });
  const args = [NODE_MEMORY, join(here, "build.mjs"), engine, posts, folder];
  return measured(process.execPath, args, plan.buildSeconds, { cwd: here });
}

/** A fresh browser context, so that nothing is cached. */
async function inPage(work, seconds) {
  const context = await browser.newContext({ viewport: { width: 1360, height: 1000 } });
  const page = await context.newPage();
  page.setDefaultTimeout(0);
  const timer = new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`not done within ${seconds} s`)), seconds * 1_000).unref();
  });
  try {
    await page.goto(`${server.address}/page/index.html`);
    await page.waitForFunction(() => "bench" in window);
    return await Promise.race([work(page, context), timer]);
  } finally {
    // A page that is busy for ever is not waited for.
    await Promise.race([context.close(), new Promise((done) => setTimeout(done, 5_000).unref())]);
  }
}

async function asking(engine, base, questions) {
  const result = { kinds: {} };
  try {
    await inPage(async (page, context) => {
      server.asked();
      const opened = await page.evaluate(([engine, base]) => bench.open(engine, base), [engine, base]);
      result.ready = opened.ready;
      result.isolated = opened.isolated;
      const first = server.asked();
      result.wireFirstFilter = wireBytes(first);
      if (questions.word && opened.kinds.includes("word")) {
        await page.evaluate((questions) => bench.prepare(questions), questions.word.slice(0, 1));
        await page.evaluate((questions) => bench.ask("word", questions, 0, 60_000), questions.word.slice(0, 1));
        result.wireFirstAnswer = result.wireFirstFilter + wireBytes(server.asked());
      }
      result.memory = await memory(page, context);
      for (const kind of KINDS.filter((kind) => questions[kind] && opened.kinds.includes(kind))) {
        await page.evaluate((questions) => bench.prepare(questions), questions[kind]);
        const arguments_ = [kind, questions[kind], plan.rounds, plan.kindSeconds * 1_000];
        result.kinds[kind] = await page.evaluate((asked) => bench.ask(...asked), arguments_);
      }
      if (engine === "ours" && questions.word) {
        result.click = await page.evaluate(([questions, rounds]) => bench.click(questions, rounds), [
          questions.source,
          plan.rounds,
        ]);
      }
      result.memoryAfter = await memory(page, context);
    }, plan.engineSeconds);
  } catch (error) {
    result.failed = String(error.message).split("\n")[0];
  }
  return result;
}

/** What the page holds: JavaScript objects after a collection, array buffers, WebAssembly. In bytes. */
async function memory(page, context) {
  const client = await context.newCDPSession(page);
  await client.send("HeapProfiler.collectGarbage");
  const usage = await client.send("Runtime.getHeapUsage");
  await client.detach();
  const wasm = await page.evaluate(() => bench.wasmBytes());
  return { objects: usage.usedSize, buffers: usage.backingStorageSize ?? 0, wasm };
}

/** The ids of what an engine finds for each judged question, in order. */
async function answers(engine, archive) {
  const questions = JSON.parse(readFileSync(join(plan.root, "relevance", `${archive}-questions.json`), "utf8"));
  const base = `/relevance/engines/${archive}/${engine}`;
  const built = await buildIndex(engine, join(plan.root, "relevance", `${archive}.ndjson`), join(plan.root, base));
  if (built.stopped || built.failed) return { failed: built.failed || "its index was not built in time" };
  try {
    return await inPage(async (page) => {
      await page.evaluate(([engine, base]) => bench.open(engine, base), [engine, base]);
      return { answers: await page.evaluate((asked) => bench.search(asked), questions.map((one) => one.question)) };
    }, plan.engineSeconds);
  } catch (error) {
    return { failed: String(error.message).split("\n")[0] };
  }
}
