/** What an operator wants of the control host. */
export const WISH_KINDS = [
  "execute",
  "stop",
  "exec",
  "rotate_keys",
  "backup_keys",
  "restart",
  "preset_run",
  "preset_stop",
  "preset_edit",
  "group_edit",
  "acknowledge",
  "maintenance",
  "record_start",
  "record_stop",
] as const;
export type WishKind = typeof WISH_KINDS[number];

/** One request, which is repeated until it is answered for good. */
export interface Wish {
  readonly kind: WishKind;
  /** Unique in a run. Also the idempotency key, where the route takes one, and found again in whatever it makes. */
  readonly key: string;
  readonly method: "POST" | "PUT";
  readonly path: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** What came of it. */
export interface Answered {
  readonly wish: Wish;
  /** The good answer's, or that of a refusal for good; null: never answered. */
  readonly status: number | null;
  readonly body: unknown;
  /** Requests that brought no answer at all: the control host may have heard them. */
  readonly lost: number;
  /** Answers that asked to try again later, by status. */
  readonly refusals: readonly number[];
  /** Epoch ms of the real clock. */
  readonly askedAt: number;
  readonly answeredAt: number;
}

/** Whether somebody was promised that it counts. */
export function isAccepted({ status }: Answered): boolean {
  return status !== null && status >= 200 && status < 300;
}
