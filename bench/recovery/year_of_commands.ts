import type { Command, CommandState, Order, Target } from "../../actors/ledger/command.ts";
import type { Execution } from "../../actors/ledger/messages.ts";
import type { LedgerChange } from "../../actors/ledger/store.ts";
import { containersOf, daysOf, displayName, list, type Site } from "./site.ts";

const REQUESTER = { name: "schedule Opening hours", address: "local" };
/** How a command goes that goes well, and what each step takes. */
const STEPS: readonly (readonly [CommandState, number])[] = [
  ["sent", 3],
  ["running", 250],
  ["completed", 1_400],
];
/** One in so many fails. */
const FAILS_EVERY = 200;
const DEADLINE_MS = 60_000;

const EXECUTE: Order = {
  action: "execute",
  params: { command: "D:\\show\\Stage.exe -dc_node=Node_1 -fullscreen", presetId: 1 },
};
const STOP: Order = { action: "stop", params: { presetId: 1 } };
const BACKUP: Order = { action: "backup_keys", params: {} };
const ROTATE: Order = { action: "rotate_keys", params: {} };

/** When a preset is run or stopped: four orders for each display on each day. */
const RUNS = [[8, "execute"], [12, "stop"], [13, "execute"], [22, "stop"]] as const;
/** Each container's keys are backed up every night, and changed once in so many days. */
const BACKUP_HOUR = 4;
const ROTATION_HOUR = 5;
export const ROTATION_DAYS = 14;

/** Everything that was asked for in a site's time, in commits of one run each, oldest first. */
export function* yearOfCommands(site: Site): Generator<readonly LedgerChange[]> {
  const displays = list(site.displays, (n): Target => {
    return { kind: "display", key: String(n + 1), name: displayName(n) };
  });
  const containers = containersOf(site).map(({ serverId, name }): Target => {
    return { kind: "container", key: `${serverId}/${name}`, name: `${serverId}/${name}` };
  });
  let day = 0;
  for (const { at } of daysOf(site)) {
    yield run(containers, BACKUP, at(BACKUP_HOUR), null);
    if (day++ % ROTATION_DAYS === 0) yield run(containers, ROTATE, at(ROTATION_HOUR), null);
    for (const [hour, action] of RUNS) {
      const execution = executionAt(at(hour), action);
      yield run(displays, action === "execute" ? EXECUTE : STOP, at(hour), execution);
    }
  }
}

/** Commands that are open: asked for, or sent and not answered. */
export function openCommands(targets: readonly Target[], count: number, at: number) {
  return list(count, (n): LedgerChange => {
    const target = targets[n % targets.length] ?? { kind: "display", key: "1", name: "Display-1" };
    const state = n % 2 === 0 ? "queued" : "running";
    const command = commandOf({ target, order: EXECUTE, at, executionId: null }, n);
    return { type: "commandAdded", command: { ...command, state } };
  });
}

function executionAt(at: number, action: Execution["action"]): Execution {
  return {
    id: `exe_${at}_000000000`,
    presetId: 1,
    presetName: "Opening hours",
    action,
    barrier: false,
    requester: REQUESTER,
    createdAt: at,
  };
}

function run(
  targets: readonly Target[],
  order: Order,
  at: number,
  execution: Execution | null,
): readonly LedgerChange[] {
  const executionId = execution?.id ?? null;
  const changes: LedgerChange[] = execution === null ? [] : [{ type: "executionAdded", execution }];
  for (const [n, target] of targets.entries()) {
    changes.push(...lifeOf(commandOf({ target, order, at, executionId }, n), n));
  }
  return changes;
}

function* lifeOf(command: Command, n: number): Generator<LedgerChange> {
  yield { type: "commandAdded", command };
  for (const [state, takesMs] of STEPS) {
    const updatedAt = command.createdAt + takesMs;
    const ends = state === "completed";
    const failed = ends && (command.createdAt + n) % FAILS_EVERY === 0;
    yield {
      type: "commandChanged",
      command: {
        ...command,
        updatedAt,
        state: failed ? "failed" : state,
        reason: failed ? "The member says that the program could not be started." : null,
        result: ends ? { success: !failed, pid: 4_000 + n, processName: "Stage.exe" } : null,
      },
    };
  }
}

interface Asked extends Pick<Command, "target" | "order" | "executionId"> {
  readonly at: number;
}

function commandOf({ target, order, at, executionId }: Asked, n: number): Command {
  // One letter of the action keeps orders of the same moment apart.
  const id = `cmd_${at}_${order.action.charAt(0)}${n.toString(36).padStart(8, "0")}`;
  return {
    id,
    target,
    order,
    requester: REQUESTER,
    executionId,
    idempotencyKey: null,
    correlationId: executionId ?? id,
    createdAt: at,
    updatedAt: at,
    deadlineAt: at + DEADLINE_MS,
    waitOnlineUntil: null,
    offsetMs: 0,
    state: "queued",
    reason: null,
    result: null,
  };
}
