/**
 * Records a clip in real time until it is killed, and tells after each picture how many there were. To be run with
 * the folder as its only argument.
 */
import { openRecordingStore } from "../../../adapters/recordings/recording_store.ts";
import { CLIP } from "../cameras/video_clip.ts";

const [folder = ""] = Deno.args;
const store = await openRecordingStore({ folder });
const recorder = store.start("7", Date.now());
const startedMs = performance.now();
let shown = 0;

setInterval(() => {
  const due = Math.floor((performance.now() - startedMs) * 30 / 1_000);
  while (shown < due) showNext();
}, 10);

function showNext(): void {
  const frame = CLIP.frames[shown % CLIP.frames.length] ?? CLIP.first;
  const begins = frame.keyframe ? "keyframe" : "frame";
  const moment = { receivedAtMs: performance.now(), receivedAt: Date.now() };
  recorder.write({ bytes: frame.bytes, begins, frame, ...moment }, CLIP.picture);
  shown += 1;
  Deno.stdout.writeSync(new TextEncoder().encode(`${shown}\n`));
}
