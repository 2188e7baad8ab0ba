import type { ActorReport } from "../../../protocols/api/actor.ts";
import type { Alert } from "../../../protocols/api/alert.ts";
import type { Command } from "../../../protocols/api/command.ts";
import type { Display } from "../../../protocols/api/display.ts";
import type { Execution } from "../../../protocols/api/execution.ts";
import type { Ready } from "../../../protocols/api/ready.ts";
import type { Preset } from "../../../protocols/api/preset.ts";
import type { SessionKey } from "../../../protocols/api/session_key.ts";
import type { SyncHost } from "../../../protocols/api/sync_host.ts";
import type { Wall } from "../../../protocols/api/wall.ts";

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

/** A sync host that is a master. */
export function syncHostBody(id: number, different: Partial<SyncHost> = {}): SyncHost {
  return {
    id,
    name: `Sync-${id}`,
    configured: true,
    claimedAddress: `10.0.0.${id}`,
    peerAddress: "10.0.0.99",
    machine: "10.0.0.99",
    state: "master",
    since: TIME,
    previous: null,
    source: "pushed",
    liveness: displayBody(1, "any").liveness,
    maintenance: null,
    flapping: false,
    reports: { master: 1, slave: 0, error: 0, free: 0, unknown: 0 },
    changes: 0,
    silent: null,
    poll: null,
    createdAt: TIME,
    ...different,
  };
}

/** A session key of a container, masked. */
export function sessionKeyBody(keyId: string, different: Partial<SessionKey> = {}): SessionKey {
  return {
    keyId,
    serverId: "HOST-1",
    container: "3node0",
    masked: "0x1a2b3c4d…",
    source: "key_update",
    at: TIME,
    verification: null,
    ...different,
  };
}

/** A wall that has a master, and a host in error. */
export function wallBody(name: string): Wall {
  return {
    name,
    verdict: "degraded",
    reason: "There is a master, but not every host is locked.",
    culprits: [{ host: "Left\u001b[2J", hostId: 1, condition: "masterBefore", reason: "x" }],
    since: TIME,
    entryId: 1,
    members: [
      { host: "Left", hostId: 1, condition: "error" },
      { host: "Right", hostId: 2, condition: "master" },
    ],
    maintenance: null,
    lastNote: null,
  };
}

/** Alert 12: a node host has been offline for two minutes, and all that is on it. */
export function alertBody(different: Partial<Alert> = {}): Alert {
  return {
    id: 12,
    rule: "offline",
    severity: "critical",
    subject: { kind: "node", key: "HOST-1", name: "rack" },
    state: "open",
    openedAt: new Date(Date.parse(TIME) - 125_000).toISOString(),
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: null,
    reason: { en: "It is offline.", ko: "오프라인입니다." },
    rootId: null,
    below: 8,
    snoozedUntil: null,
    flaps: 0,
    ...different,
  };
}

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
