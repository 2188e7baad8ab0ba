import type { AccessMessage } from "./access/messages.ts";
import type { AccountsMessage } from "./accounts/messages.ts";
import type { MaintenanceNow } from "./alerts/maintenance.ts";
import type { AlertsMessage } from "./alerts/messages.ts";
import type { AuditMessage } from "./audit/messages.ts";
import type { ChannelsMessage } from "./alerts/deliveries/messages.ts";
import type { CamerasMessage } from "./cameras/messages.ts";
import type { DisplaysMessage } from "./displays/messages.ts";
import type { ActorRef } from "./kernel/mod.ts";
import type { LedgerMessage } from "./ledger/messages.ts";
import type { OutputsMessage } from "./outputs/messages.ts";
import type { ReadinessMessage } from "./readiness/messages.ts";
import type { PresenceMessage } from "./presence/messages.ts";
import type { PresetsMessage } from "./presets/messages.ts";
import type { NodesMessage } from "./nodes/messages.ts";
import type { RotationMessage } from "./nodes/rotation/rotation_messages.ts";
import type { SchedulesMessage } from "./schedules/messages.ts";
import type { SessionKeysMessage } from "./session_keys/session_keys.ts";
import type { SyncHostsMessage } from "./sync_hosts/messages.ts";
import type { WallsMessage } from "./walls/messages.ts";

/** The doors to the fleet. */
export interface Tree {
  readonly ledger: ActorRef<LedgerMessage>;
  readonly displays: ActorRef<DisplaysMessage>;
  readonly presets: ActorRef<PresetsMessage>;
  readonly access: ActorRef<AccessMessage>;
  readonly accounts: ActorRef<AccountsMessage>;
  readonly syncHosts: ActorRef<SyncHostsMessage>;
  readonly walls: ActorRef<WallsMessage>;
  readonly nodes: ActorRef<NodesMessage>;
  readonly rotations: ActorRef<RotationMessage>;
  readonly sessionKeys: ActorRef<SessionKeysMessage>;
  readonly schedules: ActorRef<SchedulesMessage>;
  readonly cameras: ActorRef<CamerasMessage>;
  /** Whether the show can begin. */
  readonly showReadiness: ActorRef<ReadinessMessage>;
  readonly outputs: ActorRef<OutputsMessage>;
  readonly presence: ActorRef<PresenceMessage>;
  readonly alertChannels: ActorRef<ChannelsMessage>;
  readonly alerts: ActorRef<AlertsMessage>;
  /** Looks after the audit trail. */
  readonly audit: ActorRef<AuditMessage>;
  /** Who is worked on now. */
  readonly maintenance: MaintenanceNow;
}
