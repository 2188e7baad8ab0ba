/**
 * The mclient builds that are out there, as data: what each sends, waits for and does on its own. One engine plays
 * them all. Source: fielded builds M11 and M10.
 */
import type { NodeBuild, NodeBuildId, PingRule } from "./node_build.ts";

/** The library's keep-alive, and one of the program's own. */
const PINGS: readonly PingRule[] = [
  { everyMs: 20_000, pongWithinMs: 10_000, otherwise: "close" },
  { everyMs: 30_000, pongWithinMs: 5_000, otherwise: "abandon" },
];

const M11: NodeBuild = {
  id: "M11",
  version: "1.1.0",
  path: "/ws/monitoring/",
  ackWithinMs: 5_000,
  backoff: { firstMs: 1_000, maxMs: 1_024_000, jitter: 0 },
  schema: "full",
  waitsForAck: null,
  heartbeatMs: 45_000,
  pings: PINGS,
  takesCommands: true,
  validatorEvents: "state",
  encodesTwice: false,
  savesLogs: true,
};

const M11J: NodeBuild = { ...M11, id: "M11J", validatorEvents: "accounts", encodesTwice: true };

const M10: NodeBuild = {
  ...M11,
  id: "M10",
  version: "1.0.0",
  path: "/ws",
  backoff: { firstMs: 2_000, maxMs: 32_000, jitter: 0.5 },
  schema: "small",
  waitsForAck: { times: 5, eachMs: 2_000 },
  takesCommands: false,
  validatorEvents: null,
  savesLogs: false,
};

/** Every build by its id. */
export const NODE_BUILDS: Readonly<Record<NodeBuildId, NodeBuild>> = { M11, M11J, M10 };
