import { Buffer } from "node:buffer";
import type { Viewer, ViewerUnit } from "../../../actors/cameras/link.ts";
import type { CameraSnapshot } from "../../../actors/cameras/messages.ts";
import {
  LIVE_HEAD_BYTES,
  LIVE_KINDS,
  LiveAsk,
  type LiveMessage,
} from "../../../protocols/api/live.ts";
import type { PictureFormat, VideoFrame } from "../../../protocols/video/events.ts";
import { LiveMp4 } from "../../../protocols/video/mp4/live_mp4.ts";

/** A WebSocket, as far as a viewer speaks over it. */
export interface LiveSocket {
  readonly bufferedAmount: number;
  send(
    data: string | Uint8Array,
    options: { readonly binary: boolean; readonly fin: boolean },
    /** Called when it has left this process. */
    done?: (error?: Error) => void,
  ): void;
  close(code: number, reason: string): void;
  terminate(): void;
}

/** Who does not read gets no answers: they would pile up behind the video. */
const MAX_ANSWERED_BEHIND_BYTES = 64 * 1024;
const GOING_AWAY = 1001;
const NORMAL = 1000;
/** Bytes of the reason that a close frame has room for (RFC 6455, section 5.5). */
const MAX_REASON_BYTES = 123;

/** A viewer at the other end of a WebSocket: whole frames for WebCodecs, or fragmented MP4. */
export class LiveViewer implements Viewer {
  readonly id = crypto.randomUUID();
  readonly kind = "websocket";
  readonly takes = "frames";
  readonly codecs = ["h264", "jpeg"] as const;
  readonly peerAddress: string;
  readonly #socket: LiveSocket;
  readonly #as: "frames" | "mp4";
  #picture: PictureFormat | undefined;
  #mp4: LiveMp4 | undefined;
  #status = "";
  #over = false;

  constructor(socket: LiveSocket, peerAddress: string, as: "frames" | "mp4") {
    this.#socket = socket;
    this.peerAddress = peerAddress;
    this.#as = as;
  }

  get isOver(): boolean {
    return this.#over;
  }

  get queuedBytes(): number {
    return this.#socket.bufferedAmount;
  }

  /** Says how the camera is, where that differs from what was said before. */
  tell({ id, name, stream, since, reason, viewers }: CameraSnapshot): void {
    const droppedFrames = viewers.find((viewer) => viewer.id === this.id)?.droppedFrames ?? 0;
    const told: LiveMessage = { type: "status", id, name, stream, since, reason, droppedFrames };
    const status = JSON.stringify(told);
    if (status !== this.#status) this.#text(told);
    this.#status = status;
  }

  show(unit: ViewerUnit): void {
    const { frame, picture } = unit;
    if (this.#over || frame === undefined || picture === undefined) return;
    if (this.#as === "mp4" && picture.codec === "h264") return this.#showMp4(unit, frame, picture);
    if (picture !== this.#picture) this.#describe(picture, null);
    this.#video(LIVE_KINDS.frame, unit, [unit.bytes]);
  }

  keepAlive(): void {}

  /** From the other end; what is no question of ours is passed over. */
  receive(text: string, now: number): void {
    if (this.#over || this.queuedBytes > MAX_ANSWERED_BEHIND_BYTES) return;
    const asked = LiveAsk.safeParse(jsonOf(text));
    if (asked.success) this.#text({ type: "pong", id: asked.data.id, at: now });
  }

  end(reason: string): void {
    this.#finish(reason, NORMAL);
  }

  /** The control host stops, or the token is not valid any more. */
  drop(reason: string): void {
    const ended = this.#over;
    this.#finish(reason, GOING_AWAY);
    if (ended) this.#socket.terminate();
  }

  /** The connection is gone. */
  closed(): void {
    this.#over = true;
  }

  /** A new head at each keyframe that the old one does not hold for; nothing until the first. */
  #showMp4(unit: ViewerUnit, frame: VideoFrame, picture: PictureFormat): void {
    if (!this.#mp4?.fits(frame, picture)) {
      this.#mp4 = frame.keyframe ? LiveMp4.begin(picture, frame) : undefined;
      if (this.#mp4 === undefined) return;
      this.#describe(picture, this.#mp4);
      this.#video(LIVE_KINDS.init, unit, [this.#mp4.head]);
    }
    this.#video(LIVE_KINDS.fragment, unit, this.#mp4.fragment(frame, unit.receivedAtMs));
  }

  #describe(picture: PictureFormat, mp4: LiveMp4 | null): void {
    const { codec, codecString, width, height, framesPerSecond } = picture;
    this.#picture = picture;
    this.#text({
      type: "picture",
      as: mp4 === null ? "frames" : "mp4",
      codec,
      codecString,
      mimeType: mp4 && mp4.mimeType,
      width,
      height,
      framesPerSecond,
    });
  }

  #video(kind: number, { begins, receivedAt }: ViewerUnit, parts: readonly Uint8Array[]): void {
    const head = Buffer.alloc(LIVE_HEAD_BYTES);
    head.writeUInt8(kind, 0);
    head.writeUInt8(begins === "keyframe" ? 1 : 0, 1);
    head.writeDoubleBE(receivedAt, 4);
    // Fragments of one message: the video itself, which all viewers share, is not copied.
    this.#socket.send(head, { binary: true, fin: false });
    parts.forEach((part, at) => {
      this.#socket.send(part, { binary: true, fin: at === parts.length - 1 });
    });
  }

  #text(message: LiveMessage): void {
    this.#socket.send(JSON.stringify(message), { binary: false, fin: true });
  }

  #finish(reason: string, code: number): void {
    if (this.#over) return;
    this.#text({ type: "ended", reason });
    this.#over = true;
    const told = new TextEncoder().encodeInto(reason, new Uint8Array(MAX_REASON_BYTES)).read;
    this.#socket.close(code, reason.slice(0, told));
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
