import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";

/** What a page of the documentation may load per picture. */
const MAX_BYTES = 120_000;
/** From fine to coarse: colours of the palette, and how smooth what lies between them is drawn. */
const PALETTES = [
  { colours: 256, dither: "sierra2_4a" },
  { colours: 128, dither: "none" },
  { colours: 48, dither: "none" },
] as const;

/** Writes a picture of the screen as a PNG with a palette, as fine as its size allows. */
export async function savePicture(png: Uint8Array, path: string): Promise<void> {
  let packed: Uint8Array = png;
  for (const { colours, dither } of PALETTES) {
    packed = await withPalette(png, colours, dither);
    if (packed.byteLength <= MAX_BYTES) break;
  }
  await writeFile(path, packed);
}

async function withPalette(png: Uint8Array, colours: number, dither: string): Promise<Uint8Array> {
  const palette = `palettegen=max_colors=${colours}:reserve_transparent=0`;
  const filter = `split[a][b];[a]${palette}[p];[b][p]paletteuse=dither=${dither}`;
  const child = spawn("ffmpeg", [
    ...["-v", "error", "-f", "png_pipe", "-i", "-", "-vf", filter],
    ...["-frames:v", "1", "-compression_level", "100", "-pred", "none", "-f", "image2pipe"],
    ...["-c:v", "png", "-"],
  ], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(png);
  return await buffer(child.stdout);
}
