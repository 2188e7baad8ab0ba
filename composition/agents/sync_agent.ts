import { getLogger } from "@logtape/logtape";
import { SYSTEM_CLOCK } from "../../actors/kernel/clock.ts";
import type { AgentLog } from "../../agents/agent_log.ts";
import { fileState } from "../../agents/sync/agent/file_state.ts";
import { firstState } from "../../agents/sync/agent/first_state.ts";
import { commandState, wmiState } from "../../agents/sync/agent/program_state.ts";
import type { StateSource } from "../../agents/sync/agent/state_source.ts";
import { startSyncAgent } from "../../agents/sync/agent/sync_agent.ts";
import { tryTarget } from "../../agents/sync/agent/target_trial.ts";
import type {
  RunningSyncAgent,
  SyncAgentSettings,
  SyncAgentSource,
  SyncTrialOrder,
  SyncTrialResult,
} from "../../command_line/agents/sync_agent_host.ts";
import { PortUnavailable } from "../port_unavailable.ts";

const logger = getLogger(["signalbox", "sync"]);
// A sentence may hold braces, which are not ours to fill in.
const log: AgentLog = (level, sentence) => logger[level]("{sentence}", { sentence });

/** Runs the sync agent that was asked for. Rejects when its state or its port cannot be had. */
export async function openSyncAgent(settings: SyncAgentSettings): Promise<RunningSyncAgent> {
  const { target, send, intervalMs, claim, listen } = settings;
  try {
    return await startSyncAgent({
      source: sourceOf(settings.source),
      target: send ? target : null,
      intervalMs,
      claim,
      listen,
      log,
    });
  } catch (cause) {
    const { syscall } = cause as { readonly syscall?: unknown };
    throw syscall === "listen" ? new PortUnavailable("agent", listen?.port ?? 0, cause) : cause;
  }
}

/** Presses the test button once. Rejects when a state was named that cannot be had. */
export async function trySyncTarget(order: SyncTrialOrder): Promise<SyncTrialResult> {
  const { source, target, ask, claim } = order;
  // A machine that has no card, such as that of whoever sets one up, can try the way to the target all the same.
  const hasNone = source.kind === "wmi" && Deno.build.os !== "windows";
  const state = ask || hasNone ? undefined : sourceOf(source);
  const digit = state === undefined ? undefined : await firstState(state, SYSTEM_CLOCK);
  const outcome = await tryTarget({ target, ask, digit, claim });
  if (!outcome.ok || state === undefined || digit !== undefined) return outcome;
  return { ...outcome, noStateFrom: state.name };
}

function sourceOf(source: SyncAgentSource): StateSource {
  switch (source.kind) {
    case "wmi":
      return wmiState(SYSTEM_CLOCK);
    case "command":
      return commandState(source.command, SYSTEM_CLOCK);
    case "file":
      return fileState({ path: source.path, clock: SYSTEM_CLOCK });
  }
}
