import type { Viewer, ViewerUnit } from "../../../../actors/cameras/link.ts";
import type {
  CameraMessage,
  CamerasMessage,
  CameraSnapshot,
} from "../../../../actors/cameras/messages.ts";
import type {
  RecordingReader,
  RecordingReading,
  RecordingSegment,
  RecordingStore,
} from "../../../../actors/cameras/recording.ts";
import { accept, refuse } from "../../../../actors/outcome.ts";
import type { DiscoveryReport } from "../../../../adapters/http/routes/discovery.ts";
import type { PictureFormat } from "../../../../protocols/video/events.ts";
import { AT } from "../../../support/stores/store_samples.ts";
import { StubRef } from "./stub_ref.ts";

/** What an H.264 camera shows. */
export const H264_PICTURE: PictureFormat = {
  codec: "h264",
  width: 320,
  height: 240,
  framesPerSecond: 30,
  codecString: "avc1.42c00d",
  profile: "Constrained Baseline 1.3",
};

/** What a fielded camera shows. */
export const JPEG_PICTURE: PictureFormat = {
  codec: "jpeg",
  width: 320,
  height: 240,
  framesPerSecond: null,
  codecString: null,
  profile: null,
};

/** A camera with every optional fact. */
export function sampleCamera(id: number, changes: Partial<CameraSnapshot> = {}): CameraSnapshot {
  return {
    id,
    name: `Camera-${id}`,
    configured: true,
    address: `10.0.1.${id}`,
    port: 8000,
    answeredAt: AT,
    stream: "streaming",
    since: AT,
    reason: "",
    format: "annexB",
    picture: H264_PICTURE,
    figures: {
      framesPerSecond: 29.7,
      bitrateKbps: 8_000,
      keyframeIntervalMs: 33,
      frames: 300,
      bytes: 10_000_000,
      connects: 2,
      skippedBytes: 5,
    },
    liveness: {
      state: "online",
      reason: "Heard in time.",
      since: AT,
      lastSeenAt: AT,
      intervalMs: 1_000,
      staleAfterMs: 5_000,
      offlineAfterMs: 30_000,
    },
    viewers: [{
      id: "secret of the process",
      kind: "h264",
      peerAddress: "10.0.0.9",
      since: AT,
      sentFrames: 250,
      droppedFrames: 3,
      queuedBytes: 1_000,
    }],
    recording: { startedAt: AT, segments: 1, bytes: 900, framesDropped: 0, problem: null },
    relayPort: 8_901,
    createdAt: AT,
    ...changes,
  };
}

/** A unit of video that begins with a keyframe, unless said otherwise. */
export function sampleUnit(
  bytes: Uint8Array,
  picture: PictureFormat = JPEG_PICTURE,
  begins: ViewerUnit["begins"] = "keyframe",
): ViewerUnit {
  const { codec } = picture;
  const frame = { codec, bytes, keyframe: begins === "keyframe", nalUnits: [] };
  return { bytes, begins, frame, picture, receivedAtMs: 1.5, receivedAt: AT };
}

/** What whoever comes is shown: pieces of Annex B, or whole JPEG pictures. */
function greetingFor({ takes }: Viewer): ViewerUnit {
  if (takes === "pieces") return sampleUnit(Uint8Array.of(0, 0, 0, 1, 0x67), H264_PICTURE);
  return sampleUnit(Uint8Array.of(0xff, 0xd8, 0xff, 0xd9));
}

/** The actor of a camera: keeps who watches, and shows what the test hands it. */
export class StubCamera extends StubRef<CameraMessage> {
  readonly viewers = new Map<string, Viewer>();
  /** What becomes of whoever comes; as the actor does, it shows what there is. */
  onJoin = (viewer: Viewer): void => viewer.show(greetingFor(viewer));
  readonly joined: Viewer[] = [];

  constructor() {
    super({});
  }

  override tell(message?: CameraMessage): "accepted" {
    if (message?.type === "viewerLeft") this.viewers.delete(message.viewerId);
    if (message?.type !== "viewerJoined") return "accepted";
    this.viewers.set(message.viewer.id, message.viewer);
    this.joined.push(message.viewer);
    this.onJoin(message.viewer);
    return "accepted";
  }

  show(unit: ViewerUnit): void {
    for (const viewer of this.viewers.values()) viewer.show(unit);
  }
}

/** A directory that knows two cameras; both are shown by one actor. */
export class StubCameras extends StubRef<CamerasMessage> {
  readonly camera = new StubCamera();
  snapshot = sampleCamera(1);

  constructor() {
    super({
      listCameras: () => [this.snapshot, sampleCamera(2, { recording: null, answeredAt: null })],
      findCamera: ({ nameOrId }) =>
        nameOrId === "Attic"
          ? refuse("notFound", "No camera is called Attic.")
          : accept(nameOrId === "2" ? sampleCamera(2) : this.snapshot),
      forgetCamera: () => accept(null),
      locateCamera: () => accept(this.camera),
    });
  }
}

/** The recording that is there. */
export const SEGMENT: RecordingSegment = {
  name: "20261121_101500.000.mp4",
  startedAt: AT,
  endedAt: AT + 10_000,
  bytes: 26,
  finished: true,
  width: 320,
  height: 240,
};

/** One recording of 26 letters, and one that is being written. */
export class StubRecordings implements Pick<RecordingStore, "list" | "remove">, RecordingReading {
  content = new TextEncoder().encode("abcdefghijklmnopqrstuvwxyz");
  readonly folders: string[] = [];
  opened = 0;
  closed = 0;
  failAt = Infinity;
  /** Names of what was to be removed. */
  readonly removals: string[] = [];
  removeFailure: Error | undefined;

  list(folder: string): Promise<readonly RecordingSegment[]> {
    this.folders.push(folder);
    return Promise.resolve([SEGMENT, { ...SEGMENT, name: "now.mp4", finished: false }]);
  }

  remove(_folder: string, name: string): Promise<boolean> {
    this.removals.push(name);
    if (this.removeFailure) return Promise.reject(this.removeFailure);
    return Promise.resolve(name === SEGMENT.name);
  }

  open(folder: string, name: string): Promise<RecordingReader | undefined> {
    this.folders.push(folder);
    if (name !== SEGMENT.name) return Promise.resolve(undefined);
    this.opened++;
    return Promise.resolve({
      bytes: this.content.length,
      read: (into, position) => this.#read(into, position),
      close: () => {
        this.closed++;
        return Promise.resolve();
      },
    });
  }

  #read(into: Uint8Array, position: number): Promise<number> {
    if (position >= this.failAt) return Promise.reject(new Error("EIO"));
    const some = this.content.subarray(position, position + Math.min(into.length, 7));
    into.set(some);
    return Promise.resolve(some.length);
  }
}

/** Discovery that has found somebody. */
export const sampleDiscovery: DiscoveryReport = {
  state: "connected",
  since: AT,
  reason: "",
  broker: "mqtt://127.0.0.1:1883",
  answers: 3,
  violations: 1,
  stale: 0,
  dropped: 0,
};
