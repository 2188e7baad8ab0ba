import { z } from "zod";
import { didYouMean } from "../terminal/did_you_mean.ts";
import type { FileSettings } from "./file_settings.ts";
import type { ListProblem } from "./sync.ts";
import type { Texts } from "../texts/texts.ts";
import { visible } from "../terminal/visible.ts";

/** The largest fleet that is tested. */
const MOST_NAMED = 5_000;

// As long as the names that people may give.
const NAMES = z.array(z.string().trim().min(1).max(255)).max(MOST_NAMED);
const WEIGHT = z.enum(["blocks", "warns", "ignored"]);

const members = { required: NAMES.optional(), others: WEIGHT.optional() };

/** When a show can begin, as the config file says it; what is left out is as in the built-in rules. */
export const ReadySetting = z.strictObject({
  // Longer than ten minutes would hide a fault from a show.
  graceSeconds: z.number().min(0).max(600).optional(),
  displays: z.strictObject({
    ...members,
    groups: NAMES.optional(),
    running: z.boolean().optional(),
  })
    .optional(),
  walls: z.strictObject({ ...members, degraded: WEIGHT.optional() }).optional(),
  cameras: z.strictObject({
    ...members,
    minFramesPerSecond: z.number().min(0).max(240).optional(),
  }).optional(),
  nodes: z.strictObject({ ...members, synced: z.boolean().optional() }).optional(),
  ignore: NAMES.optional(),
});
export type ReadySetting = z.infer<typeof ReadySetting>;

/** Checks what the section does not show by itself: walls that nobody has configured. */
export function checkReadySettings(
  { ready, walls = [] }: FileSettings,
  texts: Texts,
): readonly ListProblem[] {
  const names = walls.map(({ name }) => name);
  const known = new Set(names.map((name) => name.toLowerCase()));
  return (ready?.walls?.required ?? []).flatMap((name, at): ListProblem[] => {
    if (known.has(name.toLowerCase())) return [];
    const meant = didYouMean(name, names);
    const hint = meant === undefined ? "" : ` ${texts.didYouMean(visible(meant))}`;
    const text = texts.lists.noSuchWall(visible(name)) + hint;
    return [{ path: ["ready", "walls", "required", at], text }];
  });
}
