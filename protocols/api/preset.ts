import { z } from "zod";
import { edited } from "./edit.ts";
import { CommandLine, Description, Id, Name, Time } from "./scalars.ts";
import { timing } from "./order.ts";

/** Targets of one preset at most: the largest fleet that is tested. */
const MAX_TARGETS = 5_000;

/** Ten minutes: longer than the slowest machine of a hall takes to start, and a step of a show has its own preset. */
export const MAX_OFFSET_MS = 600_000;

const PresetCommand = z.strictObject({
  displayId: Id,
  command: CommandLine,
  offsetMs: z.int().min(0).max(MAX_OFFSET_MS).default(0).meta({
    description: "How long after the start of the run it is sent.",
  }),
}).meta({ id: "PresetCommand", description: "What one display executes." });

/** One command line per display. */
export const Preset = z.strictObject({
  id: Id,
  name: z.string(),
  description: z.string(),
  groupId: Id.nullable(),
  barrier: z.boolean().meta({ description: "All targets online, or none is sent anything." }),
  commands: z.array(PresetCommand),
  createdAt: Time,
  ...edited,
  lastExecutedAt: Time.nullable(),
}).meta({ id: "Preset", description: "One command line per display." });
export type Preset = z.infer<typeof Preset>;

export const PresetList = z.strictObject({ items: z.array(Preset) })
  .meta({ id: "PresetList", description: "Every preset, ordered by id." });

/** A preset as it is asked for; an update replaces all of it. */
export const PresetDraft = z.strictObject({
  name: Name,
  description: Description.default(""),
  groupId: Id.nullable().default(null),
  barrier: z.boolean().default(false),
  commands: z.array(PresetCommand).min(1).max(MAX_TARGETS),
}).meta({ id: "PresetDraft", description: "A preset as it is to be." });

/** How a preset is run or stopped. `barrier` overrides the preset's own. */
export const PresetRun = z.strictObject({ barrier: z.boolean().optional(), ...timing })
  .meta({
    id: "PresetRun",
    description: "How a preset is run or stopped; all of it may be left out.",
  });

/** A preset's state and that of each target. */
export const PresetStatus = z.strictObject({
  presetId: Id,
  name: z.string(),
  state: z.enum(["running", "partial", "ready", "offline"]),
  total: z.int(),
  online: z.int(),
  running: z.int(),
  targets: z.array(z.strictObject({
    displayId: Id,
    name: z.string(),
    connected: z.boolean(),
    runsThis: z.boolean(),
    currentPresetId: z.int().nullable(),
  })),
}).meta({ id: "PresetStatus", description: "Whether a preset runs, and on which of its targets." });
export type PresetStatus = z.infer<typeof PresetStatus>;
