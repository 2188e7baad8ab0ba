import { z } from "zod";
import { ContainerList } from "../../protocols/api/container.ts";
import { DisplayDetail } from "../../protocols/api/display.ts";
import { PresetList } from "../../protocols/api/preset.ts";
import type { DemoFault } from "../../protocols/demo/faults.ts";
import type { ApiClient } from "../api/api_client.ts";
import { nodePath } from "../api/find_node.ts";
import type { WaitingClock } from "../host/host.ts";

const ANYTHING = z.unknown();
/** An operator looks again and again whether a show is back: soon enough to make a loop of its crashes. */
const AGAIN_MS = 10_000;

/**
 * Does what an operator would do about a fault. Some show only then: nothing crashes where nothing runs, and no
 * rotation fails that nobody has asked for. And when a fault is over, a show does not start again by itself.
 */
export class DemoAssistant {
  readonly #api: ApiClient;
  readonly #clock: WaitingClock;
  readonly #running = new Set<DemoFault["name"]>();
  #stopped = false;

  constructor(api: ApiClient, clock: WaitingClock) {
    this.#api = api;
    this.#clock = clock;
  }

  /** Resolves when there is nothing left to do about it. Rejects with what is in the way. */
  async began({ name, members }: DemoFault): Promise<void> {
    this.#running.add(name);
    if (name === "rotation-failure") return await this.#rotate(members);
    while (name === "crash-loop" && this.#running.has(name)) {
      await this.#show(members);
      await this.#clock.sleep(AGAIN_MS);
    }
  }

  /** Rejects with what is in the way. */
  async ended({ name, members }: DemoFault): Promise<void> {
    this.#running.delete(name);
    if (name === "rotation-failure") await this.#rotate(members);
    if (name !== "crash-loop") return;
    await this.#show(members);
    // A crash in the last moment is told of a moment later.
    await this.#clock.sleep(AGAIN_MS);
    if (!this.#stopped && !this.#running.has(name)) await this.#show(members);
  }

  /** Begins nothing more. */
  stop(): void {
    this.#stopped = true;
    this.#running.clear();
  }

  /** Starts shows where none runs. */
  async #show(members: readonly string[]): Promise<void> {
    for (const name of keysOf("display", members)) {
      const path = `/displays/${encodeURIComponent(name)}`;
      const { id, health } = await this.#api.ask(DisplayDetail, { path });
      if (health === "running") continue;
      await this.#post(`${path}/commands`, { action: "execute", ...await this.#showOf(id, name) });
    }
  }

  /** What runs there according to the preset that was executed last. */
  async #showOf(id: number, name: string): Promise<object> {
    const { items } = await this.#api.ask(PresetList, { path: "/presets" });
    const ran = items.filter(({ lastExecutedAt }) => lastExecutedAt !== null)
      .toSorted((a, b) => String(a.lastExecutedAt).localeCompare(String(b.lastExecutedAt)));
    const shows = ran.flatMap(({ id: presetId, commands }) =>
      commands.filter(({ displayId }) => displayId === id)
        .map(({ command }) => ({ command, presetId }))
    );
    return shows.at(-1) ?? { command: `Morning.exe -dc_node=${name}` };
  }

  /** On one container of each host, which tells as much as all of them. */
  async #rotate(members: readonly string[]): Promise<void> {
    for (const serverId of keysOf("node", members)) {
      const containers = `${nodePath(serverId)}/containers`;
      const { items: [first] } = await this.#api.ask(ContainerList, { path: containers });
      if (first === undefined) continue;
      await this.#post(`${containers}/${first.name}/commands`, { command: "rotate_keys" });
    }
  }

  async #post(path: string, body: object): Promise<void> {
    const idempotencyKey = crypto.randomUUID();
    await this.#api.ask(ANYTHING, { method: "POST", path, body, idempotencyKey });
  }
}

function keysOf(kind: string, members: readonly string[]): readonly string[] {
  const start = `${kind}:`;
  return members.filter((key) => key.startsWith(start)).map((key) => key.slice(start.length));
}
