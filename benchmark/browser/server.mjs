// Serves the folder of a run on the loopback, cross-origin isolated so that the page's timer ticks every 5 µs, and
// remembers what was asked for.
import { createServer } from "node:http";
import { createReadStream, readFileSync, statSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};
/** What is larger is compressed at 9 instead of 11. */
const LARGE = 8 << 20;
/** What its engine compresses itself, by the end of its name. */
const COMPRESSED = [".pagefind", ".pf_meta", ".pf_filter", ".pf_index", ".pf_fragment", ".db.br"];

/** `asked()` gives the files asked for since it was last called. */
export async function serve(root, port) {
  let asked = [];
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
    const file = join(root, path);
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Cache-Control", "no-store");
    try {
      const { size } = statSync(file);
      asked.push(file);
      response.setHeader("Content-Type", TYPES[extname(file)] ?? "application/octet-stream");
      response.setHeader("Content-Length", size);
      createReadStream(file).pipe(response);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise((listening) => server.listen(port, "127.0.0.1", listening));
  const address = `http://127.0.0.1:${server.address().port}`;
  const close = () => new Promise((closed) => (server.closeAllConnections(), server.close(closed)));
  return { address, close, asked: () => asked.splice(0) };
}

const sizes = new Map();

/** How many bytes files weigh on the wire: as they are where they are compressed already, else as brotli. */
export function wireBytes(files) {
  return files.reduce((sum, file) => sum + wireBytesOf(file), 0);
}

function wireBytesOf(file) {
  if (file.includes("/page/index.html") || file.includes("/page/measure.js")) return 0;
  const known = sizes.get(file);
  if (known !== undefined) return known;
  const bytes = readFileSync(file);
  const quality = bytes.length > LARGE ? 9 : 11;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const raw = COMPRESSED.some((end) => file.endsWith(end));
  const size = raw ? bytes.length : brotliCompressSync(bytes, { params }).length;
  sizes.set(file, size);
  return size;
}
