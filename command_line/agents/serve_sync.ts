import type { ServeNeeds } from "../start/serve.ts";
import { explainStart } from "../start/start_problem.ts";
import { serveAgent, type ServeAgentNeeds } from "./serve_agent.ts";
import type { RunningSyncAgent, SyncAgentPlace, SyncAgentSettings } from "./sync_agent_host.ts";
import type { SyncAgentTexts } from "../texts/sync_agent.ts";

/** What running a sync agent needs of the process around it. */
export interface ServeSyncNeeds extends ServeAgentNeeds, Pick<ServeNeeds, "texts"> {
  start(settings: SyncAgentSettings): Promise<RunningSyncAgent>;
  readonly agentTexts: SyncAgentTexts;
}

/** Runs a sync agent until it is told to stop. The exit code: 0 stopped, 2 could not start. */
export async function serveSync(
  settings: SyncAgentSettings,
  needs: ServeSyncNeeds,
): Promise<number> {
  const { agentTexts: texts } = needs;
  return await serveAgent({
    settings,
    start: () => needs.start(settings),
    explain: (cause) => stateProblem(cause, texts) ?? explainStart(cause, needs.texts, "--port"),
    greeting: (agent) => greeting(agent, settings, texts),
    stopping: texts.stopping,
    stopped: texts.stopped,
  }, needs);
}

/** `192.0.2.10:8080`, `[2001:db8::1]:8080`. */
export function wordPlace({ address, port }: SyncAgentPlace): string {
  return `${address.includes(":") ? `[${address}]` : address}:${port}`;
}

/** One line about a state that no other try would bring. */
export function stateProblem(cause: unknown, texts: SyncAgentTexts): string | undefined {
  const { code, what } = cause as { readonly code?: string; readonly what?: string };
  if (what === undefined) return undefined;
  const words: Readonly<Record<string, (what: string) => string>> = texts.unavailable;
  return words[code ?? ""]?.(what);
}

function greeting(
  { sourceName, port }: RunningSyncAgent,
  { target, send, intervalMs, listen }: SyncAgentSettings,
  texts: SyncAgentTexts,
): readonly string[] {
  const place = listen === null || port === null ? null : wordPlace({ ...listen, port });
  const nothing = target === null ? texts.sendsNothing : texts.sendingIsOff;
  return [
    texts.reads(sourceName),
    target === null || !send ? nothing : texts.sends(wordPlace(target), intervalMs),
    place === null ? texts.answersNobody : texts.answers(place),
    texts.ready,
  ];
}
