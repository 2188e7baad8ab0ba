import { type FaultScript, nth, switched } from "./fault_script.ts";

/** On a node host `rotate_keys` fails, as the RPC of its containers does not answer. */
export const rotationFailure: FaultScript = ({ fleet }) =>
  switched(nth(fleet.nodeHosts, 1), (host, on) => host.failRotation(on));
