import type { ActorRef, Context } from "../kernel/mod.ts";
import type { DescribeDisplays, DisplayBrief, DisplaysMessage } from "../displays/messages.ts";
import type { LedgerMessage } from "../ledger/messages.ts";
import { type Outcome, refuse } from "../outcome.ts";
import type { Group, Preset, PresetsMessage, PresetStore } from "./messages.ts";

/** What the owner of groups and presets is started with. */
export interface PresetsArgs {
  readonly store: PresetStore;
  readonly displays: ActorRef<DisplaysMessage>;
  readonly ledger: ActorRef<LedgerMessage>;
}

/** All groups and presets, as they are on the disk. */
export interface Presets {
  readonly args: PresetsArgs;
  readonly groups: Map<number, Group>;
  readonly presets: Map<number, Preset>;
  nextGroupId: number;
  nextPresetId: number;
}

export type PresetsContext = Context<PresetsMessage>;

/** Other actors of this process answer in microseconds; this is for when one hangs. */
export const ASK_TIMEOUT_MS = 5_000;

/** Groups, and presets, that may exist: more would be an automation gone wild. */
export const MAX_ITEMS = 10_000;

/** Asks the directory about displays; those that do not exist are missing in the answer. */
export async function describe(
  presets: Presets,
  ids: readonly number[],
  ctx: PresetsContext,
): Promise<ReadonlyMap<number, DisplayBrief>> {
  const question: DescribeDisplays = { type: "describeDisplays", ids };
  const briefs = await ctx.ask(presets.args.displays, question, { timeoutMs: ASK_TIMEOUT_MS });
  return new Map(briefs.map((brief) => [brief.id, brief]));
}

/** The refusal for an id that does not exist. */
export function missing(what: "group" | "preset", id: number): Outcome<never> {
  return refuse("notFound", `There is no ${what} ${id}.`);
}
