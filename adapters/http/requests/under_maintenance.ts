import type { MaintenanceNow } from "../../../actors/alerts/maintenance.ts";
import type { UnderMaintenance } from "../../../protocols/api/maintenance.ts";
import { isoTime } from "../bodies/times.ts";

/** Who knows what is worked on, and what time it is. */
export interface WorkView {
  readonly maintenance: MaintenanceNow;
  /** Epoch milliseconds. */
  now(): number;
}

/** What a member says of the work that is done on it, beside its liveness. */
export function underMaintenance(view: WorkView, kind: string, key: string): UnderMaintenance {
  const window = view.maintenance.maintenanceOf({ kind, key }, view.now());
  return window === undefined
    ? null
    : { until: isoTime(window.until), note: window.note, by: window.createdBy };
}
