import type { Command } from "commander";
import type { AgentHost } from "../../agents/agent_host.ts";
import type { CommandLine } from "../../command_line.ts";
import { EXIT, usageFailure } from "../../failure.ts";
import { stateProblem, wordPlace } from "../../agents/serve_sync.ts";
import type { SyncTrialOrder, SyncTrialResult } from "../../agents/sync_agent_host.ts";
import {
  SYNC_AGENT_DEFAULTS,
  SYNC_AGENT_OPTIONS,
  type SyncAgentFlags,
  syncAgentSettings,
} from "../../agents/sync_agent_settings.ts";
import type { SyncAgentOptionName, SyncAgentTexts } from "../../texts/sync_agent.ts";
import { visible } from "../../terminal/visible.ts";
import { addAgentOptions, type AgentOptionRow } from "./agent_option_rows.ts";

/** What the test button needs to know; it neither listens nor logs. */
const TRIAL_OPTIONS: readonly SyncAgentOptionName[] = [
  "config",
  "targetIp",
  "targetPort",
  "stateCommand",
  "stateFile",
  "claim",
];

/** `agent sync` and `agent sync test` */
export function addAgentSync(agent: Command, cli: CommandLine): void {
  const { syncAgent } = cli.texts;
  const command = agent.command("sync").description(syncAgent.about.sync);
  const names = Object.keys(SYNC_AGENT_OPTIONS) as SyncAgentOptionName[];
  addAgentOptions(command, rowsOf(names, syncAgent), cli);
  cli.examples(
    command,
    "agent sync --target-ip 192.0.2.10",
    "agent sync --config syncguard_config.json",
    "agent sync --target-ip 192.0.2.10 --state-file /run/sync-state --port off",
    'agent sync --target-ip 192.0.2.10 --state-command "my-card --state"',
    "agent sync test --target-ip 192.0.2.10",
  );
  command.action(cli.action(async (flags: SyncAgentFlags) => {
    const settings = await syncAgentSettings(flags, cli);
    return await hostOf(cli).sync(settings);
  }));
  addTrial(command, cli);
}

function addTrial(sync: Command, cli: CommandLine): void {
  const { syncAgent, options } = cli.texts;
  const command = sync.command("test").description(syncAgent.about.test);
  addAgentOptions(command, rowsOf(TRIAL_OPTIONS, syncAgent), cli);
  command.option("--ask", syncAgent.options.ask).option("--json", options.json);
  cli.examples(
    command,
    "agent sync test --target-ip 192.0.2.10",
    "agent sync test --config syncguard_config.json --ask",
  );
  type Flags = SyncAgentFlags & { readonly ask?: true; readonly json?: true };
  command.action(cli.action(async (_: Flags, { parent }: Command) => {
    // An option that both commands know is taken by the outer one.
    const flags: Flags = { ...parent?.opts(), ..._ };
    const { source, claim, target } = await syncAgentSettings(flags, cli);
    if (target === null) throw usageFailure(syncAgent.needsTarget);
    const order = { source, claim, target, ask: flags.ask === true };
    const result = await tryOnce(order, cli);
    if (flags.json) cli.console.json({ target: wordPlace(target), ...result });
    else for (const line of wordResult(order, result, syncAgent)) cli.console.line(line);
    return result.ok ? EXIT.ok : EXIT.failure;
  }));
}

async function tryOnce(order: SyncTrialOrder, cli: CommandLine): Promise<SyncTrialResult> {
  try {
    return await hostOf(cli).trySync(order);
  } catch (cause) {
    const problem = stateProblem(cause, cli.texts.syncAgent);
    throw problem === undefined ? cause : usageFailure(problem);
  }
}

function wordResult(
  { target }: SyncTrialOrder,
  { ok, tookMs = 0, sent, answer, failure = "failed", detail = "", noStateFrom }: SyncTrialResult,
  { trial }: SyncAgentTexts,
): readonly string[] {
  const place = wordPlace(target);
  if (!ok) {
    const words: Readonly<Record<string, (target: string, detail: string) => string>> =
      trial.failed;
    return [(words[failure] ?? trial.failed.failed)(place, visible(detail))];
  }
  const connected = trial.connected(place, tookMs);
  if (answer === "Synced" || answer === "Free") return [connected, trial.answered[answer]];
  if (sent !== undefined) return [connected, trial.sent(sent)];
  const why = noStateFrom === undefined ? [] : [trial.noState(visible(noStateFrom))];
  return [connected, ...why, trial.sentNothing];
}

function rowsOf(
  names: readonly SyncAgentOptionName[],
  { options, usual }: SyncAgentTexts,
): readonly AgentOptionRow[] {
  const said: Readonly<Partial<Record<SyncAgentOptionName, string>>> = {
    ...SYNC_AGENT_DEFAULTS,
    config: usual.config,
    targetIp: usual.target,
    enableExternalSend: usual.send,
    stateCommand: usual.state,
    stateFile: usual.state,
    claim: usual.claim,
  };
  return names.map((name) => ({
    name,
    placeholder: SYNC_AGENT_OPTIONS[name],
    about: options[name],
    usual: said[name],
  }));
}

function hostOf({ host, texts }: CommandLine): AgentHost {
  if (host.agents === undefined) throw usageFailure(texts.agents.noAgents);
  return host.agents;
}
