import type { DisplaySnapshot } from "../../../../actors/displays/messages.ts";
import type { ReadyVerdict } from "../../../../actors/readiness/messages.ts";
import type { PresetStatus } from "../../../../actors/presets/messages.ts";
import { AT } from "../../../support/stores/store_samples.ts";

/** A display that is there, with every optional fact. */
export function sampleSnapshot(
  id: number,
  changes: Partial<DisplaySnapshot> = {},
): DisplaySnapshot {
  return {
    id,
    name: `Wall-${id}`,
    aliases: [`Wall-${id}`],
    liveness: {
      state: "online",
      reason: "Heard 2 s ago.",
      since: AT,
      lastSeenAt: AT,
      intervalMs: 5_000,
      staleAfterMs: 15_000,
      offlineAfterMs: 30_000,
    },
    health: "running",
    connected: true,
    peerAddress: "10.0.0.31",
    claimedAddress: "127.0.0.1",
    port: 8081,
    clientType: "python",
    version: "2.0",
    capabilities: ["unreal_engine"],
    uptimeS: 12.5,
    processCount: 1,
    processes: ["Stage.exe"],
    currentPresetId: 3,
    syncStatus: "Master",
    macAddress: "02:00:5E:00:53:01",
    macByHand: true,
    contenders: [],
    createdAt: AT,
    notes: [{ at: AT, kind: "registered", detail: "" }],
    ...changes,
  };
}

/** Preset 3, which runs on its one target. */
export const sampleStatus: PresetStatus = {
  presetId: 3,
  name: "Opening",
  state: "running",
  total: 1,
  online: 1,
  running: 1,
  targets: [{ displayId: 1, name: "Wall-1", connected: true, runsThis: true, currentPresetId: 3 }],
};

const everybody = { total: 1, ready: 1, blocking: 0, warning: 0, ignored: 0 };

/** A display that blocks, a camera that warns, and a rule that names nobody. */
export const sampleVerdict: ReadyVerdict = {
  state: "not_ready",
  since: AT,
  checkedAt: AT + 1,
  warmUpUntil: null,
  blockers: [
    { kind: "display", key: "1", name: "Wall-1", code: "offline", weight: "blocks", since: AT },
    { kind: "node", key: "", name: "HOST-9", code: "missing", weight: "blocks", since: AT },
    {
      kind: "camera",
      key: "1",
      name: "Camera-1",
      code: "slow",
      weight: "warns",
      amount: 11.96,
      wanted: 25,
      since: AT,
    },
  ],
  more: 0,
  counts: {
    display: { ...everybody, ready: 0, blocking: 1 },
    wall: everybody,
    camera: { ...everybody, ready: 0, warning: 1 },
    node: { ...everybody, blocking: 1 },
  },
};
