import type { CameraAgentSettings, RunningCameraAgent } from "./agent_host.ts";
import type { AgentTexts } from "../texts/agent.ts";
import type { ServeNeeds } from "../start/serve.ts";
import { explainStart } from "../start/start_problem.ts";
import { serveAgent, type ServeAgentNeeds } from "./serve_agent.ts";

/** What running a camera agent needs of the process around it. */
export interface ServeCameraNeeds extends ServeAgentNeeds, Pick<ServeNeeds, "texts"> {
  start(settings: CameraAgentSettings): Promise<RunningCameraAgent>;
  readonly agentTexts: AgentTexts;
}

/** Where viewers look for a camera; the answer to them has no port. Source: camera guide, section 3. */
const USUAL_PORT = 8000;

/** Runs a camera agent until it is told to stop. The exit code: 0 stopped, 2 could not start. */
export async function serveCamera(
  settings: CameraAgentSettings,
  needs: ServeCameraNeeds,
): Promise<number> {
  const { agentTexts: texts } = needs;
  return await serveAgent({
    settings,
    start: () => needs.start(settings),
    explain: (cause) => unavailable(cause, texts) ?? explainStart(cause, needs.texts, "--port"),
    greeting: (agent) => greeting(agent, settings, texts),
    stopping: texts.stopping,
    stopped: texts.stopped,
  }, needs);
}

function greeting(
  { sourceName, port }: RunningCameraAgent,
  { format, bind, mqttUrl }: CameraAgentSettings,
  texts: AgentTexts,
): readonly string[] {
  const address = `${bind.includes(":") ? `[${bind}]` : bind}:${port}`;
  return [
    texts.serving(texts.formats[format], sourceName, address),
    // Without user and password.
    texts.discovery(new URL(mqttUrl).host),
    ...(port === USUAL_PORT ? [] : [texts.otherPort(port)]),
    texts.ready,
  ];
}

/** One line about a source that no other try would start. */
function unavailable(error: unknown, texts: AgentTexts): string | undefined {
  const { code, what } = error as { readonly code?: string; readonly what?: string };
  if (what === undefined) return undefined;
  const words: Readonly<Record<string, (what: string) => string>> = texts.unavailable;
  return words[code ?? ""]?.(what);
}
