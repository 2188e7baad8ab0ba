import type { DisplayRecord } from "../../actors/displays/store.ts";
import type { SyncHostRecord } from "../../actors/sync_hosts/store.ts";
import { DAY_MS, displayName, type Site } from "./site.ts";

/** A display as a year of service leaves it. */
export function aDisplay(n: number, { now, days }: Site): DisplayRecord {
  return {
    id: n + 1,
    name: displayName(n),
    aliases: [displayName(n)],
    createdAt: now - days * DAY_MS,
    lastSeenAt: now,
    reportedOffline: false,
    claimedAddress: null,
    peerAddress: "127.0.0.1",
    port: 8081,
    clientType: "python",
    version: null,
    capabilities: ["unreal_engine"],
    currentPresetId: 1,
    macAddress: null,
    claimedMac: null,
  };
}

/** A sync host that is a slave. */
export function aSyncHost(n: number, { now, days }: Site): SyncHostRecord {
  return {
    id: n + 1,
    name: null,
    claimedAddress: `192.0.2.${n + 1}`,
    peerAddress: `192.0.2.${n + 1}`,
    createdAt: now - days * DAY_MS,
    lastSeenAt: now,
    reportedOffline: false,
    intervalMs: 1_000,
    state: "slave",
    since: now - DAY_MS,
    previous: null,
    source: "pushed",
  };
}
