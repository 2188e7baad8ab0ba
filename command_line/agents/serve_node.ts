import type { NodeAgentSettings, RunningNodeAgent } from "./node_agent_host.ts";
import type { NodeAgentTexts } from "../texts/node_agent.ts";
import type { ServeNeeds } from "../start/serve.ts";
import { serveAgent, type ServeAgentNeeds } from "./serve_agent.ts";
import { explainStart } from "../start/start_problem.ts";

/** What running a node agent needs of the process around it. */
export interface ServeNodeNeeds extends ServeAgentNeeds, Pick<ServeNeeds, "texts"> {
  start(settings: NodeAgentSettings): Promise<RunningNodeAgent>;
  readonly agentTexts: NodeAgentTexts;
}

/** Runs a node agent until it is told to stop. The exit code: 0 stopped, 2 could not start. */
export async function serveNode(
  settings: NodeAgentSettings,
  needs: ServeNodeNeeds,
): Promise<number> {
  const { agentTexts: texts } = needs;
  return await serveAgent({
    settings,
    start: () => needs.start(settings),
    explain: (cause) => startProblem(cause, texts) ?? explainStart(cause, needs.texts),
    greeting: (agent) => greeting(agent, settings, texts),
    stopping: texts.stopping,
    stopped: texts.stopped,
  }, needs);
}

function greeting(
  { serverId, nodes, trouble }: RunningNodeAgent,
  { servers, engine, payout }: NodeAgentSettings,
  texts: NodeAgentTexts,
): readonly string[] {
  return [
    texts.greets(serverId, servers.join(", ")),
    nodes === null ? texts.noEngine(trouble) : wordNodes(nodes, engine, texts),
    payout === null ? texts.paysNothing : texts.pays(payout.program),
    texts.ready,
  ];
}

function wordNodes(nodes: readonly string[], engine: string, texts: NodeAgentTexts): string {
  return nodes.length === 0 ? texts.noNodes(engine) : texts.nodesFound(engine, nodes.join(", "));
}

function startProblem(cause: unknown, texts: NodeAgentTexts): string | undefined {
  const { code, what } = cause as { readonly code?: string; readonly what?: string };
  if (code === "noServerId") return texts.noServerId;
  if (what === undefined) return undefined;
  const words: Readonly<Record<string, (what: string) => string>> = texts.unavailable;
  return words[code ?? ""]?.(what);
}
