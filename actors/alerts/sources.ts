import type { NewBackup } from "../backups/messages.ts";
import type { CameraSnapshot } from "../cameras/messages.ts";
import type { Command } from "../ledger/command.ts";
import type { NodeNoted } from "../nodes/note_ring.ts";
import type { RotationRun } from "../nodes/rotation/rotation_messages.ts";
import type { NodeSample } from "../nodes/topics.ts";
import type { ContainerSummary, NodeSummary } from "../nodes/views.ts";
import type { ScheduleRun } from "../schedules/runs.ts";
import type { MissedBackup } from "../schedules/topics.ts";
import type { SyncHostSnapshot } from "../sync_hosts/messages.ts";
import type { DisplaySummary } from "../topics.ts";
import type { WallSnapshot } from "../walls/messages.ts";
import type { AlertRule } from "./alert.ts";
import type { Verdict } from "./finding.ts";
import type { SelfReading } from "./self.ts";
import type { RuleSettings } from "./settings.ts";

/** Everything that a rule may look at, in the words of those who publish it. */
export interface Sources {
  readonly display: DisplaySummary;
  readonly node: NodeSummary;
  readonly container: ContainerSummary;
  readonly syncHost: SyncHostSnapshot;
  readonly camera: CameraSnapshot;
  readonly wall: WallSnapshot;
  /** Readings of a node host. */
  readonly sample: NodeSample;
  /** Something happened on a node host. */
  readonly noted: NodeNoted;
  readonly command: Command;
  readonly rotation: RotationRun;
  readonly missedBackup: MissedBackup;
  readonly storedBackup: NewBackup;
  readonly run: ScheduleRun;
  readonly unsavedKey: { readonly serverId: string; readonly container: string };
  readonly savedKey: { readonly serverId: string; readonly container: string };
  readonly hostBackup: { readonly well: boolean };
  readonly self: SelfReading;
}

export type SourceName = keyof Sources;

/** A rule: what it makes of each thing that it looks at. It knows no clock and keeps nothing. */
export interface Rule<R extends AlertRule> {
  readonly rule: R;
  /**
   * What was said of something that happened is forgotten after this long, where nothing takes it back; without it, the
   * rule looks at what is, and says so again.
   */
  readonly expiresMs?: number;
  /** What happens while the fleet finds us again, after our own start, is our own doing. */
  readonly notInWarmUp?: boolean;
  readonly on: {
    readonly [S in SourceName]?: (
      seen: Sources[S],
      settings: RuleSettings<R>,
    ) => readonly Verdict[];
  };
}
