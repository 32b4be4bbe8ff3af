// Keeps the pictures of the gallery small: few colours are enough to see a change.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";

const PALETTE = 3;
const COLOURS = 48;
const folder = join(import.meta.dirname, "pictures");

let bytes = 0;
for (const name of readdirSync(folder, { recursive: true })) {
  if (!name.endsWith(".png")) continue;
  const path = join(folder, name);
  let picture = readFileSync(path);
  // Where the colours are told in a PNG: those that were shrunk before stay as they are.
  if (picture[25] !== PALETTE) {
    picture = await sharp(picture).png({ palette: true, colours: COLOURS, dither: 0, effort: 10, compressionLevel: 9 }).toBuffer();
    writeFileSync(path, picture);
  }
  bytes += picture.length;
}
console.log(`the gallery weighs ${(bytes / 1e6).toFixed(1)} MB`);
