import { textFrame, TextSocket } from "../displays/text_socket.ts";

/** Where a display is, and whom it tells. */
export interface StormDisplayOptions {
  readonly url: string;
  readonly name: string;
  /** The loopback address of its machine. */
  readonly from: string;
  readonly watcher: StormWatcher;
}

/** What whoever plays displays is told. */
export interface StormWatcher {
  /** A transport has opened: somebody listens. */
  opened(): void;
  registered(display: StormDisplay): void;
  /** An attempt came to nothing; `late`: the namespace was not acknowledged in time. */
  failed(late: boolean): void;
  executed(command: string): void;
}

/** Fielded trays: WebSocket at once, and 5 s for a connection to open. */
const CONNECT_MS = 5_000;
/** What the library gives the namespace on an automatic reconnect. */
const ACK_MS = 1_000;
/** The library's reconnect: 1, 2, 4, 5, 5 … seconds, half a second to either side. */
const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 5_000;
const JITTER_MS = 500;
/** Trays register so long after each connect. */
const REGISTER_AFTER_MS = 2_000;

const PONG = textFrame("3"), JOIN = textFrame("40");
const REGISTERED = '["registration_success"';
const EXECUTE = '["execute_command"';

/** A display of the newest fielded build, as cheap as it can be, that finds its way back by itself. */
export class StormDisplay {
  /** Epoch ms; NaN while it is not registered. */
  registeredAt = NaN;
  /** What of that was the control host's: from the dial on, without the display's own wait. In ms. */
  servedMs = NaN;
  readonly #options: StormDisplayOptions;
  #socket: TextSocket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #delayMs = FIRST_DELAY_MS;
  #dialledAt = 0;
  #joined = false;
  #closed = false;

  /** Dials at once. */
  constructor(options: StormDisplayOptions) {
    this.#options = options;
    this.#dial();
  }

  get name(): string {
    return this.#options.name;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#socket?.drop();
  }

  #dial(): void {
    const { url, from } = this.#options;
    this.#joined = false;
    this.#dialledAt = Date.now();
    const socket: TextSocket = new TextSocket(`${url}/socket.io/?EIO=4&transport=websocket`, {
      heard: (text) => this.#socket === socket && this.#heard(text),
      lost: () => this.#socket === socket && this.#lost(false),
    }, from);
    this.#socket = socket;
    this.#limit(CONNECT_MS);
  }

  /** Gives up the attempt when it has come no further by then. */
  #limit(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#socket?.drop();
      this.#lost(true);
    }, ms);
  }

  #lost(late: boolean): void {
    this.#socket = undefined;
    this.registeredAt = NaN;
    if (this.#closed) return;
    if (!this.#joined) this.#options.watcher.failed(late);
    else this.#delayMs = FIRST_DELAY_MS;
    const waitMs = this.#delayMs + JITTER_MS * (2 * Math.random() - 1);
    this.#delayMs = Math.min(2 * this.#delayMs, MAX_DELAY_MS);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#dial(), waitMs);
  }

  #heard(frame: string): void {
    if (frame === "2") return this.#socket?.write(PONG);
    if (frame.startsWith("42")) return this.#told(frame);
    if (frame.startsWith("40")) return this.#joins();
    if (!frame.startsWith("0")) return;
    this.#options.watcher.opened();
    this.#limit(ACK_MS);
    this.#socket?.write(JOIN);
  }

  #joins(): void {
    this.#joined = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#register(), REGISTER_AFTER_MS);
  }

  #register(): void {
    const { name, from } = this.#options;
    this.#say("register_client", { name, clientType: "python", ip_address: from });
  }

  #told(frame: string): void {
    const at = frame.indexOf("[");
    if (frame.startsWith(REGISTERED, at)) {
      this.registeredAt = Date.now();
      this.servedMs = this.registeredAt - this.#dialledAt - REGISTER_AFTER_MS;
      return this.#options.watcher.registered(this);
    }
    if (at > 2) this.#socket?.write(textFrame(`43${frame.slice(2, at)}[]`));
    if (frame.startsWith(EXECUTE, at)) this.#execute(frame.slice(at));
  }

  #execute(json: string): void {
    const [, { preset_id: presetId, command }] = JSON.parse(json);
    this.#options.watcher.executed(command);
    const timestamp = new Date().toISOString();
    const result = { success: true, pid: 4_242, process_name: "Stage.exe", timestamp };
    const answer = { clientName: this.name, presetId, command, result, timestamp };
    this.#say("execution_result", answer);
  }

  #say(type: string, payload: Readonly<Record<string, unknown>>): void {
    this.#socket?.write(textFrame(`42${JSON.stringify([type, payload])}`));
  }
}
