import type { ActorReport } from "../../../protocols/api/actor.ts";
import type { Command } from "../../../protocols/api/command.ts";
import type { Display } from "../../../protocols/api/display.ts";
import type { Execution } from "../../../protocols/api/execution.ts";
import type { Ready } from "../../../protocols/api/ready.ts";
import type { Preset } from "../../../protocols/api/preset.ts";

/** When everything in these samples happened. */
export const TIME = "2026-03-01T09:30:00.000Z";

const REQUESTER = { name: "first admin", address: "127.0.0.1" };

export function displayBody(id: number, name: string, different: Partial<Display> = {}): Display {
  return {
    id,
    name,
    aliases: [name],
    liveness: {
      state: "online",
      reason: "Heard in time.",
      since: TIME,
      lastSeenAt: TIME,
      intervalMs: 10_000,
      staleAfterMs: 30_000,
      offlineAfterMs: 60_000,
    },
    maintenance: null,
    health: "idle",
    connected: true,
    peerAddress: "10.0.0.1",
    claimedAddress: null,
    port: 8081,
    clientType: "python",
    version: "2.0",
    capabilities: [],
    uptimeS: null,
    processCount: null,
    processes: [],
    currentPresetId: null,
    syncStatus: null,
    macAddress: null,
    macByHand: false,
    contenders: [],
    createdAt: TIME,
    ...different,
  };
}

export function commandRow(
  id: string,
  target: { readonly key: string; readonly name: string },
  action: string,
  params: Command["params"],
  executionId: string | null,
): Command {
  return {
    id,
    target: { kind: "display", ...target },
    action,
    params,
    requester: REQUESTER,
    executionId,
    idempotencyKey: null,
    correlationId: "c1",
    createdAt: TIME,
    updatedAt: TIME,
    deadlineAt: "2026-03-01T09:31:00.000Z",
    waitOnlineUntil: null,
    state: "queued",
    reason: null,
    result: null,
  };
}

export function executionRow(id: string, preset: Preset, action: "execute" | "stop"): Execution {
  return {
    id,
    presetId: preset.id,
    presetName: preset.name,
    action,
    barrier: preset.barrier,
    requester: REQUESTER,
    createdAt: TIME,
  };
}

/** As the first edit leaves it. */
export const EDITED = { version: 1, updatedAt: TIME, updatedBy: "console" } as const;

export function presetBody(id: number, name: string, displayIds: readonly number[]): Preset {
  return {
    id,
    name,
    description: "",
    groupId: null,
    barrier: false,
    commands: displayIds.map((displayId) => ({ displayId, command: "show.exe", offsetMs: 0 })),
    createdAt: TIME,
    ...EDITED,
    lastExecutedAt: null,
  };
}

export function actorBody(kind: string, different: Partial<ActorReport> = {}): ActorReport {
  return {
    path: `/${kind}`,
    kind,
    key: kind,
    state: "running",
    mailboxDepth: 0,
    mailboxCapacity: 64,
    handled: 0,
    crashed: 0,
    dropped: 0,
    restarts: 0,
    restartsLeft: 5,
    lastError: null,
    children: [],
    ...different,
  };
}

const one = { total: 1, ready: 1, blocking: 0, warning: 0, ignored: 0 };
const none = { total: 0, ready: 0, blocking: 0, warning: 0, ignored: 0 };

/** A show that can begin, on one display. */
export function readyBody(different: Partial<Ready> = {}): Ready {
  return {
    ready: true,
    state: "ready",
    since: TIME,
    checkedAt: TIME,
    warmUpUntil: null,
    blockers: [],
    more: 0,
    counts: { display: one, wall: none, camera: none, node: none },
    ...different,
  };
}
