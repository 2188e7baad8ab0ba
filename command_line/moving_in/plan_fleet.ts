import { Group } from "../../protocols/api/group.ts";
import { Preset } from "../../protocols/api/preset.ts";
import type { OldFleet, OldGroup, OldPreset } from "../../protocols/moving_in/fleet.ts";
import type { ApiClient } from "../api/api_client.ts";
import { CommandFailure } from "../failure.ts";
import type { Texts } from "../texts/texts.ts";
import { visible } from "../terminal/visible.ts";
import { planDisplays } from "./plan_displays.ts";
import type { PresentFleet } from "./present_fleet.ts";
import type { Difference, OnConflict, Step } from "./step.ts";

/** What a plan is made with. */
export interface PlanOptions {
  readonly api: ApiClient;
  readonly onConflict: OnConflict;
  readonly texts: Texts;
}

/** Numbers on the control host, by places in the lists of the old fleet; they are known once those steps are done. */
interface Ids {
  readonly displays: readonly (number | undefined)[];
  readonly groups: (number | undefined)[];
}

/** Everything that an old display server's fleet needs, in the order in which it must be done. */
export function planFleet(
  fleet: OldFleet,
  present: PresentFleet,
  options: PlanOptions,
): readonly Step[] {
  const displays = planDisplays(fleet.displays, present, options);
  const ids: Ids = {
    displays: displays.ids,
    groups: fleet.groups.map(({ name }) => present.groups.get(name)?.id),
  };
  return [
    ...displays.steps,
    ...fleet.groups.map((group, place) => planGroup(group, place, fleet, present, ids, options)),
    ...fleet.presets.map((preset) => planPreset(preset, fleet, present, ids, options)),
  ];
}

function planGroup(
  { name, description, members }: OldGroup,
  place: number,
  fleet: OldFleet,
  { groups }: PresentFleet,
  ids: Ids,
  { api, onConflict, texts }: PlanOptions,
): Step {
  const old = groups.get(name);
  const wanted = members.map((member) => ids.displays[member]);
  const differs: Difference[] = old === undefined ? [] : [
    ...(description === old.description ? [] : ["description"] as const),
    ...(sameSet(wanted, old.displayIds) ? [] : ["members"] as const),
  ];
  const save = async () => {
    const displayIds = members.map((member) => idOf(member, fleet, ids, texts));
    const saved = await api.ask(Group, {
      ...target("/groups", old),
      body: { name, description, displayIds },
    });
    ids.groups[place] = saved.id;
  };
  return stepOf("groups", name, old, differs, save, onConflict);
}

function planPreset(
  { name, description, group, commands }: OldPreset,
  fleet: OldFleet,
  { presets }: PresentFleet,
  ids: Ids,
  { api, onConflict, texts }: PlanOptions,
): Step {
  const old = presets.get(name);
  const lines = oneEach(commands, ids).map(([id, { command }]) => `${id} ${command}`);
  const oldLines = old?.commands.map(({ displayId, command }) => `${displayId} ${command}`) ?? [];
  const oldGroup = group === null ? null : ids.groups[group];
  const differs: Difference[] = old === undefined ? [] : [
    ...(description === old.description ? [] : ["description"] as const),
    ...(oldGroup === old.groupId ? [] : ["group"] as const),
    ...(sameSet(lines, oldLines) ? [] : ["commands"] as const),
  ];
  const save = async () => {
    const offsets = new Map(old?.commands.map((each) => [each.displayId, each.offsetMs]));
    const body = {
      name,
      description,
      groupId: group === null ? null : ids.groups[group] ?? null,
      barrier: old?.barrier ?? false,
      commands: oneEach(commands, ids).map(([id, { display, command }]) => {
        const displayId = id ?? idOf(display, fleet, ids, texts);
        return { displayId, command, offsetMs: offsets.get(displayId) ?? 0 };
      }),
    };
    await api.ask(Preset, { ...target("/presets", old), body });
  };
  return stepOf("presets", name, old, differs, save, onConflict);
}

/** Two displays of the old server may be one here, by its names; the first command line counts. */
function oneEach(commands: OldPreset["commands"], { displays }: Ids) {
  const seen = new Set<number>();
  return commands.flatMap((line) => {
    const id = displays[line.display];
    if (id !== undefined && seen.has(id)) return [];
    if (id !== undefined) seen.add(id);
    return [[id, line] as const];
  });
}

function stepOf(
  kind: Step["kind"],
  name: string,
  old: object | undefined,
  differs: readonly Difference[],
  save: () => Promise<void>,
  onConflict: OnConflict,
): Step {
  if (old === undefined) return { kind, name, verdict: "new", differs, run: save };
  if (differs.length === 0) return { kind, name, verdict: "same", differs, run: undefined };
  const run = onConflict === "replace" ? save : undefined;
  return { kind, name, verdict: "conflict", differs, run };
}

/** A new one, or the version that was looked at: a change that somebody has made meanwhile is not lost. */
function target(
  list: string,
  old: { readonly id: number; readonly version: number } | undefined,
) {
  if (old === undefined) return { method: "POST", path: list } as const;
  return { method: "PUT", path: `${list}/${old.id}`, version: old.version } as const;
}

function idOf(place: number, { displays }: OldFleet, ids: Ids, texts: Texts): number {
  const id = ids.displays[place];
  if (id !== undefined) return id;
  throw new CommandFailure(texts.movingIn.needs(visible(displays[place]?.name ?? "?")));
}

function sameSet<T>(one: readonly T[], other: readonly T[]): boolean {
  const [ones, others] = [new Set(one), new Set(other)];
  return ones.size === others.size && [...ones].every((each) => others.has(each));
}
