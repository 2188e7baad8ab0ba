import type { Command, CommandDetail } from "../../../protocols/api/command.ts";
import type { NodeDetail } from "../../../protocols/api/node.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import type { Api } from "../../support/api/api.ts";
import type { NodeAgentOrder } from "../../support/processes/node_agent_entry.ts";
import { NodeAgentProcess } from "../../support/processes/node_agent_process.ts";
import { eventually } from "../../support/eventually.ts";

export const SERVER_ID = "4F1A09C27B3E";
export const NODE = `/api/v1/nodes/${SERVER_ID}`;
export const PATIENCE_MS = 60_000;

/** Lives of one node agent, as processes that can be killed. */
export interface NodeAgentLives {
  readonly stateDir: string;
  /** One more life; all are ended when the test is. */
  start(): Promise<NodeAgentProcess>;
  /** How often it has paid out. */
  payouts(): Promise<number>;
}

/** Where an agent is, and how fast. */
export type LivesOrder =
  & Pick<NodeAgentOrder, "url">
  & Partial<Pick<NodeAgentOrder, "payoutMs" | "timeScale" | "stateDir" | "intervalMs">>;

/** Runs a test with lives of one agent. @param before words ahead of the program, such as the far end of a cable */
export function withLives(
  { payoutMs = 500, timeScale = 10, intervalMs = 200, ...order }: LivesOrder,
  test: (lives: NodeAgentLives) => Promise<void>,
  before: readonly string[] = [],
): Promise<void> {
  return withDataDir(async (folder) => {
    const payoutFile = `${folder}/paid`;
    const stateDir = order.stateDir ?? `${folder}/state`;
    const lives: NodeAgentProcess[] = [];
    try {
      await test({
        stateDir,
        async start() {
          const life = await NodeAgentProcess.start({
            serverId: SERVER_ID,
            url: order.url,
            stateDir,
            payoutFile,
            payoutMs,
            timeScale,
            intervalMs,
          }, before);
          lives.push(life);
          return life;
        },
        async payouts() {
          const text = await Deno.readTextFile(payoutFile).catch(() => "");
          return text.split("\n").length - 1;
        },
      });
    } finally {
      for (const life of lives) await life.end();
    }
  });
}

/** Asks for a command on the only node, over HTTP. */
export function order(api: Api, command: string, params = {}): Promise<Command> {
  const path = `${NODE}/containers/3node0/commands`;
  return api.call(path, { method: "POST", json: { command, params } });
}

/** The same, and waits for its end. */
export async function run(api: Api, command: string, params = {}): Promise<CommandDetail> {
  return await api.finished(await order(api, command, params), PATIENCE_MS);
}

/** The host as the control host sees it, once it is as wanted; nobody announces single readings. */
export function seen(api: Api, wanted: (node: NodeDetail) => boolean): Promise<NodeDetail> {
  return eventually(
    () => api.call<NodeDetail>(NODE).catch(() => ({ connected: false }) as NodeDetail),
    wanted,
    PATIENCE_MS,
  );
}
