import type { Question } from "../kernel/mod.ts";
import type { Execution, Idempotency, Submission } from "../ledger/messages.ts";
import type { Outcome } from "../outcome.ts";
import type { Requester } from "../requester.ts";

/** Displays that belong together. */
export interface Group {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly displayIds: readonly number[];
  readonly createdAt: number;
}

/** One command line per display. */
export interface Preset {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly groupId: number | null;
  /** All targets online, or none is sent anything. */
  readonly barrier: boolean;
  readonly commands: readonly { readonly displayId: number; readonly command: string }[];
  readonly createdAt: number;
  readonly lastExecutedAt: number | null;
}

/** `running`: all targets run it; `partial`: some; `ready`: at least one online, none runs it. */
export type PresetState = "running" | "partial" | "ready" | "offline";

/** A preset's state and that of each target. */
export interface PresetStatus {
  readonly presetId: number;
  readonly name: string;
  readonly state: PresetState;
  readonly total: number;
  readonly online: number;
  readonly running: number;
  readonly targets: readonly {
    readonly displayId: number;
    readonly name: string;
    readonly connected: boolean;
    readonly runsThis: boolean;
    readonly currentPresetId: number | null;
  }[];
}

export type GroupDraft = Pick<Group, "name" | "description" | "displayIds">;
export type PresetDraft = Pick<
  Preset,
  "name" | "description" | "groupId" | "barrier" | "commands"
>;

/** To the actor that owns groups and presets. Changes are durable before the answer. */
export type PresetsMessage =
  | (Question<readonly Group[]> & { readonly type: "listGroups" })
  | (Question<Outcome<Group>> & { readonly type: "createGroup"; readonly draft: GroupDraft })
  | (Question<Outcome<Group>> & {
    readonly type: "updateGroup";
    readonly id: number;
    readonly draft: GroupDraft;
  })
  | (Question<Outcome<null>> & { readonly type: "deleteGroup"; readonly id: number })
  | (Question<readonly Preset[]> & { readonly type: "listPresets" })
  | (Question<Outcome<Preset>> & { readonly type: "createPreset"; readonly draft: PresetDraft })
  | (Question<Outcome<Preset>> & {
    readonly type: "updatePreset";
    readonly id: number;
    readonly draft: PresetDraft;
  })
  | (Question<Outcome<null>> & { readonly type: "deletePreset"; readonly id: number })
  | (Question<Outcome<PresetStatus>> & { readonly type: "getPresetStatus"; readonly id: number })
  | RunPreset
  | { readonly type: "displayRemoved"; readonly id: number; readonly into: number | null };

/** Executes or stops a preset: one command per target, submitted to the ledger as one execution. */
export interface RunPreset
  extends Question<Outcome<Submission & { readonly execution: Execution }>> {
  readonly type: "runPreset";
  readonly id: number;
  readonly action: "execute" | "stop";
  readonly requester: Requester;
  /** Overrides the preset's own. */
  readonly barrier?: boolean;
  readonly deadlineMs: number;
  readonly waitOnlineMs: number | null;
  readonly idempotency: Idempotency | null;
}

/** Durable storage of groups and presets; `commit` as in the ledger's store. */
export interface PresetStore {
  commit(changes: readonly PresetChange[]): Promise<void>;
  groups(): readonly Group[];
  presets(): readonly Preset[];
  nextGroupId(): number;
  nextPresetId(): number;
}

export type PresetChange =
  | { readonly type: "groupSaved"; readonly group: Group }
  | { readonly type: "groupRemoved"; readonly id: number }
  | { readonly type: "presetSaved"; readonly preset: Preset }
  | { readonly type: "presetRemoved"; readonly id: number };
