import type { DisplayAgentSettings, RunningDisplayAgent } from "./display_agent_host.ts";
import type { DisplayAgentTexts } from "../texts/display_agent.ts";
import type { ServeNeeds } from "../start/serve.ts";
import { explainStart } from "../start/start_problem.ts";
import { serveAgent, type ServeAgentNeeds } from "./serve_agent.ts";

/** What running a display agent needs of the process around it. */
export interface ServeDisplayNeeds extends ServeAgentNeeds, Pick<ServeNeeds, "texts"> {
  start(settings: DisplayAgentSettings): Promise<RunningDisplayAgent>;
  readonly agentTexts: DisplayAgentTexts;
}

/** Runs a display agent until it is told to stop. The exit code: 0 stopped, 2 could not start. */
export async function serveDisplay(
  settings: DisplayAgentSettings,
  needs: ServeDisplayNeeds,
): Promise<number> {
  const { agentTexts: texts } = needs;
  return await serveAgent({
    settings,
    start: () => needs.start(settings),
    explain: (cause) => folderProblem(cause, texts) ?? explainStart(cause, needs.texts),
    greeting: (agent) => greeting(agent, settings, texts),
    stopping: texts.stopping,
    stopped: texts.stopped,
  }, needs);
}

function greeting(
  { name, running }: RunningDisplayAgent,
  { server, allow, allowPower }: DisplayAgentSettings,
  texts: DisplayAgentTexts,
): readonly string[] {
  return [
    texts.greets(name, server),
    allow === null ? texts.everyProgram : texts.only(allow.join(", ")),
    ...(allowPower ? [texts.mayPower] : []),
    ...(running === 0 ? [] : [texts.found(running)]),
    texts.ready,
  ];
}

function folderProblem(cause: unknown, texts: DisplayAgentTexts): string | undefined {
  const { code, what } = cause as { readonly code?: string; readonly what?: string };
  if (what === undefined) return undefined;
  const words: Readonly<Record<string, (what: string) => string>> = texts.unavailable;
  return words[code ?? ""]?.(what);
}
