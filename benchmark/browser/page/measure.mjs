// What runs in the page: opens an engine, asks it, and tells how long that took.

/** Calls that take less are timed in tens, since the timer ticks every 5 µs. */
const FAST_MS = 0.1;
const TOGETHER = 10;

let engine;

/** Loads an engine and its data until it can answer a first filter; in ms. */
async function open(name, base) {
  const start = performance.now();
  const { open } = await import(`${location.origin}/page/${name}.js`);
  engine = await open(base);
  return { ready: performance.now() - start, kinds: Object.keys(engine), isolated: crossOriginIsolated };
}

/** Fetches what questions need; no time is taken. */
async function prepare(questions) {
  for (const question of questions) await engine.fetchWords?.(question);
}

/** Asks each question in each round, after one round to warm up, for at most so many ms. Times in ms. */
async function ask(kind, questions, rounds, cap) {
  const answer = engine[kind];
  const times = [];
  const totals = [];
  const end = performance.now() + cap;
  let stopped = false;
  for (let round = 0; round <= rounds && !stopped; round++) {
    for (const [nth, question] of questions.entries()) {
      const start = performance.now();
      let total = answer(question);
      if (total instanceof Promise) total = await total;
      let time = performance.now() - start;
      if (time < FAST_MS && !(answer(question) instanceof Promise)) {
        const start = performance.now();
        for (let again = 0; again < TOGETHER; again++) answer(question);
        time = (performance.now() - start) / TOGETHER;
      }
      // What was stopped in its first round is all there is.
      if (round > 0 || performance.now() > end) times.push(time);
      if (round === 0) totals[nth] = total;
      if (performance.now() > end) {
        stopped = true;
        break;
      }
    }
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.trunc(times.length * share))];
  return { p50: at(0.5), p95: at(0.95), samples: times.length, stopped, totals };
}

/** The ids of what each question finds. */
async function search(questions) {
  const answers = [];
  for (const question of questions) answers.push(await engine.search(question));
  return answers;
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function html(shown) {
  const lines = shown.split("\n").map((line) => line.split("\t"));
  const card = ([, title, day, source]) =>
    `<article><h2><a href="#">${escaped(title)}</a></h2><p>${day} · ${escaped(source)}</p></article>`;
  const row = ([facet, name, count]) => `<li data-facet="${facet}"><a href="#">${escaped(name)}</a> ${count}</li>`;
  return {
    list: lines.filter(([kind]) => kind === "p").map(card).join(""),
    facets: lines.filter(([kind]) => kind === "source" || kind === "tag").map(row).join(""),
  };
}

function draw({ list, facets }) {
  document.getElementById("list").innerHTML = list;
  document.getElementById("facets").innerHTML = facets;
  return document.body.offsetHeight;
}

/** From a click to list and counts redrawn and laid out, beside drawing what was made before: by turns. */
async function click(questions, rounds) {
  await engine.fetchCards();
  const made = questions.map((question) => html(engine.shown(question)));
  const [whole, floor] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    for (const [nth, question] of questions.entries()) {
      let start = performance.now();
      draw(html(engine.shown(question)));
      const ours = performance.now() - start;
      // Another page in between, so that no drawing finds what it draws.
      draw(made[(nth + 1) % made.length]);
      start = performance.now();
      draw(made[nth]);
      const bare = performance.now() - start;
      draw(made[(nth + 2) % made.length]);
      if (round > 0) {
        whole.push(ours);
        floor.push(bare);
      }
    }
  }
  const of = (times) => {
    times.sort((a, b) => a - b);
    return { p50: times[times.length >> 1], p95: times[Math.trunc(times.length * 0.95)] };
  };
  return { whole: of(whole), floor: of(floor), rows: document.querySelectorAll("article, li").length };
}

function wasmBytes() {
  return engine.wasmBytes?.() ?? 0;
}

window.bench = { open, prepare, ask, search, click, wasmBytes };
