import type { AlertsContext, AlertsState } from "./alerts_state.ts";
import { maintenanceChanged, type MaintenanceWindow, stateOf } from "./maintenance.ts";

/** Says once what a window is now. */
export function announceWindow(
  { windowStates }: AlertsState,
  window: MaintenanceWindow,
  ctx: AlertsContext,
): void {
  const now = stateOf(window, ctx.now());
  if (windowStates.get(window.id) === now) return;
  windowStates.set(window.id, now);
  ctx.publish(maintenanceChanged, { window, state: now });
}
