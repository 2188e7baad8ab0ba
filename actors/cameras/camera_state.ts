import type { Codec, PictureFormat, VideoFormat } from "../../protocols/video/events.ts";
import type { ActorRef, Context } from "../kernel/mod.ts";
import type { LedgerMessage } from "../ledger/messages.ts";
import { type Audience, newAudience } from "./audience.ts";
import type { CameraCommand } from "./commands.ts";
import { KeyframeGroup } from "./keyframe_group.ts";
import type { CameraDialer, CameraLink, Transcoder, ViewerUnit } from "./link.ts";
import type { CameraMessage, CamerasMessage, StreamState } from "./messages.ts";
import type { RecordingStore } from "./recording.ts";
import type { CameraSeat } from "./seat.ts";
import type { CameraRecord } from "./store.ts";
import { type JpegSource, newJpegSource } from "./transcoding.ts";

/** What cameras need from outside. */
export interface CameraPorts {
  readonly dialer: CameraDialer;
  readonly transcoder: Transcoder;
  readonly recordings: RecordingStore;
}

/** Whether the whole site is recorded; one object for all cameras. */
export interface SiteRecording {
  since: number | null;
}

/** What a camera's actor is started with. */
export interface CameraArgs {
  readonly seat: CameraSeat;
  readonly directory: ActorRef<CamerasMessage>;
  readonly ledger: ActorRef<LedgerMessage>;
  readonly ports: CameraPorts;
  readonly site: Readonly<SiteRecording>;
}

/** A connection that is being opened. */
export interface DialAttempt {
  readonly number: number;
  /** True once nobody waits for it: a link that comes later is closed at once. */
  ended: boolean;
}

/** The state of one camera; lives as long as one incarnation of its actor. Moments are monotonic ms. */
export interface CameraState {
  readonly args: CameraArgs;
  readonly seat: CameraSeat;
  stream: StreamState;
  /** Epoch ms. */
  since: number;
  reason: string;
  link: CameraLink | undefined;
  attempt: DialAttempt | undefined;
  attempts: number;
  /** Where the last attempt went. */
  dialed: Pick<CameraRecord, "address" | "port">;
  dialedAtMs: number;
  /** Connections in a row that failed or did not last. */
  failures: number;
  streamingFromMs: number | null;
  lastDataAtMs: number;
  lastFrameAtMs: number;
  /** Of bytes of H.264, whether or not they make a picture. */
  lastPieceAtMs: number;
  /** When the picture that is coming began. */
  pictureBegan: { readonly atMs: number; readonly at: number } | null;
  format: VideoFormat | null;
  picture: PictureFormat | null;
  /** The connection has told what its pictures are. */
  described: boolean;
  /** H.264: the parameter sets in force, as Annex B. */
  parameterSets: Uint8Array | null;
  /** Of the last connection that showed it. */
  codec: Codec | null;
  readonly group: KeyframeGroup;
  /** Of this message, and not handed over yet. */
  gathered: ViewerUnit | null;
  readonly audience: Audience;
  readonly jpeg: JpegSource;
  readonly commands: Map<string, CameraCommand>;
  /** Something is to be published with the next look at the figures. */
  changed: boolean;
  publishedAtMs: number;
  forgotten: boolean;
}

export type CameraContext = Context<CameraMessage>;

/** The state at a start or restart of the actor. */
export function newCameraState(args: CameraArgs, ctx: CameraContext): CameraState {
  const monotonicMs = ctx.monotonicMs();
  return {
    args,
    seat: args.seat,
    stream: "connecting",
    since: ctx.now(),
    reason: "Nobody has accepted yet.",
    link: undefined,
    attempt: undefined,
    attempts: 0,
    dialed: args.seat.record,
    dialedAtMs: -Infinity,
    failures: 0,
    streamingFromMs: null,
    lastDataAtMs: monotonicMs,
    lastFrameAtMs: monotonicMs,
    lastPieceAtMs: -Infinity,
    pictureBegan: null,
    format: null,
    picture: null,
    described: false,
    parameterSets: null,
    codec: null,
    group: new KeyframeGroup(),
    gathered: null,
    audience: newAudience(args.seat.watchers),
    jpeg: newJpegSource(),
    commands: new Map(),
    changed: false,
    publishedAtMs: -Infinity,
    forgotten: false,
  };
}
