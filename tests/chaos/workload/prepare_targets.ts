import type { Stage } from "../chaos_stage.ts";
import type { Targets } from "./targets.ts";
import { WishMaker, type WishOptions } from "./wish_maker.ts";

/** Presets and groups that operators edit and run. */
const MADE = 4;

/** Makes what operators work with, before anything goes wrong. */
export async function prepareTargets(
  { api, displays, containers, cameras }: Stage,
  random: () => number,
  options: WishOptions,
): Promise<Targets> {
  const known: Targets = { displays, containers, cameras, presets: [], groups: [] };
  const maker = new WishMaker(known, random, "first", options);
  const numbers = Array.from({ length: MADE }, (_, index) => index);
  const make = async (path: string, json: unknown) =>
    (await api.call<{ readonly id: number }>(`/api/v1/${path}`, { method: "POST", json })).id;
  return {
    ...known,
    presets: await Promise.all(numbers.map((n) => make("presets", maker.presetDraft(n, "first")))),
    groups: await Promise.all(numbers.map((n) => make("groups", maker.groupDraft(n, "first")))),
  };
}
