import { type FaultScript, nth, switched } from "./fault_script.ts";

/** A slave of the first wall loses the house sync; its cable to the control host is well. */
export const syncLoss: FaultScript = ({ fleet }) =>
  switched(nth(fleet.syncHosts, 3), (host, on) => host.unlock(on));
