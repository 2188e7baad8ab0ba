import type { AgentOrder } from "../../../support/processes/display_agent_entry.ts";
import { EntryProcess, START_MS } from "../../../support/processes/entry_process.ts";
import { NAME } from "./stage.ts";

const ENTRY = new URL("../../../support/processes/display_agent_entry.ts", import.meta.url);

/** An agent that can be killed. */
export class AgentProcess extends EntryProcess {
  /** Resolves when it is registered. */
  static async start(url: string, stateDir: string): Promise<AgentProcess> {
    const order: AgentOrder = { url, name: NAME, stateDir, timeScale: 50 };
    const agent = new AgentProcess(ENTRY, order);
    await agent.log.find((line) => line.includes("registered as"), START_MS);
    return agent;
  }

  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }
}
