import type { LiveMessage } from "../../protocols/api/live.ts";
import { ClockOffset } from "./clock_offset.ts";
import { type LivePicture, type LiveStatus, type LiveVideo, readVideo } from "./live_message.ts";

/** What a connection tells whoever shows the camera. */
export interface LiveListener {
  onStatus(status: LiveStatus): void;
  onPicture(picture: LivePicture): void;
  onVideo(video: LiveVideo): void;
  /** It is gone, with the reason where the control host gave one; another try is on its way. */
  onLost(reason: string | null): void;
  /** Nothing more will come: 401 or 404. */
  onRefused(status: 401 | 404): void;
}

/** Between two questions, by which a dead connection is noticed and the clocks are compared. */
const PING_MS = 2_000;
/** Without a word for this long a connection counts as lost. */
const SILENCE_MS = 6_000;
/** Between two tries: quick at first, for a control host that is started anew comes back within seconds. */
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 5_000;

/** The WebSocket of one camera, opened again for as long as the page is there. */
export class LiveConnection {
  readonly clock = new ClockOffset();
  readonly #camera: URL;
  readonly #as: "frames" | "mp4";
  readonly #listener: LiveListener;
  #socket: WebSocket | undefined;
  #retryMs = FIRST_RETRY_MS;
  #heardMs = 0;
  #pinging: ReturnType<typeof setInterval> | undefined;
  #reason: string | null = null;
  #stopped = false;

  /** @param camera its address in the API, with a slash at the end */
  constructor(camera: URL, as: "frames" | "mp4", listener: LiveListener) {
    this.#camera = camera;
    this.#as = as;
    this.#listener = listener;
  }

  open(): void {
    const url = new URL(`live?as=${this.#as}`, this.#camera);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(url);
    let opened = false;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      opened = true;
      this.#opened(socket);
    };
    socket.onmessage = ({ data }) => this.#heard(data);
    socket.onclose = () => this.#closed(socket, opened);
    this.#socket = socket;
  }

  /** Ends it for good. */
  stop(): void {
    this.#stopped = true;
    clearInterval(this.#pinging);
    this.#socket?.close();
  }

  #opened(socket: WebSocket): void {
    this.#retryMs = FIRST_RETRY_MS;
    this.#heardMs = performance.now();
    const ping = () => {
      if (performance.now() - this.#heardMs > SILENCE_MS) return this.#giveUp(socket);
      const id = this.clock.ask(Date.now(), performance.now());
      socket.send(JSON.stringify({ type: "ping", id }));
    };
    ping();
    this.#pinging = setInterval(ping, PING_MS);
  }

  #heard(data: string | ArrayBuffer): void {
    this.#heardMs = performance.now();
    if (typeof data !== "string") {
      const video = readVideo(data);
      if (video) this.#listener.onVideo(video);
      return;
    }
    const message = JSON.parse(data) as LiveMessage;
    if (message.type === "status") this.#listener.onStatus(message);
    if (message.type === "picture") this.#listener.onPicture(message);
    if (message.type === "ended") this.#reason = message.reason;
    if (message.type === "pong") this.clock.answered(message.id, message.at, performance.now());
  }

  /** A connection whose other end has vanished would take minutes to close. */
  #giveUp(socket: WebSocket): void {
    socket.onclose = null;
    socket.close();
    this.#closed(socket, true);
  }

  #closed(socket: WebSocket, opened: boolean): void {
    clearInterval(this.#pinging);
    if (this.#stopped || socket !== this.#socket) return;
    this.#listener.onLost(this.#reason);
    this.#reason = null;
    // A page does not learn why a WebSocket was refused.
    if (!opened) void this.#askWhy();
    const waitMs = this.#retryMs * (0.75 + Math.random() / 2);
    this.#retryMs = Math.min(LAST_RETRY_MS, this.#retryMs * 2);
    setTimeout(() => this.#stopped || this.open(), waitMs);
  }

  async #askWhy(): Promise<void> {
    const answer = await fetch(this.#camera.href.replace(/\/$/, "")).catch(() => undefined);
    if (answer?.status === 401 || answer?.status === 404) {
      this.#listener.onRefused(answer.status);
    }
  }
}
