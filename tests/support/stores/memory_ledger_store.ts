import type { Command, CommandEvent } from "../../../actors/ledger/command.ts";
import { isFinal } from "../../../actors/ledger/command.ts";
import type { Execution } from "../../../actors/ledger/messages.ts";
import { BadCursor } from "../../../actors/ledger/store.ts";
import type {
  CommandQuery,
  LedgerChange,
  LedgerStore,
  Page,
  RememberedRequest,
} from "../../../actors/ledger/store.ts";
import { StorageError } from "../../../actors/storage_error.ts";
import { CommitGate } from "./commit_gate.ts";

/** The ledger in memory. */
export class MemoryLedgerStore implements LedgerStore {
  readonly gate = new CommitGate();
  readonly #commands = new Map<string, Command>();
  readonly #executions = new Map<string, Execution>();
  readonly #remembered = new Map<string, RememberedRequest>();
  readonly #rememberedAt = new Map<string, number>();
  readonly #events: CommandEvent[] = [];
  #lastSequence = 0;

  commit(changes: readonly LedgerChange[]): Promise<void> {
    return this.gate.pass(() => {
      this.#refuseRepeats(changes);
      for (const change of changes) this.#apply(change);
    });
  }

  unfinished(atMost?: number): readonly Command[] {
    return [...this.#commands.values()].filter(({ state }) => !isFinal(state)).slice(0, atMost);
  }

  command(id: string): Command | undefined {
    return this.#commands.get(id);
  }

  commands(query: CommandQuery): Page<Command> {
    const { states, target, executionId } = query;
    const matching = [...this.#commands.values()].filter((command) =>
      (states === undefined || states.includes(command.state)) &&
      (executionId === undefined || command.executionId === executionId) &&
      (target === undefined ||
        (command.target.kind === target.kind && command.target.key === target.key))
    );
    return page(matching, query);
  }

  commandEvents(id: string): readonly CommandEvent[] {
    return this.#events.filter((event) => event.commandId === id);
  }

  execution(id: string): Execution | undefined {
    return this.#executions.get(id);
  }

  executions(
    query: { readonly presetId?: number; readonly cursor?: string; readonly limit: number },
  ): Page<Execution> {
    const matching = [...this.#executions.values()].filter(({ presetId }) =>
      query.presetId === undefined || presetId === query.presetId
    );
    return page(matching, query);
  }

  remembered(requesterName: string, key: string): RememberedRequest | undefined {
    return this.#remembered.get(JSON.stringify([requesterName, key]));
  }

  #refuseRepeats(changes: readonly LedgerChange[]): void {
    const seen = new Set<string>();
    for (const change of changes) {
      const [known, id] = this.#identity(change);
      if (id === undefined) continue;
      if (known?.has(id) || seen.has(id)) {
        throw new StorageError("failed", `${id} is there already`);
      }
      seen.add(id);
    }
  }

  #identity(change: LedgerChange): [ReadonlyMap<string, unknown>?, string?] {
    switch (change.type) {
      case "commandAdded":
        return [this.#commands, change.command.id];
      case "executionAdded":
        return [this.#executions, change.execution.id];
      case "idempotencyAdded":
        return [this.#remembered, JSON.stringify([change.requesterName, change.idempotency.key])];
      default:
        return [];
    }
  }

  #apply(change: LedgerChange): void {
    switch (change.type) {
      case "commandAdded":
      case "commandChanged":
        this.#commands.set(change.command.id, change.command);
        return this.#note({
          commandId: change.command.id,
          at: change.command.updatedAt,
          state: change.command.state,
          reason: change.command.reason,
          result: change.command.result,
        });
      case "commandNoted":
        return this.#note(change.event);
      case "executionAdded":
        this.#executions.set(change.execution.id, change.execution);
        return;
      case "idempotencyAdded": {
        const place = JSON.stringify([change.requesterName, change.idempotency.key]);
        this.#remembered.set(place, {
          contentHash: change.idempotency.contentHash,
          commandIds: change.commandIds,
          executionId: change.executionId,
        });
        this.#rememberedAt.set(place, change.createdAt);
        return;
      }
      case "historyPruned":
        return this.#prune(change.before, change.atMost);
      case "idempotencyPruned":
        for (const [place, at] of this.#rememberedAt) {
          if (at >= change.before) continue;
          this.#remembered.delete(place);
          this.#rememberedAt.delete(place);
        }
    }
  }

  #prune(before: number, atMost: number): void {
    const old = [...this.#commands.values()]
      .filter(({ createdAt, state }) => createdAt < before && isFinal(state))
      .toSorted((one, other) => newestFirst(other, one));
    for (const { id } of old.slice(0, atMost)) this.#commands.delete(id);
    const used = new Set([...this.#commands.values()].map(({ executionId }) => executionId));
    for (const { id, createdAt } of [...this.#executions.values()]) {
      if (createdAt < before && !used.has(id)) this.#executions.delete(id);
    }
    const young = this.#events.slice(0, 2 * atMost).findIndex(({ at }) => at >= before);
    this.#events.splice(0, young < 0 ? 2 * atMost : young);
  }

  #note(event: Omit<CommandEvent, "sequence">): void {
    this.#events.push({ sequence: ++this.#lastSequence, ...event });
  }
}

interface Dated {
  readonly createdAt: number;
  readonly id: string;
}

function page<T extends Dated>(
  all: readonly T[],
  { cursor, limit }: { readonly cursor?: string; readonly limit: number },
): Page<T> {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const rest = all.toSorted(newestFirst)
    .filter((item) => after === undefined || newestFirst(after, item) < 0);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  const more = rest.length > limit && last !== undefined;
  return { items, nextCursor: more ? `${last.createdAt}-${last.id}` : null };
}

function readCursor(cursor: string): Dated {
  const parts = /^(\d+)-(.+)$/.exec(cursor);
  if (parts === null) throw new BadCursor(cursor);
  return { createdAt: Number(parts[1]), id: String(parts[2]) };
}

function newestFirst(a: Dated, b: Dated): number {
  if (a.createdAt !== b.createdAt) return b.createdAt - a.createdAt;
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
}
