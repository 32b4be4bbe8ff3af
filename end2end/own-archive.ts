import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** Text that XML takes as it stands. */
export const cdata = (text: string): string =>
  // Control characters cannot stand in XML; the reader's repair of them is held elsewhere.
  `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>").replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "")}]]>`;

/** A server of its own for a test whose archive is not the demo's: made of a WordPress export. */
export async function archiveOf(xml: string): Promise<{ origin: string; end: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), "relire-own-"));
  const root = resolve(import.meta.dirname, "..");
  const binary = process.env["RELIRE"] ?? join(root, "target/release/relire");
  const file = join(folder, "export.xml");
  writeFileSync(file, xml);
  const settings = { ...process.env, DATABASE_URL: `sqlite:${join(folder, "own.db")}` };
  execFileSync(binary, ["import", file], { cwd: root, env: settings, stdio: "ignore" });
  const server = spawn(binary, ["serve", "--addr", "127.0.0.1:0"], {
    cwd: root,
    env: settings,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const origin = await new Promise<string>((found, failed) => {
    let text = "";
    server.once("exit", () => failed(new Error(`the server ended: ${text}`)));
    server.stdout.on("data", (chunk) => {
      text += String(chunk);
      const address = /http:\/\/[^\s/]+/.exec(text)?.[0];
      if (address) found(address);
    });
  });
  const end = (): void => {
    server.removeAllListeners("exit");
    server.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  return { origin, end };
}
