// A program run and watched: time on the clock, processor time and peak memory of it and all it started.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const TICKS_A_SECOND = 100;
const LOOK_EVERY_MS = 50;

/** Runs to the end or to the cap. Resolves to `{ seconds, processor, peak, stopped, failed }`. */
export async function measured(program, args, capSeconds, options = {}) {
  const start = performance.now();
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"], ...options });
  let said = "";
  child.stderr.on("data", (chunk) => (said = (said + chunk).slice(-2_000)));
  let code;
  const ended = new Promise((done) => child.once("exit", (exit) => done((code = exit ?? -1))));
  const ticks = new Map();
  let peak = 0;
  let stopped = false;
  while (code === undefined) {
    let together = 0;
    for (const id of family(child.pid)) {
      const seen = look(id);
      ticks.set(id, Math.max(ticks.get(id) ?? 0, seen.ticks));
      together += seen.bytes;
    }
    peak = Math.max(peak, together);
    if (performance.now() - start > capSeconds * 1_000) {
      stopped = true;
      for (const id of family(child.pid).reverse()) kill(id);
    }
    await Promise.race([ended, sleep(LOOK_EVERY_MS)]);
  }
  const processor = [...ticks.values()].reduce((sum, one) => sum + one, 0) / TICKS_A_SECOND;
  const failed = code === 0 || stopped ? "" : said || `exit ${code}`;
  return { seconds: (performance.now() - start) / 1_000, processor, peak, stopped, failed };
}

function kill(id) {
  try {
    process.kill(id, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}

/** A process and all its descendants. */
function family(id) {
  const text = read(`/proc/${id}/task/${id}/children`);
  return [id, ...text.split(" ").filter(Boolean).map(Number).flatMap(family)];
}

function look(id) {
  const stat = read(`/proc/${id}/stat`).split(") ")[1]?.split(" ") ?? [];
  const kilobytes = /VmRSS:\s+(\d+)/.exec(read(`/proc/${id}/status`))?.[1] ?? 0;
  return { ticks: Number(stat[11] ?? 0) + Number(stat[12] ?? 0), bytes: Number(kilobytes) * 1_024 };
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
