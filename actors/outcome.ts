/** The answer to an order that may be turned down: a value, or a refusal that the caller can act on. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

/** Why an order was turned down. `detail` names the offending value and the rule, for people. */
export interface Refusal {
  readonly code:
    | "notFound"
    | "conflict"
    | "preconditionFailed"
    | "invalid"
    | "notConnected"
    | "idempotencyMismatch"
    | "unauthorized"
    | "forbidden"
    | "rateLimited"
    | "storageFull"
    | "storageFailed"
    | "tooMany";
  readonly detail: string;
  /** The request field at fault, as a path (`commands.7`), where there is one. */
  readonly field?: string;
  /** Wait this long before trying again (`rateLimited`). */
  readonly retryAfterMs?: number;
  /** What is there now, and who changed it when, in epoch ms (`preconditionFailed`). */
  readonly changed?: { readonly version: number; readonly at: number; readonly by: string };
}

/** Wraps a value. */
export function accept<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

/** Turns an order down. */
export function refuse(
  code: Refusal["code"],
  detail: string,
  more: Pick<Refusal, "field" | "retryAfterMs" | "changed"> = {},
): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { code, detail, ...more } };
}
