import { setTimeout as wait } from "node:timers/promises";
import { seededRandom } from "../../../agents/displays/random.ts";
import { createScriptedNode, type ScriptedNode } from "../../../agents/nodes/scripted_node.ts";
import { healthyMachine, type NodeCommand } from "../../../agents/nodes/scripted_commands.ts";
import type { Command } from "../../../protocols/api/command.ts";
import type { ControlHostProcess } from "./control_host_process.ts";

/** Real milliseconds: generous, as nothing but a defect lets it pass. */
const PATIENCE_MS = 30_000;
/** A kill comes up to this long after the key has left the client: file, link, row and acknowledgement take about half. */
const MAX_KILL_DELAY_MS = 24;
/** Every third host dies as soon as the client has its acknowledgement, the moment that promises most. */
const EVERY = 3;
const TIME_SCALE = 20;

/** A key that the client has told, once. */
export interface ToldKey {
  readonly sessionKey: string;
  readonly commandId: string;
  /** The client has heard that it is stored. */
  readonly acknowledged: boolean;
}

/** Rotates the keys of one container again and again, and kills the control host between key and acknowledgement. */
export class KeyKillRun {
  readonly serverId = "4F1A09C27B3E";
  readonly container = "3node0";
  readonly told: ToldKey[] = [];
  readonly node: ScriptedNode;
  host: ControlHostProcess;
  readonly #random: () => number;
  /** Called when the client gets the order to rotate. */
  #ordered: ((command: NodeCommand) => void) | undefined;
  #key = "";

  constructor(host: ControlHostProcess, seed: number) {
    this.host = host;
    this.#random = seededRandom(seed);
    this.node = createScriptedNode({
      build: "M11",
      url: `ws://127.0.0.1:${host.ready.devicePort}`,
      serverId: this.serverId,
      containers: [this.container],
      timeScale: TIME_SCALE,
      answerTimeScale: 1,
      receivedLimit: 1_000_000,
      commands: (command) => {
        if (command.command !== "rotate_keys") return healthyMachine(command);
        this.#ordered?.(command);
        return { takesMs: 500, result: `새 세션 키: ${this.#key}` };
      },
    });
    this.node.start();
  }

  /** One rotation, one key, one death, and a new start. */
  async round(): Promise<void> {
    const { statsAcknowledged } = this.node;
    await this.node.until(() => this.node.statsAcknowledged > statsAcknowledged, PATIENCE_MS);
    const before = this.#acknowledgements();
    const sessionKey = this.#key = `0x${crypto.getRandomValues(new Uint8Array(128)).toHex()}`;
    const { id: commandId } = await this.#rotate();
    this.node.say({
      type: "key_update",
      data: {
        container: this.container,
        session_key: sessionKey,
        timestamp: Date.now(),
        action: "rotate_keys",
      },
    });
    if (this.told.length % EVERY === EVERY - 1) {
      await this.node.until(() => this.#acknowledgements() > before, PATIENCE_MS);
    } else {
      await wait(this.#random() * MAX_KILL_DELAY_MS);
    }
    await this.host.kill();
    await this.node.until(() => !this.node.registered, PATIENCE_MS);
    const acknowledged = this.#acknowledgements() > before;
    this.told.push({ sessionKey, commandId, acknowledged });
    this.host = await this.host.again();
    await this.node.until(() => this.node.registered, PATIENCE_MS);
  }

  /** Asks for a rotation; resolves when the client has it. */
  async #rotate(): Promise<NodeCommand> {
    const ordered = new Promise<NodeCommand>((resolve) => this.#ordered = resolve);
    const path = `/api/v1/nodes/${this.serverId}/containers/${this.container}/commands`;
    const json = { command: "rotate_keys" };
    await this.host.api.call<Command>(path, { method: "POST", json });
    return await ordered;
  }

  #acknowledgements(): number {
    return this.node.received.filter(({ type }) => type === "key_update_ack").length;
  }
}
