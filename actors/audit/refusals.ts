import type { Context } from "../kernel/mod.ts";
import type { AuditState } from "./audit.ts";
import { type AuditLine, auditLines } from "./audit_line.ts";
import { SYSTEM } from "./author.ts";
import type { AuditMessage } from "./messages.ts";

/** Refusals of one address within this time are one line: whoever guesses all day makes no more than 1,440 of them. */
export const GATHER_MS = 60_000;
/** Addresses with a line of their own in that time; those beyond share one. */
export const MAX_ADDRESSES = 32;

type Refused = Extract<AuditMessage, { readonly type: "signInRefused" }>;

/** Sign-ins that were refused, by door and address; bounded. */
export class RefusalTally {
  readonly #counts = new Map<string, { readonly refused: Refused; count: number }>();
  #others = 0;

  get isEmpty(): boolean {
    return this.#counts.size === 0;
  }

  add(refused: Refused): void {
    const id = `${refused.door} ${refused.address}`;
    const known = this.#counts.get(id);
    if (known) known.count++;
    else if (this.#counts.size < MAX_ADDRESSES) this.#counts.set(id, { refused, count: 1 });
    else this.#others++;
  }

  /** What was counted, as lines; and begins anew. */
  take(now: number): readonly AuditLine[] {
    const lines = [...this.#counts.values()].flatMap(({ refused: { address, door }, count }) =>
      lineOf(address, { door, count }, now)
    );
    if (this.#others > 0) lines.push(...lineOf("various", { count: this.#others }, now));
    this.#counts.clear();
    this.#others = 0;
    return lines;
  }
}

/** Nobody knows who it was; where it came from is known. */
function lineOf(address: string, after: object, now: number): readonly AuditLine[] {
  const author = { ...SYSTEM, name: "somebody", address };
  return auditLines(author, now, { kind: "session.refused", key: address, name: address, after });
}

/** Counts a refusal; it is written down within {@link GATHER_MS}. */
export function count(state: AuditState, refused: Refused, ctx: Context<AuditMessage>): void {
  if (state.refusals.isEmpty) {
    ctx.timers.once("refusals", GATHER_MS, { type: "refusalsDue" });
  }
  state.refusals.add(refused);
}

/** The last lines, at a stop in order: what was counted in the last minute. */
export async function flushRefusals(
  { refusals, store }: AuditState,
  ctx: Context<AuditMessage>,
): Promise<void> {
  const lines = refusals.take(ctx.now());
  if (lines.length > 0) await store.commit(lines);
}

/** Writes down what was counted. What the disk does not take is in the log all the same. */
export function writeDown(state: AuditState, ctx: Context<AuditMessage>): void {
  const lines = state.refusals.take(ctx.now());
  if (lines.length === 0) return;
  const written = state.store.commit(lines);
  ctx.pipe(written, () => ({ type: "settled" }), () => ({ type: "settled" }));
}
