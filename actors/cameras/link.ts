import type { Codec, PictureFormat, VideoEvent, VideoFrame } from "../../protocols/video/events.ts";

/** A connection to a camera, as its actor needs it. Made by an adapter, which reports through {@link CameraFeed}. */
export interface CameraLink {
  /** Unique while the process runs. */
  readonly id: string;
  /** What its events are views of, where that is used again; left out: it never is. */
  readonly memory?: LentMemory;
  /** Ends the connection; `closed` is still said, once. */
  close(reason: string): void;
}

/**
 * Memory that events are views of, and that is written to again once they are let go. Whoever takes in the messages of
 * a link says so when it can, and must say when it never can; as long as nothing is said, everything stays as it is.
 */
export interface LentMemory {
  /** Nobody holds any bytes that came before this place in the stream. */
  letGo(place: number): void;
  /** Somebody may hold what has come until now for longer: it is left to the garbage collector. */
  keep(): void;
}

/** What a link reports, in order. Nothing more comes after `closed`. */
export interface CameraFeed {
  /**
   * What one read of the socket has brought. Resolves when more may be read: the camera's own TCP window is the only
   * queue. Undefined means at once.
   *
   * @param settled place in the stream before which the link itself holds nothing, and no later event is a view of
   * anything; without it nothing can be let go
   */
  received(events: readonly VideoEvent[], settled?: number): Promise<void> | undefined;
  /** The connection is gone, and why, in one sentence. */
  closed(reason: string): void;
}

/** Opens connections to cameras. */
export interface CameraDialer {
  /** Rejects with one sentence (host and port in it) when nobody accepts within `timeoutMs`. */
  open(
    address: string,
    port: number,
    timeoutMs: number,
    feed: (link: CameraLink) => CameraFeed,
  ): Promise<CameraLink>;
}

/** Which kind of stream a viewer gets. */
export type ViewerKind = "h264" | "mp4" | "mjpeg" | "snapshot" | "websocket" | "relay";

/** A unit of video on its way to a viewer. */
export interface ViewerUnit {
  /** Bytes as they came (`pieces`), or one whole picture (`frames`). */
  readonly bytes: Uint8Array;
  /** What starts with these bytes; null: more of the access unit before. */
  readonly begins: "keyframe" | "frame" | null;
  /** Access units that begin within these bytes after the first, none of them a keyframe; left out: none. */
  readonly further?: number;
  /** The whole picture; only for viewers that take `frames`. */
  readonly frame?: VideoFrame;
  /** What it is; only for viewers that take `frames`. The same object until it changes. */
  readonly picture?: PictureFormat;
  /** Monotonic ms at which it came in from the camera, fractions included. */
  readonly receivedAtMs: number;
  /** Epoch ms of the same moment. */
  readonly receivedAt: number;
}

/**
 * Somebody who watches a camera, as its actor needs it. Made by an adapter. The actor decides what is sent: from a
 * keyframe on, and nothing while `queuedBytes` is above its cap, until it has drained and a keyframe comes.
 */
export interface Viewer {
  /** Unique while the process runs. */
  readonly id: string;
  readonly kind: ViewerKind;
  /** The address we see, without port. */
  readonly peerAddress: string;
  readonly takes: "pieces" | "frames";
  /** What it can show. A camera of another codec is transcoded where that is possible, else the viewer is ended. */
  readonly codecs: readonly Codec[];
  /** Bytes that are handed over and not yet with the peer's system. */
  readonly queuedBytes: number;
  /** True: while `queuedBytes` is 0 it holds no bytes of what it was shown. Left out: it may, for as long as it likes. */
  readonly letsGo?: boolean;
  /** Hands one unit over. Never throws, never waits. */
  show(unit: ViewerUnit): void;
  /** The camera is silent but there; only the relay port says so (zero length). */
  keepAlive(): void;
  /** No more will come; the sentence says why. Never throws. */
  end(reason: string): void;
}

/** Makes JPEG pictures of H.264, outside this process. */
export interface Transcoder {
  /** Null where the program for it is not installed; one sentence says which. */
  readonly unavailable: string | null;
  /** Starts one run. `made` gets each picture; `ended` is said once, when it is over, by failure or by `stop`. */
  start(
    made: (jpeg: Uint8Array) => void,
    ended: (reason: string) => void,
  ): TranscoderRun;
}

/** One running conversion. */
export interface TranscoderRun {
  /** Bytes that wait to be taken in. */
  readonly queuedBytes: number;
  feed(bytes: Uint8Array): void;
  stop(): void;
}
