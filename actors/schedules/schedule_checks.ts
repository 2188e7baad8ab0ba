import type { Right } from "../access/messages.ts";
import type { DescribeDisplays } from "../displays/messages.ts";
import type { PlanNodes } from "../nodes/messages.ts";
import { ALL_CONTAINERS } from "../nodes/rules.ts";
import { refuse } from "../outcome.ts";
import type { Preset, PresetsMessage } from "../presets/messages.ts";
import type { ScheduleAuthor, ScheduleDraft, ScheduleWork } from "./messages.ts";
import {
  ASK_MS,
  isKeyWork,
  LEAST_KEY_PAUSE_MS,
  type Schedules,
  type SchedulesContext,
} from "./schedules_state.ts";

type NodeWork = Extract<ScheduleWork, { readonly type: "node" }>;
type Refused = ReturnType<typeof refuse> | undefined;
type ListPresets = Extract<PresetsMessage, { readonly type: "listPresets" }>;

/** Schedules that may exist: more would be an automation gone wild. */
export const MAX_SCHEDULES = 1_000;
/** Moments that are looked at to see how close they come: a week of an expression that names days and hours. */
const LOOKED_AHEAD = 64;
/** A name that stands for any container, where a command's params are checked without one. */
const ANY_CONTAINER = "3node0";

/** Why a draft is not taken, with the field at fault; undefined: it is good. */
export async function refuseDraft(
  state: Schedules,
  draft: ScheduleDraft,
  author: ScheduleAuthor,
  ownId: number | undefined,
  ctx: SchedulesContext,
): Promise<Refused> {
  return refuseName(state, draft, ownId) ?? refuseMoments(state, draft, ctx.now()) ??
    lackedRight(state, draft.work, author.rights) ?? await refuseWork(state, draft, author, ctx);
}

function refuseName({ seats }: Schedules, { name }: ScheduleDraft, ownId?: number): Refused {
  for (const { schedule } of seats.values()) {
    if (schedule.name === name && schedule.id !== ownId) {
      return refuse("conflict", `"${name}" exists already.`, { field: "name" });
    }
  }
  if (ownId !== undefined || seats.size < MAX_SCHEDULES) return undefined;
  return refuse("tooMany", `At most ${MAX_SCHEDULES} schedules may exist.`);
}

function refuseMoments(
  { args: { cron } }: Schedules,
  { cron: expression, timeZone, work }: ScheduleDraft,
  now: number,
): Refused {
  const problem = cron.problem(expression, timeZone);
  if (problem) return invalid(problem.field, problem.rule);
  let at = cron.nextAfter(expression, timeZone, now);
  if (at === null) return invalid("cron", "names no moment that is still to come");
  if (!isKeyWork(work)) return undefined;
  for (let count = 0; count < LOOKED_AHEAD; count++) {
    const next = cron.nextAfter(expression, timeZone, at);
    if (next === null) return undefined;
    if (next - at < LEAST_KEY_PAUSE_MS) {
      return invalid("cron", `${work.command} may begin every 10 minutes at the most`);
    }
    at = next;
  }
  return undefined;
}

/** The refusal for whoever lacks the right that the work needs. */
export function lackedRight(
  { args: { rules } }: Schedules,
  work: ScheduleWork,
  rights: readonly Right[],
): Refused {
  if (work.type !== "node") return undefined;
  const rule = rules.find(work.command);
  if (!rule || rule.right === "operate" || rights.includes(rule.right)) return undefined;
  const detail = `A schedule with ${work.command} needs the right ${rule.right}.`;
  return refuse("forbidden", detail, { field: "work.command" });
}

async function refuseWork(
  state: Schedules,
  { work }: ScheduleDraft,
  { rights }: ScheduleAuthor,
  ctx: SchedulesContext,
): Promise<Refused> {
  switch (work.type) {
    case "node":
      return refuseNodeWork(state, work) ?? await refusePlan(state, work, rights, ctx);
    case "preset":
      return await refusePreset(state, work.presetId, ctx);
    case "display":
      return await refuseDisplay(state, work.displayId, ctx);
  }
}

function refuseNodeWork({ args: { rules } }: Schedules, work: NodeWork): Refused {
  const { command, selection, params, pauseMs } = work;
  const container = selection.scope === "host"
    ? ALL_CONTAINERS
    : selection.scope === "container"
    ? selection.container
    : ANY_CONTAINER;
  const checked = rules.check(command, container, params);
  if (!checked.ok) return invalid(`work.${checked.field}`, checked.rule);
  if (typeof checked.params.session_keys === "string") {
    const rule = "is not kept in a schedule; left out, the client asks about the newest it knows";
    return invalid("work.params.session_keys", rule);
  }
  if (!isKeyWork(work) || pauseMs >= LEAST_KEY_PAUSE_MS) return undefined;
  return invalid("work.pauseMs", `must be at least ${LEAST_KEY_PAUSE_MS} for ${command}`);
}

/** A host or container that does not exist is a slip of the pen; that a filter finds none today is not. */
async function refusePlan(
  { args }: Schedules,
  { selection, command, params }: NodeWork,
  rights: readonly Right[],
  ctx: SchedulesContext,
): Promise<Refused> {
  const plan: PlanNodes = { type: "planNodes", selection, command, params, rights };
  const outcome = await ctx.ask(args.nodes, plan, { timeoutMs: ASK_MS });
  if (outcome.ok) return undefined;
  const { code, detail, field } = outcome.refusal;
  if (code === "notFound") return refuse("invalid", detail, { field: "work.selection" });
  return code === "forbidden"
    ? refuse(code, detail, { field: `work.${field ?? "command"}` })
    : undefined;
}

async function refusePreset(
  { args }: Schedules,
  id: number,
  ctx: SchedulesContext,
): Promise<Refused> {
  const list: ListPresets = { type: "listPresets" };
  const presets: readonly Preset[] = await ctx.ask(args.presets, list, { timeoutMs: ASK_MS });
  if (presets.some((preset) => preset.id === id)) return undefined;
  return refuse("invalid", `There is no preset ${id}.`, { field: "work.presetId" });
}

async function refuseDisplay(
  { args }: Schedules,
  id: number,
  ctx: SchedulesContext,
): Promise<Refused> {
  const describe: DescribeDisplays = { type: "describeDisplays", ids: [id] };
  const found = await ctx.ask(args.displays, describe, { timeoutMs: ASK_MS });
  if (found.length > 0) return undefined;
  return refuse("invalid", `There is no display ${id}.`, { field: "work.displayId" });
}

function invalid(field: string, rule: string): ReturnType<typeof refuse> {
  return refuse("invalid", `${field}: ${rule}`, { field });
}
