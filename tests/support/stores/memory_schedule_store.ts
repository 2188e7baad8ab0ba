import type {
  Backup,
  BackupChange,
  BackupQuery,
  BackupStore,
} from "../../../actors/backups/messages.ts";
import { BadCursor, type Page } from "../../../actors/ledger/store.ts";
import type { Schedule } from "../../../actors/schedules/messages.ts";
import { isRunOver, type ScheduleRun } from "../../../actors/schedules/runs.ts";
import type { RunQuery, ScheduleChange, ScheduleStore } from "../../../actors/schedules/store.ts";
import { CommitGate } from "./commit_gate.ts";

/** Schedules and their runs in memory. */
export class MemoryScheduleStore implements ScheduleStore {
  readonly gate = new CommitGate();
  readonly #schedules = new Map<number, Schedule>();
  readonly #runs = new Map<string, ScheduleRun>();
  #lastId = 0;

  commit(changes: readonly ScheduleChange[]): Promise<void> {
    return this.gate.pass(() => changes.forEach((change) => this.#apply(change)));
  }

  schedules(): readonly Schedule[] {
    return [...this.#schedules.values()].sort((a, b) => a.id - b.id);
  }

  openRuns(): readonly ScheduleRun[] {
    return this.#sorted().filter(({ state }) => !isRunOver(state)).reverse();
  }

  lastRun(scheduleId: number): ScheduleRun | undefined {
    return this.#sorted().find((run) => run.scheduleId === scheduleId);
  }

  run(id: string): ScheduleRun | undefined {
    return this.#runs.get(id);
  }

  runOrderedBy(requesterName: string, orderKey: string): ScheduleRun | undefined {
    return this.#sorted()
      .find((run) => run.orderedBy?.name === requesterName && run.orderKey === orderKey);
  }

  runs(scheduleId: number, query: RunQuery): Page<ScheduleRun> {
    return page(this.#sorted().filter((run) => run.scheduleId === scheduleId), query);
  }

  nextScheduleId(): number {
    return ++this.#lastId;
  }

  /** Newest first. */
  #sorted(): ScheduleRun[] {
    return [...this.#runs.values()].sort((a, b) => b.dueAt - a.dueAt || (a.id < b.id ? 1 : -1));
  }

  #apply(change: ScheduleChange): void {
    switch (change.type) {
      case "scheduleSaved":
        this.#lastId = Math.max(this.#lastId, change.schedule.id);
        this.#schedules.set(change.schedule.id, change.schedule);
        return;
      case "scheduleRemoved":
        this.#schedules.delete(change.id);
        for (const run of this.#sorted()) {
          if (run.scheduleId === change.id) this.#runs.delete(run.id);
        }
        return;
      case "runSaved":
        if (this.#schedules.has(change.run.scheduleId)) this.#runs.set(change.run.id, change.run);
        return;
      case "runsPruned":
        return this.#prune(change.before, change.keepEach);
    }
  }

  #prune(before: number, keepEach: number): void {
    const seen = new Map<number, number>();
    for (const run of this.#sorted()) {
      const place = seen.get(run.scheduleId) ?? 0;
      seen.set(run.scheduleId, place + 1);
      const old = run.dueAt < before || place >= keepEach;
      if (old && isRunOver(run.state)) this.#runs.delete(run.id);
    }
  }
}

/** Backups of keys in memory. */
export class MemoryBackupStore implements BackupStore {
  readonly gate = new CommitGate();
  #backups: Backup[] = [];
  #lastId = 0;

  commit(changes: readonly BackupChange[]): Promise<void> {
    return this.gate.pass(() => changes.forEach((change) => this.#apply(change)));
  }

  backups({ serverId, container, ...query }: BackupQuery): Page<Backup> {
    const found = this.#sorted().filter((backup) =>
      (serverId === undefined || backup.serverId === serverId) &&
      (container === undefined || backup.container === container)
    );
    return page(found, query);
  }

  /** Newest first. */
  #sorted(): Backup[] {
    return [...this.#backups].sort((a, b) => b.at - a.at || b.id - a.id);
  }

  #apply(change: BackupChange): void {
    if (change.type === "backupsPruned") {
      this.#backups = this.#backups.filter(({ at }) => at >= change.before);
      return;
    }
    const { backup, keepEach } = change;
    const same = (other: Backup) =>
      other.serverId === backup.serverId && other.container === backup.container;
    const known = this.#backups.findIndex((other) =>
      same(other) && backup.file !== null && other.file === backup.file
    );
    const before = this.#backups[known];
    if (before) {
      this.#backups[known] = { ...before, commandId: before.commandId ?? backup.commandId };
    } else this.#backups.push({ ...backup, id: ++this.#lastId });
    const kept = new Set(this.#sorted().filter(same).slice(0, keepEach));
    this.#backups = this.#backups.filter((other) => !same(other) || kept.has(other));
  }
}

function page<T>(
  items: readonly T[],
  { cursor, limit }: { readonly cursor?: string; readonly limit: number },
): Page<T> {
  if (cursor !== undefined && !/^\d+$/.test(cursor)) throw new BadCursor(cursor);
  const from = Number(cursor ?? 0);
  const until = from + limit;
  return {
    items: items.slice(from, until),
    nextCursor: until < items.length ? String(until) : null,
  };
}
