import { join } from "node:path";
import type { Recorder } from "../../../actors/cameras/recording.ts";
import {
  openRecordingStore,
  type RecordingLibrary,
  type RecordingStoreOptions,
} from "../../../adapters/recordings/recording_store.ts";
import { GatedDisk } from "../stores/gated_disk.ts";
import { CLIP, type Clip } from "./video_clip.ts";

/** When the recordings of these tests begin. */
export const RECORDED_AT = Date.parse("2026-11-21T10:15:00.000Z");

/** A store in a folder of its own. */
export interface RecordingScene {
  readonly folder: string;
  readonly disk: GatedDisk;
  readonly store: RecordingLibrary;
  /** The same folder, as after a restart. */
  reopen(): Promise<RecordingLibrary>;
}

/** Opens a store in an empty folder, and deletes that in the end. */
export async function withRecordings(
  use: (scene: RecordingScene) => Promise<void>,
  options: Partial<RecordingStoreOptions> = {},
): Promise<void> {
  const parent = await Deno.makeTempDir();
  const [folder, disk] = [join(parent, "recordings"), new GatedDisk()];
  const open = () => openRecordingStore({ folder, disk, ...options });
  try {
    await use({ folder, disk, store: await open(), reopen: open });
  } finally {
    await Deno.remove(parent, { recursive: true });
  }
}

/** Where in time a stream is. */
export interface Tape {
  /** Pictures that were shown; moved on by {@link play}. */
  shown: number;
}

/** Shows a clip to a recorder, again and again, for so many pictures at 30 a second. */
export function play(recorder: Recorder, tape: Tape, frames: number, clip: Clip = CLIP): void {
  for (let index = 0; index < frames; index++) {
    const frame = clip.frames[index % clip.frames.length] ?? clip.first;
    const begins = frame.keyframe ? "keyframe" : "frame";
    const receivedAtMs = tape.shown * 1_000 / 30;
    const receivedAt = Math.round(RECORDED_AT + receivedAtMs);
    const unit = { bytes: frame.bytes, begins, frame, receivedAtMs, receivedAt } as const;
    recorder.write(unit, clip.picture);
    tape.shown += 1;
  }
}

/** Names in a folder, sorted. */
export function namesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}
