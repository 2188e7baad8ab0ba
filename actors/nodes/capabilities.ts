import type { NodeCapability } from "../../protocols/mserver/events.ts";
import type { NodeSeat } from "./seat.ts";

/** Whether the client that is connected has told that it can do this. Fielded builds tell of nothing. */
export function isCapable(seat: NodeSeat, capability: NodeCapability): boolean {
  return seat.link !== undefined && seat.capabilities.includes(capability);
}

/** True when the client reads on while it runs a command, so that others need not wait for its answer. */
export function isConcurrent(seat: NodeSeat): boolean {
  return isCapable(seat, "concurrent_commands");
}

/** True when the client follows a log by itself; from others its end is asked for again and again. */
export function followsLogs(seat: NodeSeat): boolean {
  return isConcurrent(seat) && isCapable(seat, "command_output") &&
    isCapable(seat, "command_cancel");
}
