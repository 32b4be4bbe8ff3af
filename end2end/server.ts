import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const root = resolve(import.meta.dirname, "..");
const binary = process.env["RELIRE"] ?? resolve(root, "target/release/relire");

/** Starts the release build with the demo archive on a free port, once for all tests; returns how to end it. */
export default async function start(): Promise<() => Promise<void>> {
  const cache = resolve(root, "target/end2end/cache");
  mkdirSync(cache, { recursive: true });
  const server = spawn(binary, ["serve", "--demo", "--addr", "127.0.0.1:0"], {
    cwd: root,
    // The demo's database lies in the cache folder: the tests' own, so that no other server writes to it.
    env: { ...process.env, XDG_CACHE_HOME: cache },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<never>((_, reject) => {
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`the server ended with ${code} before the tests`)));
  });
  const address = await Promise.race([firstAddress(server.stdout), ended]);
  await Promise.race([healthy(address), ended]);
  ended.catch(() => undefined);
  process.env["BASE_URL"] = address;
  return async () => {
    const gone = new Promise((done) => server.once("exit", done));
    server.kill("SIGTERM");
    await Promise.race([gone, sleep(5_000)]);
    server.kill("SIGKILL");
  };
}

/** The server prints its address as soon as it listens. */
export async function firstAddress(output: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const chunk of output) {
    text += String(chunk);
    const address = /http:\/\/[^\s/]+/.exec(text)?.[0];
    if (address) {
      output.resume();
      return address;
    }
  }
  throw new Error(`the server printed no address: ${text}`);
}

async function healthy(address: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(`${address}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error(`${address}/healthz did not answer within 30 s`);
}
