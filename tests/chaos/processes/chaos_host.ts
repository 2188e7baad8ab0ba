import { fileURLToPath } from "node:url";
import { setTimeout as wait } from "node:timers/promises";
import { signalChild } from "../../support/processes/signal_child.ts";
import type { Timeline } from "../torments/timeline.ts";
import type { ChaosHostOrder } from "./chaos_host_entry.ts";
import { HostLog } from "./host_log.ts";

const ENTRY = fileURLToPath(new URL("./chaos_host_entry.ts", import.meta.url));
const CONFIG = fileURLToPath(new URL("../../../deno.json", import.meta.url));
/** On a full disk and with a slow store it may take a while; nothing but a defect lets it pass. */
const READY_TIMEOUT_MS = 60_000;
const LOOK_MS = 25;
/** The host promises to stop within 10 s. */
const STOP_TIMEOUT_MS = 15_000;

/** The control host under torment: killed and started again, always on the same ports and folder. */
export class ChaosHost {
  readonly url: string;
  readonly log = new HostLog();
  readonly #order: ChaosHostOrder;
  readonly #timeline: Timeline;
  #child: Deno.ChildProcess | undefined;
  #logEnded: Promise<void> = Promise.resolve();

  constructor(order: ChaosHostOrder, timeline: Timeline) {
    this.#order = order;
    this.#timeline = timeline;
    this.url = `http://127.0.0.1:${order.settings.httpPort}`;
  }

  get isUp(): boolean {
    return this.#timeline.lives.at(-1)?.until === Infinity;
  }

  /**
   * Resolves when `/readyz` is good, with the tries that it took: a host that cannot start on a full disk ends by
   * itself, and is started again as a supervisor does.
   */
  async start(): Promise<void> {
    const startedAt = performance.now();
    while (performance.now() - startedAt < READY_TIMEOUT_MS) {
      const child = this.#spawn();
      if (await this.#becomesReady(child, startedAt)) {
        const readyMs = Math.round(performance.now() - startedAt);
        this.#timeline.lives.push({ from: Date.now(), until: Infinity, readyMs });
        return;
      }
    }
    await this.kill();
    const said = this.log.loud.slice(-5).map(({ text }) => text).join("\n");
    throw new Error(`the control host was not ready within ${READY_TIMEOUT_MS} ms:\n${said}`);
  }

  /** SIGKILL. */
  async kill(): Promise<void> {
    const life = this.#timeline.lives.at(-1);
    if (life?.until === Infinity) life.until = Date.now();
    if (this.#child !== undefined) signalChild(this.#child, "SIGKILL");
    await Promise.all([this.#child?.status, this.#logEnded]);
  }

  /** SIGTERM; answers the exit code, 137 when it took too long. */
  async stop(): Promise<number> {
    const child = this.#child;
    if (child === undefined) return 0;
    signalChild(child, "SIGTERM");
    const timer = setTimeout(() => signalChild(child, "SIGKILL"), STOP_TIMEOUT_MS);
    const [{ code }] = await Promise.all([child.status, this.#logEnded]);
    clearTimeout(timer);
    return code;
  }

  #spawn(): Deno.ChildProcess {
    const flags = ["run", "-A", "--no-check", "--frozen", "--config", CONFIG];
    const child = new Deno.Command(Deno.execPath(), {
      args: [...flags, ENTRY, JSON.stringify(this.#order)],
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    this.#child = child;
    this.#logEnded = this.log.follow(child.stderr);
    return child;
  }

  /** False when it ends before. */
  async #becomesReady(child: Deno.ChildProcess, startedAt: number): Promise<boolean> {
    let ended = false;
    void child.status.then(() => ended = true);
    while (!ended && performance.now() - startedAt < READY_TIMEOUT_MS) {
      if (await isReady(this.url)) return true;
      await wait(LOOK_MS);
    }
    return false;
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(1_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
