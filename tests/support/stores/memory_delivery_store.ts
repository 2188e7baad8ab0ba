import type {
  Delivery,
  DeliveryChange,
  DeliveryQuery,
  DeliveryStore,
  Parcel,
} from "../../../actors/alerts/deliveries/store.ts";
import { BadCursor, type Page } from "../../../actors/ledger/store.ts";
import { CommitGate } from "./commit_gate.ts";

/** What alert channels are told, in memory. */
export class MemoryDeliveryStore implements DeliveryStore {
  readonly gate = new CommitGate();
  #rows: Delivery[] = [];
  #lastNumber = 0;

  commit(changes: readonly DeliveryChange[]): Promise<void> {
    return this.gate.pass(() => changes.forEach((change) => this.#apply(change)));
  }

  waiting(channel: string): readonly Parcel[] {
    return this.#rows.filter((row) => row.channel === channel && row.state === "waiting")
      .map(({ number: _n, state: _s, endedAt: _e, durationMs: _d, detail: _t, ...parcel }) =>
        parcel
      );
  }

  has(channel: string, id: string): boolean {
    return this.#rows.some((row) => row.channel === channel && row.id === id);
  }

  lastDeliveredAt(channel: string): number | null {
    const ended = this.#rows.filter((row) => row.channel === channel && row.state === "delivered")
      .map(({ endedAt }) => endedAt ?? 0);
    return ended.length === 0 ? null : Math.max(...ended);
  }

  deliveries({ channel, state, cursor, limit }: DeliveryQuery): Page<Delivery> {
    if (cursor !== undefined && !/^\d+$/.test(cursor)) throw new BadCursor(cursor);
    const skipped = Number(cursor ?? 0);
    const all = newestFirst(this.#rows)
      .filter((row) => channel === undefined || row.channel === channel)
      .filter((row) => state === undefined || row.state === state);
    const next = skipped + limit;
    const nextCursor = all.length > next ? String(next) : null;
    return { items: all.slice(skipped, next), nextCursor };
  }

  #apply(change: DeliveryChange): void {
    switch (change.type) {
      case "parcelQueued": {
        const { channel, id } = change.parcel;
        if (this.has(channel, id)) return;
        const rest = { state: "waiting", endedAt: null, durationMs: null, detail: "" } as const;
        this.#rows.push({ ...change.parcel, number: ++this.#lastNumber, ...rest });
        return;
      }
      case "parcelTried":
      case "parcelEnded": {
        const { type, channel, id, ...facts } = change;
        const ended = type === "parcelEnded" && "at" in facts
          ? { state: facts.state, endedAt: facts.at }
          : {};
        const { attempts, durationMs, detail } = facts;
        return this.#change(
          (row) => row.channel === channel && row.id === id,
          { attempts, durationMs, detail, ...ended },
        );
      }
      case "channelsKept":
        return this.#change(
          (row) => row.state === "waiting" && !change.names.includes(row.channel),
          { state: "withdrawn", endedAt: change.at },
        );
      case "deliveriesPruned":
        this.#prune(change.before, change.keepEach);
    }
  }

  #change(isMeant: (row: Delivery) => boolean, change: Partial<Delivery>): void {
    this.#rows = this.#rows.map((row) => isMeant(row) ? { ...row, ...change } : row);
  }

  #prune(before: number, keepEach: number): void {
    const newest = newestFirst(this.#rows);
    const placeOf = (row: Delivery) =>
      newest.filter(({ channel }) => channel === row.channel).indexOf(row);
    this.#rows = this.#rows.filter((row) =>
      row.state === "waiting" || row.queuedAt >= before && placeOf(row) < keepEach
    );
  }
}

function newestFirst(rows: readonly Delivery[]): Delivery[] {
  return rows.toSorted((a, b) => b.queuedAt - a.queuedAt || b.number - a.number);
}
