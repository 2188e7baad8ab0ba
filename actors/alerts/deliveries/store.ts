import type { Posting } from "../../../protocols/alert_posting/posting.ts";
import type { Page } from "../../ledger/store.ts";
import type { Alert, AlertText } from "../alert.ts";

/** One line of a digest, or the whole of anything else. */
export interface ParcelLine extends AlertText {
  /** These come first where not all are shown. */
  readonly critical: boolean;
}

/** A notice, or several folded into one, on its way through one channel. Times are epoch ms. */
export interface Parcel {
  readonly channel: string;
  /** Unique in its channel: that of the notice, or of a digest. */
  readonly id: string;
  readonly kind: Posting["kind"];
  readonly at: number;
  readonly alert: Alert | null;
  /** At most {@link MAX_LINES}; at least one. */
  readonly lines: readonly ParcelLine[];
  /** How many notices it stands for. */
  readonly count: number;
  readonly queuedAt: number;
  /** Tries that have failed. */
  readonly attempts: number;
}

/** Lines of a digest; more would not be read on a telephone. */
export const MAX_LINES = 10;

/** How a parcel ended. */
export type DeliveryEnd =
  /** The other side has it. */
  | "delivered"
  /** The other side refuses it for good. */
  | "failed"
  /** It could not be delivered for so long that it is no news any more. */
  | "expired"
  /** A digest stands for it. */
  | "folded"
  /** Too many waited. */
  | "dropped"
  /** Its channel is not configured any more. */
  | "withdrawn";

/** One line of the delivery log. */
export interface Delivery extends Parcel {
  readonly number: number;
  readonly state: "waiting" | DeliveryEnd;
  readonly endedAt: number | null;
  /** Of the last try, from its begin to its answer; null where there was none. */
  readonly durationMs: number | null;
  /** What the other side said, or why it went wrong; may be empty. */
  readonly detail: string;
}

/** Which parcel, and what became of it. */
export interface DeliveryOutcome {
  readonly channel: string;
  readonly id: string;
  readonly attempts: number;
  readonly durationMs: number | null;
  readonly detail: string;
}

export type DeliveryChange =
  /** One with this id in this channel is kept as it is. */
  | { readonly type: "parcelQueued"; readonly parcel: Parcel }
  | ({ readonly type: "parcelTried" } & DeliveryOutcome)
  | (
    & { readonly type: "parcelEnded"; readonly state: DeliveryEnd; readonly at: number }
    & DeliveryOutcome
  )
  /** What waits in any other channel waits for nothing. */
  | { readonly type: "channelsKept"; readonly names: readonly string[]; readonly at: number }
  /** Forgets what ended before, and all but the newest of each channel; what waits stays. */
  | { readonly type: "deliveriesPruned"; readonly before: number; readonly keepEach: number };

/** Filters and paging; newest first. */
export interface DeliveryQuery {
  readonly channel?: string;
  readonly state?: Delivery["state"];
  readonly cursor?: string;
  /** 1 to 500. */
  readonly limit: number;
}

/** Durable storage of what channels are told; `commit` as in the ledger's store. */
export interface DeliveryStore {
  commit(changes: readonly DeliveryChange[]): Promise<void>;
  /** What waits in a channel, in the order in which it came. */
  waiting(channel: string): readonly Parcel[];
  /** Whether a channel was ever given a parcel of this id, as far as that is remembered. */
  has(channel: string, id: string): boolean;
  /** When a channel last took something; null: never, as far as that is remembered. */
  lastDeliveredAt(channel: string): number | null;
  deliveries(query: DeliveryQuery): Page<Delivery>;
}
