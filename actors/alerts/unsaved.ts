import type { AuditLine } from "../audit/audit_line.ts";
import type { AlertChange } from "./store.ts";

/** A fleet of a thousand that fails on a full disk makes some thousand a minute; beyond, the oldest are let go. */
const MAX_KEPT = 20_000;

/**
 * What a failing disk has not taken: alerts and what happened to them, as they are by now, and the audit trail's lines
 * of it. Written with the next change, or by itself a second later, so that the disk says what people were told.
 */
export class UnsavedChanges {
  readonly #changes = new Map<string, AlertChange>();
  #lines: AuditLine[] = [];
  #steps = 0;

  get isEmpty(): boolean {
    return this.#changes.size === 0 && this.#lines.length === 0;
  }

  /** Keeps what failed. Notices are not among it: they were passed on without the disk, and would be told twice. */
  keep(changes: readonly AlertChange[], lines: readonly AuditLine[]): void {
    for (const change of changes) {
      const key = this.#keyOf(change);
      if (key !== undefined) this.#changes.set(key, change);
    }
    this.#lines.push(...lines);
    for (const oldest of this.#changes.keys()) {
      if (this.#changes.size <= MAX_KEPT) break;
      this.#changes.delete(oldest);
    }
    this.#lines = this.#lines.slice(-MAX_KEPT);
  }

  /** The disk has taken newer readings of these alerts. */
  outdate(changes: readonly AlertChange[]): void {
    for (const change of changes) {
      if (change.type === "alertSaved") this.#changes.delete(`alert ${change.alert.id}`);
    }
  }

  /** Hands out all of it, oldest first, to be tried again. */
  take(): { readonly changes: readonly AlertChange[]; readonly lines: readonly AuditLine[] } {
    const taken = { changes: [...this.#changes.values()], lines: this.#lines };
    this.#changes.clear();
    this.#lines = [];
    return taken;
  }

  /** An alert is kept once, as it was last, and before the steps of it. */
  #keyOf(change: AlertChange): string | undefined {
    if (change.type === "alertSaved") return `alert ${change.alert.id}`;
    return change.type === "alertStepped" ? `step ${this.#steps++}` : undefined;
  }
}
