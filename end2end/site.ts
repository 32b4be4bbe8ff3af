import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { firstAddress } from "./server.ts";

const root = resolve(import.meta.dirname, "..");
const binary = process.env["RELIRE"] ?? resolve(root, "target/release/relire");

/**
 * An archive of its own under one address that stays, whatever server is behind it: so that a test can stop the server,
 * start it otherwise configured, count what is asked for, and refuse some of it.
 */
export class Site {
  readonly address: string;
  /** Paths that were answered with 200, in order. */
  readonly asked: string[] = [];
  /** What is refused, as a server that breaks off would. */
  refuses: (path: string) => boolean = () => false;
  readonly #folder = mkdtempSync(join(tmpdir(), "relire-site-"));
  readonly #door: Server;
  #behind = "";
  #server: ChildProcess | undefined;

  private constructor(door: Server) {
    this.#door = door;
    this.address = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
    door.on("request", (from: IncomingMessage, to: ServerResponse) => this.#pass(from, to));
  }

  /** The demo's posts and pictures, imported into a database of the test's own, and served. */
  static async open(): Promise<Site> {
    const door = createServer();
    await new Promise<void>((done) => door.listen(0, "127.0.0.1", done));
    const site = new Site(door);
    site.relire("import", resolve(root, "demo/veille-habitat.wordpress.xml"), "--media", resolve(root, "demo/media"));
    await site.serve();
    return site;
  }

  /** Runs a command on the archive. */
  relire(...args: string[]): void {
    execFileSync(binary, [...args, "--database-url", this.#database], { cwd: root, stdio: "ignore" });
  }

  /** Starts the server, with further flags. */
  async serve(...flags: string[]): Promise<void> {
    await this.stop();
    mkdirSync(this.#folder, { recursive: true });
    const args = ["serve", "--addr", "127.0.0.1:0", "--database-url", this.#database, ...flags];
    const server = spawn(binary, args, { cwd: root, stdio: ["ignore", "pipe", "ignore"] });
    this.#server = server;
    this.#behind = await firstAddress(server.stdout);
  }

  /** Ends the server: from now on nobody answers. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#behind = "";
    this.#server = undefined;
    if (!server) return;
    const gone = new Promise((done) => server.once("exit", done));
    server.kill("SIGKILL");
    await gone;
  }

  async close(): Promise<void> {
    await this.stop();
    this.#door.closeAllConnections();
    await new Promise((done) => this.#door.close(done));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #database(): string {
    return `sqlite:${join(this.#folder, "relire.db")}`;
  }

  #pass(from: IncomingMessage, to: ServerResponse): void {
    const path = from.url ?? "/";
    if (!this.#behind || this.refuses(path)) {
      to.destroy();
      return;
    }
    const { method, headers } = from;
    const passed = ask(`${this.#behind}${path}`, { method, headers }, (answer) => {
      if (answer.statusCode === 200) this.asked.push(path);
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
    });
    passed.on("error", () => to.destroy());
    from.pipe(passed);
  }
}
