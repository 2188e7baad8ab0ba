import type { ViewerUnit } from "../../actors/cameras/link.ts";
import type { Recorder, RecordingStatus } from "../../actors/cameras/recording.ts";
import type { SensorReading } from "../../protocols/discovery/events.ts";
import type { PictureFormat, VideoFrame } from "../../protocols/video/events.ts";
import { FragmentedMp4 } from "../../protocols/video/mp4/fragmented_mp4.ts";
import { problemOf } from "./problems.ts";
import { Segment } from "./segment.ts";
import { SensorRows } from "./sensor_rows.ts";
import type { RecorderSurroundings } from "./surroundings.ts";

/** Length of a file: ten minutes, as people cut and send them; a keyframe must come, so it is a little more. */
export const SEGMENT_MS = 600_000;
/** After a failure of the disk nothing is tried for so long: it may be full until the next clearing out. */
export const RETRY_MS = 5_000;
/** How often it is looked whether something waits that no further picture pushes out. */
const TICK_MS = 500;
/** Nothing waits longer than this and one tick: pictures of a camera that has gone silent. */
const MAX_WAIT_MS = 1_000;

const NO_PARAMETERS =
  "The camera's keyframes come without parameter sets, so no player could begin there.";
const TOO_SLOW =
  "The disk is slower than the camera; pictures were left out up to the next keyframe.";
const TOO_MANY_ROWS =
  "Readings of sensors were left out: too many at once, or of too many sensors.";

/** What a recorder is given besides what its files share. */
export interface RecorderOptions {
  /** Epoch ms. */
  readonly startedAt: number;
  readonly segmentMs: number;
  /** Why nothing may be written at the moment, in one sentence; null when it may. */
  readonly refusal: () => string | null;
  readonly around: Pick<
    RecorderSurroundings,
    "folder" | "disk" | "queue" | "files" | "monotonicMs"
  >;
}

/**
 * Writes the stream of one camera, without ever waiting: what the disk cannot take is dropped up to the next keyframe.
 * The disk's failures end the file that is open; the next keyframe after a pause begins another one.
 */
export class FileRecorder implements Recorder {
  readonly #options: RecorderOptions;
  readonly #around: RecorderSurroundings;
  readonly #rows: SensorRows;
  readonly #ticking: ReturnType<typeof setInterval>;
  #segment: Segment | undefined;
  #segments = 0;
  #bytes = 0;
  #framesDropped = 0;
  #problem: string | null = null;
  /** Pictures are left out until a keyframe with which it can go on. */
  #dropping = false;
  #retryAtMs = -Infinity;
  #stopped = false;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#around = {
      ...options.around,
      written: (bytes) => this.#written(bytes),
      lost: (pictures) => this.#framesDropped += pictures,
      failed: (cause) => this.#failed(cause),
    };
    this.#rows = new SensorRows(this.#around, options.startedAt);
    this.#ticking = setInterval(() => this.#tick(), TICK_MS);
  }

  get status(): RecordingStatus {
    return {
      startedAt: this.#options.startedAt,
      segments: this.#segments,
      bytes: this.#bytes,
      framesDropped: this.#framesDropped,
      problem: this.#problem,
    };
  }

  write(unit: ViewerUnit, picture: PictureFormat): void {
    const { frame } = unit;
    if (frame === undefined || this.#stopped) return;
    this.#giveUpFailed();
    const segment = frame.keyframe
      ? this.#atKeyframe(frame, picture, unit)
      : this.#between(frame, picture);
    this.#dropping = segment === undefined;
    if (segment === undefined) this.#framesDropped += 1;
    else segment.add(frame, unit.receivedAtMs);
  }

  writeSensor(sensor: string, reading: SensorReading, receivedAt: number): void {
    if (this.#stopped) return;
    if (!this.#rows.add(sensor, reading, receivedAt)) this.#problem = TOO_MANY_ROWS;
  }

  async stop(): Promise<RecordingStatus> {
    this.#stopped = true;
    clearInterval(this.#ticking);
    this.#giveUpFailed();
    this.#finishSegment();
    this.#rows.finish();
    await this.#around.queue.drained();
    return this.status;
  }

  #between(frame: VideoFrame, picture: PictureFormat): Segment | undefined {
    const segment = this.#segment;
    if (segment === undefined || this.#dropping || !segment.fits(frame, picture)) return undefined;
    if (this.#around.queue.hasRoom) return segment;
    this.#problem = TOO_SLOW;
    return undefined;
  }

  #atKeyframe(frame: VideoFrame, picture: PictureFormat, unit: ViewerUnit): Segment | undefined {
    const { queue } = this.#around;
    if (this.#dropping ? !queue.hasDrained : !queue.hasRoom) {
      this.#problem = TOO_SLOW;
      return undefined;
    }
    const segment = this.#segment;
    const ripe = segment !== undefined &&
      unit.receivedAtMs - segment.beganMs >= this.#options.segmentMs;
    const refusal = this.#options.refusal();
    if (!ripe && refusal === null && segment?.fits(frame, picture)) return segment;
    this.#finishSegment();
    if (refusal !== null) this.#problem = refusal;
    else this.#segment = this.#begin(frame, picture, unit);
    return this.#segment;
  }

  #begin(frame: VideoFrame, picture: PictureFormat, unit: ViewerUnit): Segment | undefined {
    if (this.#around.monotonicMs() < this.#retryAtMs) return undefined;
    const mp4 = FragmentedMp4.begin(picture, frame);
    if (mp4 === undefined) {
      this.#problem = NO_PARAMETERS;
      return undefined;
    }
    this.#segments += 1;
    const begin = { at: unit.receivedAt, atMs: unit.receivedAtMs };
    return new Segment(mp4, picture, begin, this.#around);
  }

  #finishSegment(): void {
    this.#segment?.finish();
    this.#segment = undefined;
  }

  #giveUpFailed(): void {
    if (!this.#segment?.failed) return;
    this.#framesDropped += this.#segment.waiting;
    this.#segment = undefined;
  }

  #tick(): void {
    const segment = this.#segment;
    const nowMs = this.#around.monotonicMs();
    if (segment !== undefined && nowMs - segment.wroteMs >= MAX_WAIT_MS) segment.flush();
    this.#rows.flush();
  }

  /** What works again is no problem any more. */
  #written(bytes: number): void {
    this.#bytes += bytes;
    if (!this.#dropping) this.#problem = null;
  }

  #failed(cause: unknown): void {
    this.#problem = problemOf(cause);
    this.#retryAtMs = this.#around.monotonicMs() + RETRY_MS;
  }
}
