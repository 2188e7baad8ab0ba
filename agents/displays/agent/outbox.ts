import type { CancelWait, Waits } from "../../waits.ts";
import type { ReportRecord } from "./journal.ts";
import type { Saying } from "./sayings.ts";

/** Reports kept for a server that is away: some days of a busy display; then the oldest go. */
const MAX_REPORTS = 200;
/** Servers that confirm do so at once; of others, a line that holds for so long has brought it. */
const CONFIRM_MS = 10_000;

/** What an outbox needs. */
export interface OutboxNeeds {
  readonly waits: Waits;
  send(saying: Saying, confirmed: () => void): void;
  /** What has to be kept is another now. */
  changed(): void;
}

/**
 * Reports that the server must hear. Each is kept until the server has confirmed it, or the line has held long enough;
 * what a lost line has taken along is sent again on the next one, under the same `reportId`.
 */
export class Outbox {
  readonly #needs: OutboxNeeds;
  readonly #reports: ReportRecord[] = [];
  /** On its way, by id. */
  readonly #sent = new Map<string, CancelWait>();
  #open = false;
  #onEmpty = () => {};

  constructor(needs: OutboxNeeds) {
    this.#needs = needs;
  }

  get reports(): readonly ReportRecord[] {
    return this.#reports;
  }

  /** Reports of an earlier life. */
  restore(reports: readonly ReportRecord[]): void {
    this.#reports.push(...reports);
  }

  add({ event, payload }: Saying): void {
    const id = crypto.randomUUID();
    this.#reports.push({ id, event, payload: { ...payload, reportId: id } });
    if (this.#reports.length > MAX_REPORTS) this.#forget(this.#reports[0]?.id ?? "");
    this.#needs.changed();
    this.#sendAll();
  }

  /** The server listens. */
  open(): void {
    this.#open = true;
    this.#sendAll();
  }

  /** The line is gone, with whatever was on it. */
  close(): void {
    this.#open = false;
    for (const cancel of this.#sent.values()) cancel();
    this.#sent.clear();
  }

  /** Resolves when the server has confirmed everything, and after so many milliseconds anyway. */
  async emptied(timeoutMs: number): Promise<void> {
    if (this.#reports.length === 0) return;
    await new Promise<void>((resolve) => {
      this.#onEmpty = resolve;
      this.#needs.waits.after(timeoutMs, resolve);
    });
  }

  #sendAll(): void {
    if (!this.#open) return;
    for (const report of [...this.#reports]) {
      if (!this.#sent.has(report.id)) this.#send(report);
    }
  }

  #send(report: ReportRecord): void {
    const done = () => this.#confirmed(report.id);
    this.#sent.set(report.id, this.#needs.waits.after(CONFIRM_MS, done));
    this.#needs.send(report, done);
  }

  #confirmed(id: string): void {
    if (!this.#sent.has(id)) return;
    this.#forget(id);
    this.#needs.changed();
  }

  #forget(id: string): void {
    this.#sent.get(id)?.();
    this.#sent.delete(id);
    const at = this.#reports.findIndex((report) => report.id === id);
    if (at >= 0) this.#reports.splice(at, 1);
    if (this.#reports.length === 0) this.#onEmpty();
  }
}
