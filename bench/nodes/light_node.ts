import { TextSocket } from "../displays/text_socket.ts";
import { maskedFrame, StatsFrames } from "./stats_frame.ts";

/** What a node host tells whoever plays it. */
export interface NodeWatcher {
  registered(): void;
  acknowledged(node: LightNode): void;
  /** The connection has ended without our doing. */
  lost(): void;
}

const ACKNOWLEDGEMENT = '{"type":"stats_ack"';
/** Long enough for the frame maker, which knows one kind of length. */
const PADDING = "x".repeat(126);

/** A node host of 1.1.0 that costs next to nothing: it registers, and sends stats when told to. */
export class LightNode {
  readonly #socket: TextSocket;
  readonly #frames: StatsFrames;
  #registered = false;

  constructor(url: string, serverId: string, containers: number, watcher: NodeWatcher) {
    this.#frames = new StatsFrames(serverId, containers);
    const register = {
      type: "register",
      serverId,
      version: "1.1.0",
      timestamp: Date.now(),
      PADDING,
    };
    this.#socket = new TextSocket(`${url}/ws/monitoring/`, {
      opened: () => this.#socket.write(maskedFrame(JSON.stringify(register))),
      heard: (text) => {
        if (text.startsWith(ACKNOWLEDGEMENT)) return watcher.acknowledged(this);
        if (this.#registered) return;
        this.#registered = true;
        watcher.registered();
      },
      lost: () => watcher.lost(),
    });
  }

  send(): void {
    this.#socket.write(this.#frames.next());
  }

  close(): Promise<void> {
    return this.#socket.close();
  }
}
