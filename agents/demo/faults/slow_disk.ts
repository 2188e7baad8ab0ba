import { type FaultScript, nth, switched } from "./fault_script.ts";

/** A node host's disk is nearly full and slow: blocks come late, and so do answers. */
export const slowDisk: FaultScript = ({ fleet }) =>
  switched(nth(fleet.nodeHosts, 0), (host, on) => host.slowDisk(on));
