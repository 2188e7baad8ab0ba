// @ts-types="@types/ws"
import { WebSocket } from "ws";
import { VICTIM_NODE } from "./device_stage.ts";
import { Heard } from "./heard.ts";

/** What every message of a client needs, in one; each takes from it what it knows, and the rest names somebody else. */
const DATA = {
  timestamp: 1_751_600_061_310,
  system: {},
  containers: [],
  configured_nodes: [],
  serverId: VICTIM_NODE,
  command_id: "cmd_1_forged",
  status: "success",
  result: "done",
  sequence: 1,
  text: "done",
  node: "3node0",
  container: "3node0",
  session_key: `0x${"ab".repeat(128)}`,
  backup_file: "keys.tar.gz",
} as const;

/** A message of this type that lacks nothing. */
export function nodeMessage(type: string, serverId: string = VICTIM_NODE) {
  return { type, serverId, timestamp: DATA.timestamp, sequence: 1, data: DATA };
}

/** A node client that says what a test likes, and keeps the types of what it hears. */
export class NodeDevice {
  readonly #heard = new Heard();
  readonly #socket: WebSocket;
  #told = 0;

  constructor(url: string) {
    this.#socket = new WebSocket(url);
    this.#socket.on("message", (data) => this.#hear(JSON.parse(String(data)).type));
    this.#socket.on("close", () => this.#heard.add("closed"));
    this.#socket.on("error", () => {});
  }

  opened(): Promise<void> {
    return new Promise((resolve) => this.#socket.once("open", resolve));
  }

  say(message: { readonly type: string }): void {
    this.#socket.send(JSON.stringify(message));
  }

  /** What it hears for messages: as much as is expected, and all that came with the answer to a heartbeat behind them. */
  async answersTo(messages: readonly { readonly type: string }[], expected: readonly string[]) {
    for (const message of [...messages, nodeMessage("heartbeat")]) this.say(message);
    const enough = this.#told + expected.length + 1;
    await this.#heard.until((all) => all.length >= enough);
    const heard = this.#heard.all.slice(this.#told);
    this.#told += heard.length;
    heard.splice(heard.lastIndexOf("heartbeat_ack"), 1);
    return heard;
  }

  /** The first thing that it hears. */
  async firstWord(): Promise<string> {
    await this.#heard.until((all) => all.length > 0);
    this.#told = 1;
    return this.#heard.all[0] ?? "";
  }

  /** What it is asked by the control host itself, after it has told of a key, answers nothing that it said. */
  #hear(type: string): void {
    if (type !== "command") this.#heard.add(type);
  }

  leave(): void {
    this.#socket.close();
  }
}
