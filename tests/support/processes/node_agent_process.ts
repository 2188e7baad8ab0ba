import { EntryProcess, START_MS } from "./entry_process.ts";
import type { NodeAgentOrder } from "./node_agent_entry.ts";

const ENTRY = new URL("./node_agent_entry.ts", import.meta.url);

/** A node agent of `node_agent_entry.ts`, which can be killed and started again. */
export class NodeAgentProcess extends EntryProcess {
  /**
   * Resolves when it is connected.
   *
   * @param before words to put ahead of the program, such as the far end of a cable
   */
  static async start(
    order: NodeAgentOrder,
    before: readonly string[] = [],
  ): Promise<NodeAgentProcess> {
    const agent = new NodeAgentProcess(ENTRY, order, before);
    await agent.connected(1);
    return agent;
  }

  /** Resolves when it has been connected so often. */
  async connected(times: number): Promise<void> {
    let seen = 0;
    let last = -1;
    const isNext = (line: string, at: number) => {
      if (at <= last || !line.startsWith("info connected to")) return false;
      last = at;
      return ++seen >= times;
    };
    await this.log.find(isNext, START_MS);
  }
}
