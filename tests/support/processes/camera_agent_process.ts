import { type AgentOrder, AgentProcess } from "./agent_process.ts";

/** Where a camera agent runs, and what stands behind `agent camera`. */
export type CameraAgentOrder = AgentOrder;

/** `signalbox agent camera` as a process of its own, with the permissions of the task. */
export class CameraAgentProcess extends AgentProcess {
  constructor({ words, ...order }: CameraAgentOrder) {
    super({ ...order, words: ["camera", ...words] });
  }

  /** The port of its greeting. */
  async port(): Promise<number> {
    return Number(/:(\d+),/.exec(await this.says(/^Serving /))?.[1]);
  }

  /** Its source leads a process group of its own. */
  async groupOfSource(): Promise<number> {
    const { stdout } = await new Deno.Command("ps", {
      args: ["-o", "pid=", "--ppid", String(this.pid)],
    }).output();
    return Number(new TextDecoder().decode(stdout));
  }
}

/** Runs a test while agents run, and ends them. */
export async function withCameraAgents(
  orders: readonly CameraAgentOrder[],
  test: (agents: readonly CameraAgentProcess[]) => Promise<void>,
): Promise<void> {
  const agents = orders.map((order) => new CameraAgentProcess(order));
  try {
    await test(agents);
  } finally {
    await Promise.all(agents.map((agent) => agent.end()));
  }
}
