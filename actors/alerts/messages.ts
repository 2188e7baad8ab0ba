import type { Authored } from "../audit/author.ts";
import type { Question } from "../kernel/mod.ts";
import type { Group } from "../presets/messages.ts";
import type { Outcome } from "../outcome.ts";
import type { Alert } from "./alert.ts";
import type { Verdict } from "./finding.ts";
import type { MaintenanceDraft, MaintenanceWindow } from "./maintenance.ts";
import type { KnownMember } from "./members.ts";
import type { AlertSettings } from "./settings.ts";

/** Somebody looks after it: it is not told again. Doing so twice changes nothing. */
export interface AcknowledgeAlert extends Question<Outcome<Alert>>, Authored {
  readonly type: "acknowledgeAlert";
  readonly id: number;
  /** Name of the token. */
  readonly by: string;
  /** May be empty. */
  readonly note: string;
}

/** Nobody is told of it until then. */
export interface SnoozeAlert extends Question<Outcome<Alert>>, Authored {
  readonly type: "snoozeAlert";
  readonly id: number;
  readonly by: string;
  /** Epoch ms; a moment that is past ends the snooze. */
  readonly until: number;
}

export interface AddMaintenance extends Question<Outcome<MaintenanceWindow>>, Authored {
  readonly type: "addMaintenance";
  readonly draft: MaintenanceDraft;
  readonly by: string;
}

export interface RemoveMaintenance extends Question<Outcome<null>>, Authored {
  readonly type: "removeMaintenance";
  readonly id: number;
}

/** A look at something: what the rules make of it, and the member that it is. */
export interface Judged {
  readonly type: "judged";
  readonly verdicts: readonly Verdict[];
  readonly member?: KnownMember | undefined;
}

/** To the actor that keeps the alerts. */
export type AlertsMessage =
  | AcknowledgeAlert
  | SnoozeAlert
  | AddMaintenance
  | RemoveMaintenance
  /** By beginning; those that were over a day ago are gone. */
  | (Question<readonly MaintenanceWindow[]> & { readonly type: "listMaintenance" })
  | { readonly type: "configureAlerts"; readonly settings: AlertSettings }
  | Judged
  /** Every subject of a kind: those that are not among them are no more. */
  | { readonly type: "surveyed"; readonly kind: string; readonly seen: readonly Judged[] }
  | { readonly type: "gone"; readonly kind: string; readonly key: string }
  | { readonly type: "groupsSeen"; readonly groups: readonly Group[] }
  | { readonly type: "groupGone"; readonly id: number }
  | { readonly type: "tick" }
  | { readonly type: "surveyDue" }
  | { readonly type: "readingDue" }
  | { readonly type: "beatDue" }
  | { readonly type: "pruneDue" }
  | { readonly type: "commitSettled"; readonly cause: unknown }
  | { readonly type: "ignored" };
