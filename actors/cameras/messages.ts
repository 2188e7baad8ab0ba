import type { Authored } from "../audit/author.ts";
import type { DiscoveryEvent, RecordOrder } from "../../protocols/discovery/events.ts";
import type { PictureFormat, VideoEvent, VideoFormat } from "../../protocols/video/events.ts";
import type { ActorRef, Question } from "../kernel/mod.ts";
import type { CommandTargetMessage } from "../ledger/messages.ts";
import type { Liveness, LivenessVerdict } from "../liveness.ts";
import type { Outcome } from "../outcome.ts";
import type { CameraLink, Viewer, ViewerKind } from "./link.ts";
import type { Recorder, RecordingStatus } from "./recording.ts";
import type { RecordingTally } from "./recording_tally.ts";
import type { CameraSettings } from "./settings.ts";

/** What the stream does, apart from whether the camera is there. */
export type StreamState =
  /** Nobody has accepted yet, or the last connection is gone; the next try is on its way. */
  | "connecting"
  /** Connected, and no picture yet. */
  | "waiting"
  | "streaming"
  /** Connected, and nothing has come for 5 s. */
  | "stalled";

/** What is measured of a stream, over its last seconds. */
export interface StreamFigures {
  /** Frames per second, as they came. */
  readonly framesPerSecond: number;
  readonly bitrateKbps: number;
  /** Null until two keyframes have come. */
  readonly keyframeIntervalMs: number | null;
  /** Since our start. */
  readonly frames: number;
  readonly bytes: number;
  readonly connects: number;
  readonly skippedBytes: number;
}

/** One who watches. */
export interface ViewerStatus {
  readonly id: string;
  readonly kind: ViewerKind;
  readonly peerAddress: string;
  /** Epoch ms. */
  readonly since: number;
  readonly sentFrames: number;
  /** Frames that it did not get because it was slow. */
  readonly droppedFrames: number;
  readonly queuedBytes: number;
}

/** Everything known about one camera, at one moment. Times are epoch milliseconds. */
export interface CameraSnapshot {
  readonly id: number;
  /** The configured name, else its address. */
  readonly name: string;
  readonly configured: boolean;
  readonly address: string;
  readonly port: number;
  /** When it last answered discovery; null: never. */
  readonly answeredAt: number | null;
  readonly stream: StreamState;
  readonly since: number;
  /** Why it is not streaming, in one sentence; empty while it is. */
  readonly reason: string;
  readonly format: VideoFormat | null;
  readonly picture: PictureFormat | null;
  readonly figures: StreamFigures;
  readonly liveness: LivenessVerdict;
  readonly viewers: readonly ViewerStatus[];
  readonly recording: RecordingStatus | null;
  /** Port of its relay; null until it is bound. */
  readonly relayPort: number | null;
  readonly createdAt: number;
}

/** To one camera. Its key is its id. */
export type CameraMessage =
  | CommandTargetMessage
  /** `attempt` is the number of the try to connect: what becomes of one that is given up does not count. */
  | { readonly type: "linkOpened"; readonly link: CameraLink; readonly attempt: number }
  | { readonly type: "dialFailed"; readonly reason: string; readonly attempt: number }
  | VideoReceived
  | { readonly type: "linkClosed"; readonly link: CameraLink; readonly reason: string }
  | { readonly type: "viewerJoined"; readonly viewer: Viewer }
  | { readonly type: "viewerLeft"; readonly viewerId: string }
  | { readonly type: "jpegMade"; readonly run: number; readonly bytes: Uint8Array }
  | { readonly type: "transcoderEnded"; readonly run: number; readonly reason: string }
  | { readonly type: "jpegIdle" }
  | { readonly type: "jpegRetryDue" }
  | {
    readonly type: "recorderStopped";
    readonly tally: RecordingTally;
    readonly recorder: Recorder;
  }
  /** It has answered discovery; told at most once a second. */
  | { readonly type: "answered" }
  | { readonly type: "recordOrdered"; readonly order: RecordOrder }
  | Extract<DiscoveryEvent, { readonly type: "sensorReported" }>
  | { readonly type: "identityChanged" }
  | { readonly type: "forgotten"; readonly reason: string }
  | { readonly type: "dialDue" }
  | { readonly type: "watchdogDue" }
  | { readonly type: "figuresDue" }
  | { readonly type: "judgeLiveness" };

/** What one read of a camera's socket has brought, in order. Local to the process. */
export interface VideoReceived {
  readonly type: "videoReceived";
  readonly link: CameraLink;
  readonly events: readonly VideoEvent[];
  /** As in `CameraFeed.received`; 0: nothing can be let go. */
  readonly settled: number;
}

/** To the directory of all cameras, which supervises them. */
export type CamerasMessage =
  /** From the MQTT adapter, one per message. */
  | { readonly type: "discovered"; readonly event: DiscoveryEvent }
  | { readonly type: "configureCameras"; readonly settings: CameraSettings }
  | { readonly type: "relayBound"; readonly id: number; readonly port: number }
  | LocateCamera
  | ListCameras
  | FindCamera
  | ForgetCamera
  /** From a camera: its record has changed, and is to be on the disk soon. */
  | { readonly type: "cameraAmended" }
  | { readonly type: "retentionDue" }
  | { readonly type: "retentionSettled"; readonly problem: string | null }
  | { readonly type: "saveDue" }
  | { readonly type: "commitSettled"; readonly cause: unknown };

/** The actor of one camera, for viewers. By id, name (letter case does not count) or address. */
export interface LocateCamera extends Question<Outcome<ActorRef<CameraMessage>>> {
  readonly type: "locateCamera";
  readonly nameOrId: string;
}

/** Cameras ordered by id. `query` keeps those whose name or address contains it. */
export interface ListCameras extends Question<readonly CameraSnapshot[]> {
  readonly type: "listCameras";
  readonly query?: string;
  readonly liveness?: Liveness;
  readonly stream?: StreamState;
  readonly afterId?: number;
  readonly atMost?: number;
}

/** By id, name (letter case does not count) or address. */
export interface FindCamera extends Question<Outcome<CameraSnapshot>> {
  readonly type: "findCamera";
  readonly nameOrId: string;
}

/** Removes a camera; its recordings stay. One that is streaming needs `force`; a configured one cannot go. */
export interface ForgetCamera extends Question<Outcome<null>>, Authored {
  readonly type: "forgetCamera";
  readonly nameOrId: string;
  readonly force: boolean;
}
