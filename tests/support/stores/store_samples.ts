import type { TokenRecord } from "../../../actors/access/messages.ts";
import type { DisplayRecord } from "../../../actors/displays/store.ts";
import type { Command } from "../../../actors/ledger/command.ts";
import type { Execution } from "../../../actors/ledger/messages.ts";
import type { LedgerChange } from "../../../actors/ledger/store.ts";
import type { Group, Preset } from "../../../actors/presets/messages.ts";

/** A fixed moment, so that no test depends on the clock. */
export const AT = 1_770_000_000_000;

/** A queued command for display 1; `changes` replaces fields. */
export function sampleCommand(id: string, changes: Partial<Command> = {}): Command {
  return {
    id,
    target: { kind: "display", key: "1", name: "Wall-L1" },
    order: { action: "execute", params: { command: "C:/show/start.exe -한글", presetId: 3 } },
    requester: { name: "operator", address: "10.0.0.9" },
    executionId: null,
    idempotencyKey: null,
    correlationId: `cor_${id}`,
    createdAt: AT,
    updatedAt: AT,
    deadlineAt: AT + 60_000,
    waitOnlineUntil: null,
    offsetMs: 0,
    state: "queued",
    reason: null,
    result: null,
    ...changes,
  };
}

/** A run of preset 3. */
export function sampleExecution(id: string, changes: Partial<Execution> = {}): Execution {
  return {
    id,
    presetId: 3,
    presetName: "Opening",
    action: "execute",
    barrier: true,
    requester: { name: "operator", address: "10.0.0.9" },
    createdAt: AT,
    ...changes,
  };
}

/** An idempotency key under which the operator asked for nothing. */
export function sampleKey(key: string, createdAt: number): LedgerChange {
  return {
    type: "idempotencyAdded",
    requesterName: "operator",
    idempotency: { key, contentHash: "h" },
    createdAt,
    commandIds: [],
    executionId: null,
  };
}

/** A display that registered once. */
export function sampleDisplay(id: number, changes: Partial<DisplayRecord> = {}): DisplayRecord {
  return {
    id,
    name: `Wall-${id}`,
    aliases: [`Wall-${id}`],
    createdAt: AT,
    lastSeenAt: null,
    reportedOffline: false,
    claimedAddress: "10.0.0.31",
    peerAddress: null,
    port: 8081,
    clientType: "python",
    version: null,
    capabilities: ["unreal_engine"],
    currentPresetId: null,
    macAddress: null,
    claimedMac: null,
    ...changes,
  };
}

/** As the first edit leaves it. */
export const EDITED = { version: 1, updatedAt: AT, updatedBy: "console" } as const;

/** A group of the given displays. */
export function sampleGroup(id: number, displayIds: readonly number[]): Group {
  return { id, name: `Hall ${id}`, description: "", displayIds, createdAt: AT, ...EDITED };
}

/** A preset with one command line for each display. */
export function samplePreset(id: number, displayIds: readonly number[]): Preset {
  return {
    id,
    name: `Preset ${id}`,
    description: "",
    groupId: null,
    barrier: false,
    commands: displayIds.map((displayId) => ({
      displayId,
      command: `run ${displayId}`,
      offsetMs: 0,
    })),
    createdAt: AT,
    ...EDITED,
    lastExecutedAt: null,
  };
}

/** An operator's token. */
export function sampleToken(id: string, changes: Partial<TokenRecord> = {}): TokenRecord {
  return {
    id,
    name: "console",
    role: "operate",
    rights: ["exec"],
    createdAt: AT,
    expiresAt: null,
    lastUsedAt: null,
    hash: `hash-of-${id}`,
    ...changes,
  };
}
