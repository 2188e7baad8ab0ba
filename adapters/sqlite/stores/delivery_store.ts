import type {
  Delivery,
  DeliveryChange,
  DeliveryOutcome,
  DeliveryQuery,
  DeliveryStore,
  Parcel,
} from "../../../actors/alerts/deliveries/store.ts";
import type { Page } from "../../../actors/ledger/store.ts";
import { ChangeStore } from "./change_store.ts";
import { historyPage, placeOf } from "./history_page.ts";
import type { SqlValue, Statement } from "../writer/writer_messages.ts";

const QUEUE = `INSERT INTO alert_deliveries (channel, id, kind, at, alert, lines, count, queued_at,
  attempts, state, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', '')
  ON CONFLICT (channel, id) DO NOTHING`;
const TRIED = `UPDATE alert_deliveries SET attempts = ?, duration_ms = ?, detail = ?
  WHERE channel = ? AND id = ?`;
const ENDED = `UPDATE alert_deliveries SET state = ?, ended_at = ?, attempts = ?, duration_ms = ?,
  detail = ? WHERE channel = ? AND id = ?`;
const KEEP = `UPDATE alert_deliveries SET state = 'withdrawn', ended_at = ? WHERE state = 'waiting'
  AND channel NOT IN (SELECT value FROM json_each(?))`;
const PRUNE = "DELETE FROM alert_deliveries WHERE queued_at < ? AND state <> 'waiting'";
const TRIM = `DELETE FROM alert_deliveries WHERE state <> 'waiting' AND number IN (
  SELECT number FROM (SELECT number, row_number() OVER (
    PARTITION BY channel ORDER BY queued_at DESC, number DESC) AS place FROM alert_deliveries)
  WHERE place > ?)`;

interface DeliveryRow {
  readonly number: number;
  readonly channel: string;
  readonly id: string;
  readonly kind: Parcel["kind"];
  readonly at: number;
  readonly alert: string | null;
  readonly lines: string;
  readonly count: number;
  readonly queued_at: number;
  readonly attempts: number;
  readonly state: Delivery["state"];
  readonly ended_at: number | null;
  readonly duration_ms: number | null;
  readonly detail: string;
}

/** On disk: what alert channels are to be told, and what they were told. */
export class SqliteDeliveryStore extends ChangeStore<DeliveryChange> implements DeliveryStore {
  waiting(channel: string): readonly Parcel[] {
    const sql = `SELECT * FROM alert_deliveries WHERE channel = ? AND state = 'waiting'
      ORDER BY number`;
    return this.reader.all<DeliveryRow>(sql, channel).map(parcelOf);
  }

  has(channel: string, id: string): boolean {
    const sql = "SELECT 1 AS found FROM alert_deliveries WHERE channel = ? AND id = ?";
    return this.reader.get<{ found: number }>(sql, channel, id) !== undefined;
  }

  lastDeliveredAt(channel: string): number | null {
    const sql = `SELECT max(ended_at) AS at FROM alert_deliveries
      WHERE channel = ? AND state = 'delivered'`;
    return this.reader.get<{ at: number | null }>(sql, channel)?.at ?? null;
  }

  deliveries({ channel, state, cursor, limit }: DeliveryQuery): Page<Delivery> {
    const { createdAt, id } = placeOf(cursor);
    const filters: string[] = ["(queued_at, number) < (?, ?)"];
    const values: SqlValue[] = [createdAt, id];
    for (const [column, value] of Object.entries({ channel, state })) {
      if (value === undefined) continue;
      filters.push(`${column} = ?`);
      values.push(value);
    }
    const sql = `SELECT * FROM alert_deliveries WHERE ${filters.join(" AND ")}
      ORDER BY queued_at DESC, number DESC LIMIT ?`;
    const rows = this.reader.all<DeliveryRow>(sql, ...values, limit + 1).map(deliveryOf);
    const placed = rows.map((row) => ({ id: row.number, at: row.queuedAt, row }));
    const { items, nextCursor } = historyPage(placed, limit);
    return { items: items.map(({ row }) => row), nextCursor };
  }

  protected override statements(change: DeliveryChange): readonly Statement[] {
    switch (change.type) {
      case "parcelQueued":
        return [queue(change.parcel)];
      case "parcelTried": {
        const { attempts, durationMs, detail } = change;
        return [[TRIED, [attempts, durationMs, detail, ...keyOf(change)]]];
      }
      case "parcelEnded": {
        const { state, at, attempts, durationMs, detail } = change;
        return [[ENDED, [state, at, attempts, durationMs, detail, ...keyOf(change)]]];
      }
      case "channelsKept":
        return [[KEEP, [change.at, JSON.stringify(change.names)]]];
      case "deliveriesPruned":
        return [[PRUNE, [change.before]], [TRIM, [change.keepEach]]];
    }
  }
}

function keyOf({ channel, id }: Pick<DeliveryOutcome, "channel" | "id">) {
  return [channel, id] as const;
}

function queue(parcel: Parcel): Statement {
  const { channel, id, kind, at, alert, lines, count, queuedAt, attempts } = parcel;
  const texts = [alert === null ? null : JSON.stringify(alert), JSON.stringify(lines)] as const;
  return [QUEUE, [channel, id, kind, at, ...texts, count, queuedAt, attempts]];
}

function parcelOf(row: DeliveryRow): Parcel {
  const { channel, id, kind, at, count, attempts } = row;
  const alert: Parcel["alert"] = row.alert === null ? null : JSON.parse(row.alert);
  const lines: Parcel["lines"] = JSON.parse(row.lines);
  return { channel, id, kind, at, alert, lines, count, queuedAt: row.queued_at, attempts };
}

function deliveryOf(row: DeliveryRow): Delivery {
  const { number, state, detail } = row;
  const times = { endedAt: row.ended_at, durationMs: row.duration_ms };
  return { ...parcelOf(row), number, state, ...times, detail };
}
