import type { SensorReading } from "../../protocols/discovery/events.ts";
import type { PictureFormat } from "../../protocols/video/events.ts";
import type { ViewerUnit } from "./link.ts";

/** One file of a recording. Times are epoch milliseconds. */
export interface RecordingSegment {
  /** File name without folder, for example `20261121_101500.000.mp4`; unique for its camera. */
  readonly name: string;
  readonly startedAt: number;
  /** Of the last whole fragment. */
  readonly endedAt: number;
  readonly bytes: number;
  /** False while it is being written. */
  readonly finished: boolean;
  readonly width: number | null;
  readonly height: number | null;
}

/** What goes on in a recording, as its camera shows it. */
export interface RecordingStatus {
  readonly startedAt: number;
  readonly segments: number;
  readonly bytes: number;
  /** Frames that were not written because the disk was slower than the camera. */
  readonly framesDropped: number;
  /** One sentence when writing has failed; null while all is well. */
  readonly problem: string | null;
}

/** A recording that runs. */
export interface Recorder {
  readonly status: RecordingStatus;
  /** Frames in order, the first one a keyframe. Bounded: what the disk cannot take is dropped to the next keyframe. */
  write(unit: ViewerUnit, picture: PictureFormat): void;
  /** Beside the video, one CSV per sensor. */
  writeSensor(sensor: string, reading: SensorReading, receivedAt: number): void;
  /** Resolves when all is on the disk. Never rejects: what failed stands in `status.problem`. */
  stop(): Promise<RecordingStatus>;
}

/** Where recordings are kept. */
export interface RecordingStore {
  /** Begins a recording; `folder` is the camera's key, made safe for a file system by the store. */
  start(folder: string, startedAt: number): Recorder;
  list(folder: string): Promise<readonly RecordingSegment[]>;
  /** Removes one; false when there is none, or it is being written. */
  remove(folder: string, name: string): Promise<boolean>;
  /** Deletes what is past its age or over the size in all, the oldest first. Called every minute. */
  retain(now: number): Promise<void>;
}

/** A recording that is read, also while it is being written. */
export interface RecordingReader {
  /** What may be read now: whole fragments only, so that every prefix of it plays. */
  readonly bytes: number;
  /** Fills `into` from `position` on; answers how much, 0 at the end. */
  read(into: Uint8Array, position: number): Promise<number>;
  close(): Promise<void>;
}

/** Opens recordings for those who download them. */
export interface RecordingReading {
  /** Undefined when the camera has no recording of this name; a name that is a path is none. */
  open(folder: string, name: string): Promise<RecordingReader | undefined>;
}
