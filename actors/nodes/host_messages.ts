import type {
  ContainerStats,
  NodeCapability,
  PayoutCheck,
} from "../../protocols/mserver/events.ts";
import type { CommandTargetMessage } from "../ledger/messages.ts";
import type { StoredSessionKey } from "../session_keys/store.ts";
import type { NodeLink } from "./link.ts";
import type { NodeHostReport, NodeMemberEvent } from "./messages.ts";
import type { KeySaving } from "./seat.ts";

/** To a node host's actor. */
export type NodeHostMessage =
  | NodeHostReport
  | CommandTargetMessage
  | {
    readonly type: "claimNode";
    readonly link: NodeLink;
    readonly version: string;
    readonly account: string | null;
    readonly at: number | null;
    readonly capabilities: readonly NodeCapability[];
  }
  /** A summary that came over HTTP. */
  | {
    readonly type: "summarySaved";
    readonly event: Extract<NodeMemberEvent, { readonly type: "summaryReported" }>;
  }
  | { readonly type: "forgotten" }
  | { readonly type: "judgeLiveness" }
  | { readonly type: "slotOverdue"; readonly commandId: string }
  | { readonly type: "rotationOverdue"; readonly commandId: string }
  /** It is time to ask for the end of a log again that is followed. */
  | { readonly type: "followDue"; readonly commandId: string }
  | { readonly type: "keySaved"; readonly saving: KeySaving; readonly stored: StoredSessionKey }
  | { readonly type: "keyUnsaved"; readonly saving: KeySaving; readonly cause: unknown }
  | { readonly type: "saveKeysAgain" }
  | { readonly type: "verificationRefused"; readonly keyId: string; readonly detail: string }
  | {
    readonly type: "verificationKept";
    readonly keyId: string;
    readonly verified: boolean;
    readonly detail: string;
    readonly at: number;
  }
  | { readonly type: "tidyDue" }
  | { readonly type: "ignored" };

/** To a container's actor. */
export type ContainerMessage =
  /** A reading of its host had it. `live`: it is the newest one. */
  | {
    readonly type: "containerReported";
    readonly stats: ContainerStats;
    /** Epoch ms of our clock at which it was read. */
    readonly at: number;
    readonly live: boolean;
  }
  /** The newest reading of its host did not have it. */
  | { readonly type: "containerMissing" }
  | {
    readonly type: "eraBegan";
    readonly era: number;
    readonly previous: number | null;
    readonly firstRun: boolean;
    readonly at: number;
  }
  | {
    readonly type: "validatorChanged";
    readonly event: Extract<NodeMemberEvent, { readonly type: "validatorReported" }>;
    readonly at: number;
  }
  | { readonly type: "payoutChecked"; readonly check: PayoutCheck; readonly at: number }
  | { readonly type: "backupTold"; readonly file: string; readonly at: number }
  /** Something that the host knows of it has changed: its configuration, or whether the host is there. */
  | { readonly type: "hostChanged" }
  | { readonly type: "announceDue" };
