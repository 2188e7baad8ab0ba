import type { AuditLine } from "../audit/audit_line.ts";
import type { Authored } from "../audit/author.ts";
import type { Edit, Edited } from "../edited.ts";
import type { Question } from "../kernel/mod.ts";
import type { Execution, Idempotency, Submission } from "../ledger/messages.ts";
import type { Outcome } from "../outcome.ts";
import type { Requester } from "../requester.ts";

/** Displays that belong together. */
export interface Group extends Edited {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly displayIds: readonly number[];
  readonly createdAt: number;
}

/** What one display executes. */
export interface PresetCommand {
  readonly displayId: number;
  readonly command: string;
  /** How long after the start of the run it is sent. 0 to 600,000. */
  readonly offsetMs: number;
}

/** One command line per display. */
export interface Preset extends Edited {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly groupId: number | null;
  /** All targets online, or none is sent anything. */
  readonly barrier: boolean;
  readonly commands: readonly PresetCommand[];
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
  | (Question<Outcome<Group>> & Authored & {
    readonly type: "createGroup";
    readonly draft: GroupDraft;
    readonly edit: Edit;
  })
  | (Question<Outcome<Group>> & Authored & {
    readonly type: "updateGroup";
    readonly id: number;
    readonly draft: GroupDraft;
    readonly edit: Edit;
  })
  | (Question<Outcome<null>> & Authored & {
    readonly type: "deleteGroup";
    readonly id: number;
    readonly edit: Edit;
  })
  | (Question<readonly Preset[]> & { readonly type: "listPresets" })
  | (Question<Outcome<Preset>> & Authored & {
    readonly type: "createPreset";
    readonly draft: PresetDraft;
    readonly edit: Edit;
  })
  | (Question<Outcome<Preset>> & Authored & {
    readonly type: "updatePreset";
    readonly id: number;
    readonly draft: PresetDraft;
    readonly edit: Edit;
  })
  | (Question<Outcome<null>> & Authored & {
    readonly type: "deletePreset";
    readonly id: number;
    readonly edit: Edit;
  })
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
  commit(changes: readonly PresetChange[], lines?: readonly AuditLine[]): Promise<void>;
  groups(): readonly Group[];
  presets(): readonly Preset[];
  nextGroupId(): number;
  nextPresetId(): number;
}

export type PresetChange =
  | { readonly type: "groupSaved"; readonly group: Group }
  | { readonly type: "groupRemoved"; readonly id: number }
  /** `lastExecutedAt` counts for a new one only: a run may end while an edit is on its way. */
  | { readonly type: "presetSaved"; readonly preset: Preset }
  /** A run has begun; the preset may be edited meanwhile, so nothing else of it is written. */
  | { readonly type: "presetExecuted"; readonly id: number; readonly at: number }
  | { readonly type: "presetRemoved"; readonly id: number };
