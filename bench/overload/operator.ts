import { setTimeout as wait } from "node:timers/promises";
import { createScriptedDisplay } from "../../agents/displays/scripted_display.ts";
import { createScriptedNode } from "../../agents/nodes/scripted_node.ts";
import { isOver } from "../../protocols/api/command.ts";

/** Those who behave well beside a flood: a person with commands, and neighbours that report all the time. */
export interface Operator {
  /** Signs in, and commands a display and a node host, once a second; what came of it. */
  work(seconds: number): Promise<Work>;
  leave(): void;
}

/** What a person met. Times in milliseconds, of all that was tried. */
export interface Work {
  readonly signInMs: readonly number[];
  readonly displayMs: readonly number[];
  readonly nodeMs: readonly number[];
  /** What did not work, in words. */
  readonly failures: readonly string[];
  /** Neighbours that were not online when somebody looked. */
  readonly stale: readonly string[];
}

/** Where the person works. */
export interface Desk {
  readonly httpPort: number;
  readonly devicePort: number;
  readonly token: string;
}

const PATIENCE_MS = 10_000;
const NEIGHBOURS = 10;
const SERVER_ID = "0F0F0F0F0F0F";

/** Lets the neighbours in, and resolves when all are registered. */
export async function startOperator({ httpPort, devicePort, token }: Desk): Promise<Operator> {
  const url = `http://127.0.0.1:${httpPort}`;
  const displays = Array.from(
    { length: NEIGHBOURS },
    (_, index) => createScriptedDisplay({ build: "T4", url, name: `Neighbour-${index}` }),
  );
  const node = createScriptedNode({
    build: "M11",
    url: `ws://127.0.0.1:${devicePort}`,
    serverId: SERVER_ID,
  });
  for (const display of displays) display.start();
  node.start();
  await Promise.all([
    ...displays.map((each) => each.until(() => each.registered, PATIENCE_MS)),
    node.until(() => node.statsAcknowledged > 0, PATIENCE_MS),
  ]);
  const shift = new Shift(url, token);
  return {
    work: (seconds) => shift.work(seconds),
    leave() {
      for (const display of displays) display.stop();
      node.stop();
    },
  };
}

class Shift {
  readonly #url: string;
  readonly #token: string;
  #failures: string[] = [];

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  async work(seconds: number): Promise<Work> {
    this.#failures = [];
    const times = { signInMs: [] as number[], displayMs: [] as number[], nodeMs: [] as number[] };
    const stale = new Set<string>();
    const rounds = Array.from({ length: seconds }, async (_, second) => {
      await wait(second * 1_000);
      await Promise.all([
        this.#timed(times.signInMs, () => this.#signIn()),
        this.#timed(times.displayMs, () => this.#commandDisplay(second)),
        this.#timed(times.nodeMs, () => this.#commandNode()),
        this.#timed([], async () => {
          for (const name of await this.#notOnline()) stale.add(name);
        }),
      ]);
    });
    await Promise.all(rounds);
    return { ...times, failures: this.#failures, stale: [...stale] };
  }

  async #timed(times: number[], what: () => Promise<unknown>): Promise<void> {
    const began = performance.now();
    await what().catch((cause) => this.#failures.push(String(cause)));
    times.push(performance.now() - began);
  }

  async #signIn(): Promise<void> {
    await this.#ask("/api/v1/session", { token: this.#token }, null);
  }

  async #commandDisplay(second: number): Promise<void> {
    const path = `/api/v1/displays/Neighbour-${second % NEIGHBOURS}/commands`;
    const command = await this.#ask<{ id: string }>(path, { action: "check" });
    await this.#finished(command.id);
  }

  async #commandNode(): Promise<void> {
    const path = `/api/v1/nodes/${SERVER_ID}/containers/3node0/commands`;
    const command = await this.#ask<{ id: string }>(path, { command: "status" });
    await this.#finished(command.id);
  }

  async #notOnline(): Promise<string[]> {
    type Page = { items: { name: string; liveness: { state: string } }[] };
    const { items } = await this.#ask<Page>("/api/v1/displays?q=Neighbour&limit=100");
    return items.filter(({ liveness }) => liveness.state !== "online").map(({ name }) => name);
  }

  async #finished(id: string): Promise<void> {
    const until = performance.now() + PATIENCE_MS;
    while (performance.now() < until) {
      const command = await this.#ask<Parameters<typeof isOver>[0]>(`/api/v1/commands/${id}`);
      if (isOver(command)) {
        if (command.state !== "completed") throw new Error(`a command ended as ${command.state}`);
        return;
      }
      await wait(50);
    }
    throw new Error(`a command did not end within ${PATIENCE_MS} ms`);
  }

  async #ask<T>(path: string, json?: unknown, token: string | null = this.#token): Promise<T> {
    const response = await fetch(`${this.#url}${path}`, {
      method: json === undefined ? "GET" : "POST",
      headers: {
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        ...(json === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text.slice(0, 200)}`);
    return JSON.parse(text);
  }
}
