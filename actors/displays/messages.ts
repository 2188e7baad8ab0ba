import type { AuditLine } from "../audit/audit_line.ts";
import type { Authored } from "../audit/author.ts";
import type { Question } from "../kernel/mod.ts";
import type { CommandTargetMessage } from "../ledger/messages.ts";
import type { Liveness, LivenessVerdict } from "../liveness.ts";
import type { Outcome } from "../outcome.ts";
import type { DisplayLink, LinkMessage } from "./link.ts";
import type { DisplayChange } from "./store.ts";
import type { WakeSent } from "./wake_port.ts";
import type { Registered } from "../../protocols/switchboard/events.ts";

/** What a display does, beside whether it is there. */
export type DisplayHealth = "unknown" | "idle" | "running" | "error";

/** One line of a display's recent history. */
export interface DisplayNote {
  readonly at: number;
  /** Stable word: `registered`, `commandSent`, `crashed`, … */
  readonly kind: string;
  /** At most 80 characters; may be empty. */
  readonly detail: string;
}

/** Everything known about one display, at one moment. Times are epoch milliseconds. */
export interface DisplaySnapshot {
  readonly id: number;
  /** What people call it. */
  readonly name: string;
  /** Names it registers under; the first is the one last used. */
  readonly aliases: readonly string[];
  readonly liveness: LivenessVerdict;
  readonly health: DisplayHealth;
  /** True while commands can be sent. */
  readonly connected: boolean;
  readonly peerAddress: string | null;
  readonly claimedAddress: string | null;
  /** The port old clients announce over REST; 8081 unless they say otherwise. */
  readonly port: number;
  readonly clientType: string | null;
  readonly version: string | null;
  readonly capabilities: readonly string[];
  readonly uptimeS: number | null;
  readonly processCount: number | null;
  readonly processes: readonly string[];
  readonly currentPresetId: number | null;
  readonly syncStatus: string | null;
  /** Of its network card, capitals with colons; null: not known, and it cannot be woken. */
  readonly macAddress: string | null;
  /** Set by a person; what the device claims does not change it. */
  readonly macByHand: boolean;
  /** Other devices that want this name and were refused. */
  readonly contenders: readonly string[];
  readonly createdAt: number;
  readonly notes: readonly DisplayNote[];
}

/** To one display. */
export type DisplayMessage =
  | LinkMessage
  | CommandTargetMessage
  | ClaimName
  /** The directory has given the seat another identity. */
  | { readonly type: "identityChanged" }
  | { readonly type: "forgotten"; readonly reason: string }
  | { readonly type: "judgeLiveness" }
  | { readonly type: "checkDue" }
  | { readonly type: "claimUnanswered"; readonly linkId: string }
  | { readonly type: "crashConfirmed"; readonly program: string }
  | { readonly type: "turnOver" }
  | WakeDue
  | WakeCalled
  /** A display that went away after a shutdown has stayed away. */
  | { readonly type: "stayedAway"; readonly id: string };

/** The next round of magic packets of a command. */
export interface WakeDue {
  readonly type: "wakeDue";
  readonly id: string;
  /** From 0. */
  readonly round: number;
}

/** A round of magic packets has left, or not. */
export interface WakeCalled {
  readonly type: "wakeCalled";
  readonly id: string;
  readonly round: number;
  readonly sent: WakeSent;
}

/** A device wants to be this display. Answered to the link, not to the sender. */
export interface ClaimName {
  readonly type: "claimName";
  readonly link: DisplayLink;
  readonly facts: Registered;
}

/** To the directory of all displays, which supervises them. */
export type DisplaysMessage =
  | LinkMessage
  | ListDisplays
  | FindDisplay
  | EnsureDisplay
  | AddDisplay
  | AddDisplayNames
  | RenameDisplay
  | SetDisplayMac
  | MergeDisplays
  | ForgetDisplay
  | DescribeDisplays
  | { readonly type: "saveDue" }
  | {
    readonly type: "saveSettled";
    readonly batch: readonly PendingSave[];
    readonly cause?: unknown;
  };

/** A change on its way to the disk, and what waits for it. Local to the directory. */
export interface PendingSave {
  /** Null: only lines. */
  readonly change: DisplayChange | null;
  /** Of the audit trail. */
  readonly lines?: readonly AuditLine[];
  readonly then: (outcome: Outcome<null>) => void;
}

/** What groups and presets need to know of a display. */
export interface DisplayBrief {
  readonly id: number;
  readonly name: string;
  readonly connected: boolean;
  readonly currentPresetId: number | null;
}

/** Those of the given displays that exist; all of them when no ids are given. */
export interface DescribeDisplays extends Question<readonly DisplayBrief[]> {
  readonly type: "describeDisplays";
  readonly ids?: readonly number[];
}

/** Every display, ordered by id, without notes. `query` keeps those whose name, alias or address contains it. */
export interface ListDisplays extends Question<readonly DisplaySnapshot[]> {
  readonly type: "listDisplays";
  readonly query?: string;
  readonly liveness?: Liveness;
  readonly health?: DisplayHealth;
  /** Only these. */
  readonly ids?: readonly number[];
  /** Only displays with a higher id, and at most so many: a page costs no more than it shows. */
  readonly afterId?: number;
  readonly atMost?: number;
}

/** By id, by name or by alias (letter case does not count). */
export interface FindDisplay extends Question<Outcome<DisplaySnapshot>> {
  readonly type: "findDisplay";
  readonly nameOrId: string;
}

/** The old REST call of a device before it connects: known displays keep their id and everything else. */
export interface EnsureDisplay extends Question<Outcome<DisplaySnapshot>> {
  readonly type: "ensureDisplay";
  readonly name: string;
  readonly claimedAddress: string;
  readonly port: number;
  readonly peerAddress: string;
}

/** A display that no device has told of yet. Its device may register under the name or any alias. */
export interface AddDisplay extends Question<Outcome<DisplaySnapshot>>, Authored {
  readonly type: "addDisplay";
  readonly name: string;
  readonly aliases: readonly string[];
  /** Capitals with colons. */
  readonly macAddress: string | null;
  /** False: what the device claims goes before it. */
  readonly macByHand: boolean;
  readonly claimedAddress: string | null;
  readonly port: number;
}

/** Other names that lead to a display from now on, beside those it has. */
export interface AddDisplayNames extends Question<Outcome<DisplaySnapshot>>, Authored {
  readonly type: "addDisplayNames";
  readonly nameOrId: string;
  readonly aliases: readonly string[];
}

/** The device may go on registering under its old name. */
export interface RenameDisplay extends Question<Outcome<DisplaySnapshot>>, Authored {
  readonly type: "renameDisplay";
  readonly nameOrId: string;
  readonly newName: string;
}

/** What magic packets are addressed to from now on; null: what the device claims, if it claims one. */
export interface SetDisplayMac extends Question<Outcome<DisplaySnapshot>>, Authored {
  readonly type: "setDisplayMac";
  readonly nameOrId: string;
  /** Capitals with colons. */
  readonly macAddress: string | null;
}

/** `from` becomes another name of `into`. Refused while both are connected. */
export interface MergeDisplays extends Question<Outcome<DisplaySnapshot>>, Authored {
  readonly type: "mergeDisplays";
  readonly from: string;
  readonly into: string;
}

/** Removes a display; a device that comes back is a new one. A connected one needs `force`. */
export interface ForgetDisplay extends Question<Outcome<null>>, Authored {
  readonly type: "forgetDisplay";
  readonly nameOrId: string;
  readonly force: boolean;
}
