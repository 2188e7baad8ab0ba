import { fileURLToPath } from "node:url";
import type { AgentOrder } from "../../../support/display_agent_entry.ts";
import { Lines } from "../../../support/lines.ts";
import { signalChild } from "../../../support/signal_child.ts";
import { NAME } from "./stage.ts";

const ENTRY = fileURLToPath(new URL("../../../support/display_agent_entry.ts", import.meta.url));
const CONFIG = fileURLToPath(new URL("../../../../deno.json", import.meta.url));
/** A cold start on a busy machine. */
const PATIENCE_MS = 30_000;

/** An agent that can be killed. */
export class AgentProcess {
  readonly log: Lines;
  readonly #child: Deno.ChildProcess;

  private constructor(child: Deno.ChildProcess) {
    this.#child = child;
    this.log = new Lines(child.stdout);
  }

  /** Resolves when it is registered. */
  static async start(url: string, stateDir: string): Promise<AgentProcess> {
    const order: AgentOrder = { url, name: NAME, stateDir, timeScale: 50 };
    const deno = ["run", "-A", "--no-check", "--frozen", "--config", CONFIG, ENTRY];
    const child = new Deno.Command(Deno.execPath(), {
      args: [...deno, JSON.stringify(order)],
      stdin: "null",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    const agent = new AgentProcess(child);
    await agent.log.find((line) => line.includes("registered as"), PATIENCE_MS);
    return agent;
  }

  get pid(): number {
    return this.#child.pid;
  }

  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  /** The exit code. */
  async end(signal: Deno.Signal): Promise<number> {
    signalChild(this.#child, signal);
    const timer = setTimeout(() => signalChild(this.#child, "SIGKILL"), PATIENCE_MS);
    const { code } = await this.#child.status;
    clearTimeout(timer);
    await this.log.ended;
    return code;
  }
}
