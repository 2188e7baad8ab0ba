import type { Alert } from "../../../protocols/api/alert.ts";
import type { Command } from "../../../protocols/api/command.ts";
import type { FleetTruth } from "../processes/fleet_truth.ts";
import type { Answered, Wish } from "../workload/wish.ts";
import type { Evidence, HostAccount } from "./evidence.ts";

/** When everything of these tests begins, in epoch milliseconds. */
export const AT = Date.parse("2026-11-21T10:00:00.000Z");

/** So many seconds later, as the API writes it. */
export function later(seconds: number): string {
  return new Date(AT + 1_000 * seconds).toISOString();
}

/** A command that a display has completed, with whatever a test wants different. */
export function aRow(different: Partial<Command> = {}): Command {
  return {
    id: "cmd_1",
    target: { kind: "display", key: "1", name: "Display_01" },
    action: "execute",
    params: { command: "Stage.exe -scene k-1" },
    requester: { name: "admin", address: "127.0.0.1" },
    executionId: null,
    idempotencyKey: "k-1",
    correlationId: "cmd_1",
    createdAt: later(0),
    updatedAt: later(1),
    deadlineAt: later(20),
    waitOnlineUntil: null,
    state: "completed",
    reason: null,
    result: null,
    ...different,
  };
}

/** The request that has made {@link aRow}, and its answer. */
export function anAnswer(different: Partial<Answered> = {}): Answered {
  const wish: Wish = {
    kind: "execute",
    key: "k-1",
    method: "POST",
    path: "/api/v1/displays/Display_01/commands",
    json: { action: "execute", command: "Stage.exe -scene k-1", deadlineMs: 20_000 },
  };
  const body = { id: "cmd_1" };
  return {
    wish,
    status: 202,
    body,
    lost: 0,
    refusals: [],
    askedAt: AT,
    answeredAt: AT,
    ...different,
  };
}

/** An alert of a sync host that was offline for half a minute. */
export function anAlert(different: Partial<Alert> = {}): Alert {
  return {
    id: 1,
    rule: "offline",
    severity: "critical",
    subject: { kind: "syncHost", key: "4", name: "Sync_04" },
    state: "resolved",
    openedAt: later(60),
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: later(90),
    reason: { en: "It is offline.", ko: "오프라인입니다." },
    rootId: null,
    below: 0,
    snoozedUntil: null,
    flaps: 0,
    ...different,
  };
}

const EMPTY: HostAccount = {
  commands: [],
  alerts: [],
  presets: [],
  groups: [],
  windows: [],
  displays: [],
  nodes: [],
  syncHosts: [],
  cameras: [],
  walls: [],
  keys: new Map(),
  acknowledged: [],
};

/** One command that was asked for, promised, and carried out once. */
export function evidenceOf(
  account: Partial<HostAccount> = {},
  truth: Partial<FleetTruth> = {},
  answered: readonly Answered[] = [anAnswer()],
): Evidence {
  const deed = {
    member: "display:Display_01",
    what: "started",
    detail: "Stage.exe -scene k-1",
  } as const;
  return {
    answered,
    account: { ...EMPTY, commands: [aRow()], ...account },
    truth: { members: [], deeds: [{ ...deed, times: 1 }], ...truth },
  };
}
