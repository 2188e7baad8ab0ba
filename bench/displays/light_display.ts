/** What a display tells whoever plays it. */
export interface DisplayWatcher {
  /** The namespace was acknowledged, `tookMs` after it was asked for. */
  joined(tookMs: number): void;
  registered(): void;
  heartbeatAnswered(display: LightDisplay): void;
  /** The connection has ended without our doing. */
  lost(): void;
}

const HEARTBEAT_RESPONSE = '["heartbeat_response"';
const REGISTRATION_SUCCESS = '["registration_success"';
const EXECUTE = '["execute_command"';
const STOP = '["stop_command"';
const CHECK = '["connection_check"';

/**
 * A display that costs next to nothing: it writes and reads Engine.IO and Socket.IO text frames itself, over a
 * WebSocket from the start, and speaks as the newest tray does.
 */
export class LightDisplay {
  /** True while every answer brings the next heartbeat. */
  beating = false;
  readonly #socket: WebSocket;
  readonly #beat: string;
  #askedAt = 0;
  #closing = false;

  constructor(url: string, readonly name: string, private readonly watcher: DisplayWatcher) {
    const address = url.replace(/^http/, "ws");
    this.#beat = event("heartbeat", {
      clientName: name,
      ip_address: "10.20.0.31",
      timestamp: "2025-07-05T09:30:05.130642",
    });
    this.#socket = new WebSocket(`${address}/socket.io/?EIO=4&transport=websocket`);
    this.#socket.onmessage = ({ data }: MessageEvent<string>) => this.#heard(data);
    this.#socket.onclose = () => {
      if (!this.#closing) this.watcher.lost();
    };
  }

  beat(): void {
    this.#socket.send(this.#beat);
  }

  register(): void {
    const { name } = this;
    this.say("register_client", { name, clientType: "python", ip_address: "10.20.0.31" });
  }

  say(type: string, payload: Readonly<Record<string, unknown>>): void {
    this.#socket.send(event(type, payload));
  }

  close(): Promise<void> {
    this.#closing = true;
    if (this.#socket.readyState === WebSocket.CLOSED) return Promise.resolve();
    return new Promise((resolve) => {
      this.#socket.onclose = () => resolve();
      this.#socket.close();
    });
  }

  #heard(frame: string): void {
    if (frame === "2") return this.#socket.send("3");
    if (frame.startsWith("42")) return this.#told(frame);
    if (frame.startsWith("40")) return this.watcher.joined(performance.now() - this.#askedAt);
    if (!frame.startsWith("0")) return;
    this.#askedAt = performance.now();
    this.#socket.send("40");
  }

  #told(frame: string): void {
    const at = frame.indexOf("[");
    if (frame.startsWith(HEARTBEAT_RESPONSE, at)) return this.watcher.heartbeatAnswered(this);
    if (frame.startsWith(REGISTRATION_SUCCESS, at)) return this.watcher.registered();
    if (at > 2) this.#socket.send(`43${frame.slice(2, at)}[]`);
    const { name: clientName } = this;
    const timestamp = new Date().toISOString();
    if (frame.startsWith(CHECK, at)) {
      this.say("connection_check_response", { clientName, status: "online", timestamp });
    } else if (frame.startsWith(STOP, at)) {
      this.say("stop_command_completed", { clientName, timestamp });
    } else if (frame.startsWith(EXECUTE, at)) this.#execute(frame.slice(at), timestamp);
  }

  #execute(json: string, timestamp: string): void {
    const [, { preset_id: presetId, command }] = JSON.parse(json);
    const { name: clientName } = this;
    this.say("client_status_update", { clientName, status: "running", timestamp });
    const result = { success: true, pid: 4_242, process_name: "Stage.exe", timestamp };
    this.say("execution_result", { clientName, presetId, command, result, timestamp });
  }
}

function event(type: string, payload: Readonly<Record<string, unknown>>): string {
  return `42${JSON.stringify([type, payload])}`;
}
