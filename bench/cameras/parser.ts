import { Buffer } from "node:buffer";
import { type Figure, whole } from "../displays/figure.ts";
import { summarise, type Summary } from "../displays/statistics.ts";
import { VideoDecoder } from "../../protocols/video/decoder.ts";
import { syntheticH264 } from "./synthetic_video.ts";

const ROUNDS = 7;
/** Seconds of video that one round reads: long enough for the clock, short enough for caches to matter little. */
const SECONDS = 60;
/** What one read of a socket brings at most. */
const READ_BYTES = 64 * 1024;
const TARGET = 0.5;

/** Megabytes a second through the decoder of raw H.264, against a search for start codes in the same reads. */
export function parser(): Promise<Figure[]> {
  const reads = readsOf(Buffer.concat(syntheticH264().frames));
  const ours: number[] = [], theirs: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const decoded = timed(reads, decode), searched = timed(reads, search);
    // The first round compiles.
    if (round === 0) continue;
    ours.push(decoded);
    theirs.push(searched);
  }
  const ratio = summarise(ours.map((rate, round) => rate / (theirs[round] ?? NaN)));
  return Promise.resolve([{
    arm: "raw H.264 through the decoder",
    figure: megabytes(summarise(ours)),
    peer: megabytes(summarise(theirs)),
    ratio: ratio.median,
    target: `>= ${TARGET}`,
    met: ratio.median >= TARGET,
    remark: `indexOf alone; ratio per round ${ratio.least.toFixed(2)}-${ratio.most.toFixed(2)}`,
  }]);
}

function readsOf(second: Buffer): Uint8Array[] {
  const count = Math.ceil(second.length / READ_BYTES);
  return Array.from(
    { length: count },
    (_, n) => new Uint8Array(second.subarray(n * READ_BYTES, (n + 1) * READ_BYTES)),
  );
}

/** MB per second of one round. */
function timed(
  reads: readonly Uint8Array[],
  run: (reads: readonly Uint8Array[]) => number,
): number {
  const bytes = reads.reduce((sum, { length }) => sum + length, 0);
  const began = performance.now();
  const found = run(reads);
  const tookMs = performance.now() - began;
  if (found < SECONDS) throw new Error(`only ${found} units were found`);
  return bytes * SECONDS / 1e6 / (tookMs / 1_000);
}

function decode(reads: readonly Uint8Array[]): number {
  const decoder = new VideoDecoder();
  let frames = 0;
  for (let n = 0; n < SECONDS; n++) {
    for (const read of reads) {
      for (const { type } of decoder.push(read)) if (type === "frameCompleted") frames++;
    }
  }
  return frames;
}

/** Looks for zeros, as `indexOf` of one byte is several times faster here than that of three. */
function search(reads: readonly Uint8Array[]): number {
  let found = 0;
  for (let n = 0; n < SECONDS; n++) {
    for (const bytes of reads) {
      for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, at + 1)) {
        if (bytes[at + 1] === 0 && bytes[at + 2] === 1) found++;
      }
    }
  }
  return found;
}

function megabytes({ median, least, most }: Summary): string {
  return `${whole(median)} MB/s (${whole(least)}-${whole(most)})`;
}
