import {
  boxAt,
  fragmentEndTicks,
  type HeadFacts,
  readHead,
} from "../../protocols/video/mp4/reading.ts";
import { finishedLength } from "../../protocols/video/mp4/movie_head.ts";

/** The head of a segment has some 800 bytes; parameter sets of 255 kinds would still not fill this. */
const HEAD_BYTES = 8_192;
const BOX_HEADER_BYTES = 8;
/** A fragment's description has 12 bytes per picture; of a second of pictures some hundred. */
const MAX_MOOF_BYTES = 1024 * 1024;

/** What a segment says of itself; undefined when it is none of ours, or not even its head is whole. */
export async function readSegmentHead(path: string): Promise<HeadFacts | undefined> {
  using file = await Deno.open(path, { read: true });
  return readHead(await readAt(file, 0, HEAD_BYTES));
}

/** What a segment was found to be: finished (by now), without one whole picture, or something that is not ours. */
export type SegmentState = "finished" | "empty" | "foreign";

/**
 * Finishes a segment that was being written when the host died: takes off a fragment that is not whole, and writes how
 * long it plays.
 */
export async function finishSegment(path: string): Promise<SegmentState> {
  using file = await Deno.open(path, { read: true, write: true });
  const start = await readAt(file, 0, HEAD_BYTES);
  const head = readHead(start);
  if (head === undefined) return isTornHead(start) ? "empty" : "foreign";
  if (head.durationMs !== null) return "finished";
  const { bytes, endTicks } = await wholePart(file);
  if (endTicks === 0) return "empty";
  await file.truncate(bytes);
  await file.seek(head.lengthAt, Deno.SeekMode.Start);
  await file.write(finishedLength(endTicks));
  await file.syncData();
  return "finished";
}

function isTornHead(start: Uint8Array): boolean {
  return start.length < HEAD_BYTES && (start.length === 0 || boxAt(start)?.type === "ftyp");
}

/** Goes from box to box, some thousand reads for a segment of ten minutes, up to the last whole fragment. */
async function wholePart(file: Deno.FsFile) {
  const { size } = await file.stat();
  const whole = { bytes: 0, endTicks: 0 };
  let described: number | undefined;
  for (let at = 0; at < size;) {
    const place = boxAt(await readAt(file, at, BOX_HEADER_BYTES));
    if (place === undefined || at + place.bytes > size) break;
    if (place.type === "moof") {
      if (place.bytes > MAX_MOOF_BYTES) break;
      described = fragmentEndTicks(await readAt(file, at, place.bytes));
    }
    at += place.bytes;
    if (place.type === "mdat" && described !== undefined) {
      whole.bytes = at;
      whole.endTicks = described;
    }
  }
  return whole;
}

async function readAt(file: Deno.FsFile, position: number, length: number): Promise<Uint8Array> {
  await file.seek(position, Deno.SeekMode.Start);
  const bytes = new Uint8Array(length);
  let done = 0;
  while (done < length) {
    const read = await file.read(bytes.subarray(done));
    if (read === null) break;
    done += read;
  }
  return bytes.subarray(0, done);
}
