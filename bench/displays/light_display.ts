import { textFrame, TextSocket } from "./text_socket.ts";

/** What a display tells whoever plays it. */
export interface DisplayWatcher {
  /** The namespace was acknowledged, `tookMs` after it was asked for. */
  joined(tookMs: number): void;
  registered(): void;
  heartbeatAnswered(display: LightDisplay): void;
  /** The connection has ended without our doing. */
  lost(): void;
}

/** An answer to Engine.IO's ping, and the wish to join Socket.IO's namespace. */
const PONG = textFrame("3"), JOIN = textFrame("40");
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
  readonly #socket: TextSocket;
  readonly #beat: ReturnType<typeof textFrame>;
  #askedAt = 0;

  constructor(url: string, readonly name: string, private readonly watcher: DisplayWatcher) {
    this.#beat = textFrame(event("heartbeat", {
      clientName: name,
      ip_address: "10.20.0.31",
      timestamp: "2025-07-05T09:30:05.130642",
    }));
    this.#socket = new TextSocket(`${url}/socket.io/?EIO=4&transport=websocket`, {
      heard: (text) => this.#heard(text),
      lost: () => watcher.lost(),
    });
  }

  beat(): void {
    this.#socket.write(this.#beat);
  }

  register(): void {
    const { name } = this;
    this.say("register_client", { name, clientType: "python", ip_address: "10.20.0.31" });
  }

  say(type: string, payload: Readonly<Record<string, unknown>>): void {
    this.#socket.write(textFrame(event(type, payload)));
  }

  close(): Promise<void> {
    return this.#socket.close();
  }

  #heard(frame: string): void {
    if (frame === "2") return this.#socket.write(PONG);
    if (frame.startsWith("42")) return this.#told(frame);
    if (frame.startsWith("40")) return this.watcher.joined(performance.now() - this.#askedAt);
    if (!frame.startsWith("0")) return;
    this.#askedAt = performance.now();
    this.#socket.write(JOIN);
  }

  #told(frame: string): void {
    const at = frame.indexOf("[");
    if (frame.startsWith(HEARTBEAT_RESPONSE, at)) return this.watcher.heartbeatAnswered(this);
    if (frame.startsWith(REGISTRATION_SUCCESS, at)) return this.watcher.registered();
    if (at > 2) this.#socket.write(textFrame(`43${frame.slice(2, at)}[]`));
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
