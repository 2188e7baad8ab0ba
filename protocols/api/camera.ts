import { z } from "zod";
import { LivenessVerdict } from "./liveness.ts";
import { UnderMaintenance } from "./maintenance.ts";
import { timing } from "./order.ts";
import { Command } from "./command.ts";
import { pageOf } from "./page.ts";
import { Flag, Id, Limit, Liveness, Name, Time } from "./scalars.ts";

/** What a camera's stream does, beside whether the camera is there. */
export const StreamState = z.enum(["connecting", "waiting", "streaming", "stalled"]).meta({
  id: "StreamState",
  description: "connecting: nobody accepts. waiting: connected, no picture yet. " +
    "stalled: connected, and nothing has come for 5 s.",
});

const Picture = z.strictObject({
  codec: z.enum(["h264", "jpeg"]),
  width: z.int(),
  height: z.int(),
  framesPerSecond: z.number().nullable().meta({ description: "As the stream itself claims." }),
  codecString: z.string().nullable().meta({ example: "avc1.64001f" }),
  profile: z.string().nullable().meta({ example: "High 3.1" }),
}).meta({ id: "CameraPicture", description: "What the pictures are." });

const Figures = z.strictObject({
  framesPerSecond: z.number(),
  bitrateKbps: z.number(),
  keyframeIntervalMs: z.number().nullable(),
  frames: z.int(),
  bytes: z.int(),
  connects: z.int(),
  skippedBytes: z.int(),
}).meta({
  id: "CameraFigures",
  description: "Rates over the last seconds; counts since the control host started.",
});

const Viewer = z.strictObject({
  kind: z.enum(["h264", "mp4", "mjpeg", "snapshot", "websocket", "relay"]),
  peerAddress: z.string(),
  since: Time,
  sentFrames: z.int(),
  droppedFrames: z.int().meta({ description: "Not sent because the viewer was slow." }),
  queuedBytes: z.int(),
}).meta({ id: "CameraViewer", description: "Somebody who watches." });

const RunningRecording = z.strictObject({
  startedAt: Time,
  segments: z.int(),
  bytes: z.int(),
  framesDropped: z.int().meta({ description: "Not written because the disk was slow." }),
  problem: z.string().nullable(),
}).meta({ id: "RunningRecording", description: "A recording that goes on." });

/** A camera, by its stream. */
export const Camera = z.strictObject({
  id: Id,
  name: z.string().meta({ description: "As configured, else its address." }),
  configured: z.boolean().meta({ description: "True while the config file names it." }),
  address: z.string(),
  port: z.int(),
  answeredAt: Time.nullable().meta({ description: "When it last answered discovery." }),
  stream: StreamState,
  since: Time,
  reason: z.string().meta({ description: "Why it is not streaming; empty while it is." }),
  format: z.enum(["annexB", "lengthPrefixedH264", "lengthPrefixedJpeg"]).nullable(),
  picture: Picture.nullable(),
  figures: Figures,
  liveness: LivenessVerdict,
  maintenance: UnderMaintenance,
  viewers: z.array(Viewer),
  recording: RunningRecording.nullable(),
  relayPort: z.int().nullable(),
  createdAt: Time,
}).meta({ id: "Camera", description: "A camera and what its stream does." });
export type Camera = z.infer<typeof Camera>;

export const CameraPage = pageOf(Camera, "CameraPage");
export type CameraPage = z.infer<typeof CameraPage>;

/** Filters of the list. `q` looks into names and addresses. */
export const CameraQuery = z.strictObject({
  q: z.string().min(1).max(255).optional(),
  liveness: Liveness.optional(),
  stream: StreamState.optional(),
  cursor: z.string().regex(/^\d{1,15}$/, "must be the nextCursor of a page").optional(),
  limit: Limit,
});

const NameOrId = Name.meta({
  description:
    "Name, address or number; letter case of a name does not count. `id:7` is the number and " +
    "nothing else, whoever is called 7.",
});

/** Which camera. */
export const CameraPath = z.object({ id: NameOrId });

/** `force` forgets a camera that is streaming. */
export const CameraForgetQuery = z.strictObject({ force: Flag.optional() });

/** What a camera can be told to do. */
export const CameraAction = z.enum(["record_start", "record_stop"]);
export type CameraAction = z.infer<typeof CameraAction>;

/** A command for one camera. */
export const CameraOrder = z.strictObject({ action: CameraAction, ...timing })
  .meta({ id: "CameraOrder", description: "What a camera is to do." });

/** Cameras named in one broadcast: several times the most that are looked after. */
const MAX_NAMED = 1_000;

/** A command for many cameras, for all where none is named. */
export const CameraBroadcast = z.strictObject({
  action: CameraAction,
  cameras: z.array(NameOrId).min(1).max(MAX_NAMED).optional().meta({
    description: "Numbers, names or addresses; absent: every camera.",
  }),
  ...timing,
}).meta({ id: "CameraBroadcast", description: "What several cameras are to do." });

/** What a broadcast made: a row for each target. */
export const CameraSubmission = z.strictObject({ commands: z.array(Command) })
  .meta({ id: "CameraSubmission", description: "One command per camera." });
export type CameraSubmission = z.infer<typeof CameraSubmission>;

const RECORDING_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,119}$/;

/** Which recording of which camera. */
export const RecordingPath = z.object({
  id: NameOrId,
  name: z.string().regex(RECORDING_NAME, "must be the name of a recording as it is listed"),
});

/** One file of a recording. */
export const Recording = z.strictObject({
  name: z.string().meta({ example: "20261121_101500.000.mp4" }),
  startedAt: Time,
  endedAt: Time,
  bytes: z.int(),
  finished: z.boolean().meta({ description: "False while it is being written." }),
  width: z.int().nullable(),
  height: z.int().nullable(),
}).meta({ id: "Recording", description: "One file of a recording." });
export type Recording = z.infer<typeof Recording>;

export const RecordingList = z.strictObject({ items: z.array(Recording) })
  .meta({ id: "RecordingList", description: "The recordings of a camera, oldest first." });
export type RecordingList = z.infer<typeof RecordingList>;
