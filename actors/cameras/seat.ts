import type { LivenessTrack } from "../liveness.ts";
import type { CameraState } from "./camera_state.ts";
import type { RecordingTally } from "./recording_tally.ts";
import type { CameraRecord } from "./store.ts";
import type { StreamMeter } from "./stream_meter.ts";
import type { Watcher } from "./watcher.ts";

/**
 * What must outlive a crash of a camera's actor: the record, its rhythm, and those who watch. The directory makes one
 * per camera; the camera's actor changes it, and the directory reads it, saves it, and gives it another identity.
 */
export interface CameraSeat {
  record: CameraRecord;
  readonly track: LivenessTrack;
  readonly meter: StreamMeter;
  /** Epoch ms of its last answer to discovery; the record follows now and then. */
  answeredAt: number | null;
  /** By the viewer's id. */
  readonly watchers: Map<string, Watcher>;
  recording: RecordingTally | null;
  /** Its recording was stopped by itself while the whole site was recorded: it does not join again. */
  leftSite: boolean;
  relayPort: number | null;
  /** True while the record differs from the disk. */
  dirty: boolean;
  /** What the actor knows now, for reads; undefined while it is not running. */
  state: CameraState | undefined;
}

/** Changes the record, to be saved with the next batch. */
export function amend(seat: CameraSeat, change: Partial<CameraRecord>): void {
  seat.record = { ...seat.record, ...change };
  seat.dirty = true;
}

/** What people call a camera: its configured name, else its address. */
export function nameOf({ name, address }: Pick<CameraRecord, "name" | "address">): string {
  return name ?? address;
}

/** Under which key a camera's recordings are kept. Ids are never used twice, and outlive a change of address. */
export function recordingFolder({ id }: Pick<CameraRecord, "id">): string {
  return `camera_${id}`;
}
