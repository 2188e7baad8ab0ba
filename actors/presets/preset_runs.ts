import { accept, type Outcome } from "../outcome.ts";
import type { DisplayBrief } from "../displays/messages.ts";
import type { Order, Target } from "../ledger/command.ts";
import type { Execution, Submission, SubmitCommands } from "../ledger/messages.ts";
import { presetChanged } from "../topics.ts";
import type { Preset, PresetState, PresetStatus, RunPreset } from "./messages.ts";
import {
  ASK_TIMEOUT_MS,
  describe,
  missing,
  type Presets,
  type PresetsContext,
} from "./presets_state.ts";

/** Executes or stops a preset: one command per target, all rows durable before the answer. */
export async function runPreset(
  presets: Presets,
  order: RunPreset,
  ctx: PresetsContext,
): Promise<Outcome<Submission & { readonly execution: Execution }>> {
  const preset = presets.presets.get(order.id);
  if (!preset) return missing("preset", order.id);
  // Read now: the turn is over when the displays have answered.
  const { correlationId } = ctx;
  const displayIds = preset.commands.map((command) => command.displayId);
  const briefs = await describe(presets, displayIds, ctx);
  const question: SubmitCommands = {
    type: "submitCommands",
    requester: order.requester,
    commands: preset.commands.map((wanted) => ({
      target: targetOf(wanted.displayId, briefs),
      order: orderOf(preset, order.action, wanted.command),
      // What is to end ends now.
      ...(order.action === "execute" ? { offsetMs: wanted.offsetMs } : {}),
    })),
    execution: {
      presetId: preset.id,
      presetName: preset.name,
      action: order.action,
      // A stop goes to whoever can be reached: holding it back would leave shows running.
      barrier: order.action === "execute" && (order.barrier ?? preset.barrier),
    },
    deadlineMs: order.deadlineMs,
    waitOnlineMs: order.waitOnlineMs,
    idempotency: order.idempotency,
  };
  const patience = {
    timeoutMs: ASK_TIMEOUT_MS,
    ...(correlationId === undefined ? {} : { correlationId }),
  };
  const outcome = await presets.args.ledger.ask(question, patience);
  if (!outcome.ok) return outcome;
  const { execution } = outcome.value;
  if (!execution) throw new Error("The ledger answered a preset without an execution.");
  if (order.action === "execute" && !outcome.value.replayed) {
    await rememberRun(presets, preset.id, ctx);
  }
  return accept({ ...outcome.value, execution });
}

function targetOf(id: number, briefs: ReadonlyMap<number, DisplayBrief>): Target {
  return { kind: "display", key: String(id), name: briefs.get(id)?.name ?? `display ${id}` };
}

function orderOf(preset: Preset, action: "execute" | "stop", command: string): Order {
  const presetId = preset.id;
  return action === "execute"
    ? { action, params: { command, presetId } }
    : { action, params: { presetId } };
}

async function rememberRun(presets: Presets, id: number, ctx: PresetsContext): Promise<void> {
  // Read now: it may have been edited, or deleted, while the run was on its way.
  const preset = presets.presets.get(id);
  if (!preset) return;
  const at = ctx.now();
  const changed: Preset = { ...preset, lastExecutedAt: at };
  presets.presets.set(id, changed);
  ctx.publish(presetChanged, changed);
  // The run itself is in the ledger; this date is a convenience, and no reason to fail it.
  await presets.args.store.commit([{ type: "presetExecuted", id, at }]).catch(() => {});
}

/** The preset's state, from what its targets run now. */
export async function presetStatus(
  presets: Presets,
  id: number,
  ctx: PresetsContext,
): Promise<Outcome<PresetStatus>> {
  const preset = presets.presets.get(id);
  if (!preset) return missing("preset", id);
  const briefs = await describe(presets, preset.commands.map((command) => command.displayId), ctx);
  const targets = [...briefs.values()].map((brief) => ({
    displayId: brief.id,
    name: brief.name,
    connected: brief.connected,
    runsThis: brief.connected && brief.currentPresetId === id,
    currentPresetId: brief.currentPresetId,
  }));
  const online = targets.filter((target) => target.connected).length;
  const running = targets.filter((target) => target.runsThis).length;
  const total = targets.length;
  const state = stateOf(total, online, running);
  return accept({ presetId: id, name: preset.name, state, total, online, running, targets });
}

function stateOf(total: number, online: number, running: number): PresetState {
  if (total > 0 && running === total) return "running";
  if (running > 0) return "partial";
  return online > 0 ? "ready" : "offline";
}
