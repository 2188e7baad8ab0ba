import { once } from "node:events";
// @ts-types="@types/ws"
import { WebSocket } from "ws";
import type { Api } from "../support/api/api.ts";
import { eventually } from "../support/eventually.ts";
import type { PlantedProgram } from "./planted_program.ts";
import type { Plants } from "./plants.ts";

const PATIENCE_MS = 20_000;
const NODE = "4F1A09C27B3E";
const CONTAINER = `/api/v1/nodes/${NODE}/containers/3node0`;

type Frame = { readonly type: string; readonly data?: Record<string, unknown> };

/** A node client that has keys, good ones and broken ones, and answers commands with more of them. */
export class PlantedNode {
  readonly heard: Frame[] = [];
  readonly #plants: Plants;
  readonly #socket: WebSocket;

  private constructor(socket: WebSocket, plants: Plants) {
    this.#socket = socket;
    this.#plants = plants;
    socket.on("message", (text) => this.#hear(JSON.parse(String(text))));
  }

  /** Comes in with its token; and before that is turned away with a wrong one. */
  static async join(program: PlantedProgram, token: string, plants: Plants): Promise<PlantedNode> {
    const url = `ws://127.0.0.1:${program.port("device")}/ws`;
    const wrong = { Authorization: `Token ${plants.make("wrong token of a client")}` };
    const refused = new WebSocket(`${url}?token=${plants.make("query of a client")}`, {
      headers: wrong,
    });
    refused.on("error", () => {});
    await new Promise<void>((resolve) => refused.on("close", () => resolve()));
    const socket = new WebSocket(url, { headers: { Authorization: `Token ${token}` } });
    await once(socket, "open");
    const node = new PlantedNode(socket, plants);
    node.say("register", { serverId: NODE, token: plants.make("registration") });
    await node.hears("register_ack");
    const containers = [{
      id: "c1",
      name: "3node0",
      state: "running",
      env: [plants.make("environment")],
    }];
    const data = { timestamp: Date.now(), system: {}, containers, configured_nodes: ["3node0"] };
    node.say("stats", { timestamp: Date.now(), data });
    await node.hears("stats_ack");
    return node;
  }

  say(type: string, more: object = {}): void {
    this.#socket.send(JSON.stringify({ type, ...more }));
  }

  async hears(type: string): Promise<void> {
    await eventually(() => this.heard.some((frame) => frame.type === type), Boolean, PATIENCE_MS);
  }

  /** Keys of its own accord: one that is good, and those that are not. */
  async speak(): Promise<void> {
    const update = (session_key: unknown) =>
      this.say("key_update", { data: { container: "3node0", session_key, timestamp: Date.now() } });
    update(this.#plants.key("session key of an update"));
    await this.hears("key_update_ack");
    update(`${this.#plants.key("broken session key")}zz`);
    update([this.#plants.key("session key in a list")]);
    this.say("password", { password: this.#plants.make("message that nobody knows") });
    this.#socket.send(`{"session_key": ${this.#plants.key("session key in broken JSON")}`);
    this.say("heartbeat");
    await this.hears("heartbeat_ack");
  }

  leave(): void {
    this.#socket.close();
  }

  #hear(frame: Frame): void {
    this.heard.push(frame);
    if (frame.type !== "command") return;
    const { id, command, params } = frame.data ?? {};
    const answer = this.#answerTo(String(command), JSON.stringify(params));
    this.say("command_response", { data: { command_id: id, timestamp: Date.now(), ...answer } });
  }

  #answerTo(command: string, params: string): object {
    const key = () => this.#plants.key(`session key in the answer to ${command}`);
    if (command === "rotate_keys") return { status: "completed", result: `새 세션 키: ${key()}` };
    if (command === "backup_keys") return { status: "failed", error: `no space for ${key()}` };
    if (command === "exec") {
      return {
        status: "failed",
        error: "exit 1",
        result: { output: `key ${key()} ${params.length}` },
      };
    }
    return { status: "completed", result: { session_key: key(), has_keys: true } };
  }
}

/** Commands whose params or answers carry keys: to the end of each. */
export async function commandsSpeak(api: Api, plants: Plants): Promise<void> {
  const bodies = [
    { command: "rotate_keys" },
    { command: "backup_keys" },
    { command: "check_keys", params: { public_keys: { aura: `0x${"ab".repeat(32)}` } } },
    {
      command: "has_session_keys",
      params: { session_keys: plants.key("session key that is asked about") },
    },
    {
      command: "find_validator",
      params: { session_keys: plants.key("session key that is looked for") },
    },
    { command: "exec", params: { command: "cat /run/keys" } },
  ];
  for (const json of bodies) {
    const made = await api.call<{ id: string }>(`${CONTAINER}/commands`, { method: "POST", json });
    await api.finished(made, PATIENCE_MS);
  }
}
