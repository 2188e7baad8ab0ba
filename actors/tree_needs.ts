import type { AccessCrypto } from "./access/access.ts";
import type { AccessStore } from "./access/messages.ts";
import type { AccountCrypto, AccountStore, TokenPolicy } from "./accounts/messages.ts";
import type { SelfProbe } from "./alerts/self.ts";
import type { AlertSettings } from "./alerts/settings.ts";
import type { AlertStore } from "./alerts/store.ts";
import type { ChannelPlan } from "./alerts/deliveries/door.ts";
import type { DeliveryStore } from "./alerts/deliveries/store.ts";
import type { AuditExaminer } from "./audit/examiner.ts";
import type { AuditStore } from "./audit/store.ts";
import type { BackupStore } from "./backups/messages.ts";
import type { CameraNeeds } from "./cameras/needs.ts";
import type { CameraStore } from "./cameras/store.ts";
import type { DisplayStore } from "./displays/store.ts";
import type { WakePort } from "./displays/wake_port.ts";
import type { LedgerStore } from "./ledger/store.ts";
import type { ReadinessRules } from "./readiness/rules.ts";
import type { PresenceStore } from "./presence/store.ts";
import type { PresetStore } from "./presets/messages.ts";
import type { ExecBlockList } from "./nodes/commands/exec_block_list.ts";
import type { HistoryStore } from "./nodes/history/store.ts";
import type { NodeRules } from "./nodes/rules.ts";
import type { NodeStore } from "./nodes/store.ts";
import type { CronRules } from "./schedules/messages.ts";
import type { ScheduleStore } from "./schedules/store.ts";
import type { SessionKeyStore } from "./session_keys/store.ts";
import type { SyncDialer } from "./sync_hosts/messages.ts";
import type { SyncSettings } from "./sync_hosts/settings.ts";
import type { SyncStore } from "./sync_hosts/store.ts";

/** What the fleet's actors need from outside. */
export interface TreeDependencies {
  readonly stores: {
    readonly ledger: LedgerStore;
    readonly displays: DisplayStore;
    readonly presets: PresetStore;
    readonly access: AccessStore;
    readonly accounts: AccountStore;
    readonly sync: SyncStore;
    readonly nodes: NodeStore;
    readonly nodeHistory: HistoryStore;
    readonly schedules: ScheduleStore;
    readonly backups: BackupStore;
    readonly cameras: CameraStore;
    readonly presence: PresenceStore;
    readonly alerts: AlertStore;
    readonly alertDeliveries: DeliveryStore;
    readonly audit: AuditStore;
  };
  readonly nodes: NodeNeeds;
  /** What schedules know of calendars and time zones. */
  readonly cron: CronRules;
  readonly accounts: AccountNeeds;
  /** Default: the runtime's Web Crypto. */
  readonly crypto?: AccessCrypto;
  readonly maxDisplays: number;
  /** The guide's 30 s, unless a test is in a hurry. */
  readonly checkIntervalMs: number;
  /** A minute, unless a test is in a hurry. */
  readonly warmUpMs?: number | undefined;
  /** Default: none are configured; hosts appear as they report. */
  readonly sync?: SyncSettings | undefined;
  /** Sends magic packets; without it no display can be woken. */
  readonly wake?: WakePort | undefined;
  /** When a show can begin. Default: the built-in rules. */
  readonly readiness?: ReadinessRules | undefined;
  /** Connects to sync hosts that are polled; without it none is. */
  readonly syncDialer?: SyncDialer | undefined;
  /** Default: no camera is connected. */
  readonly cameras?: CameraNeeds | undefined;
  /** What there are alerts of. Default: the built-in rules. */
  readonly alerts?: AlertSettings | undefined;
  /** How the control host itself does; without it there are no alerts of that. */
  readonly self?: SelfProbe | undefined;
  /** Looks whether the audit trail is as it was written; without it nothing can. */
  readonly auditExaminer?: AuditExaminer | undefined;
  /** Where alerts are told. Default: nowhere but in the list of alerts. */
  readonly alertChannels?: readonly ChannelPlan[] | undefined;
}

/** What device accounts need from outside, beside their store. */
export interface AccountNeeds {
  readonly crypto: AccountCrypto;
  /** What a device is told that has no token, or one that nobody here has issued. */
  readonly policy: TokenPolicy;
}

/** What the actors of node hosts need from outside, beside their stores. */
export interface NodeNeeds {
  readonly keys: SessionKeyStore;
  /** What the protocol's table says of commands. */
  readonly rules: NodeRules;
  readonly execBlockList: ExecBlockList;
  readonly maxNodes: number;
}
