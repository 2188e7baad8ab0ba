/** More than a display keeps for us while we are away, which is 200 reports. */
const MOST_REPORTS = 256;

/**
 * Which reports of a display were taken in. A display that cannot know whether we have heard a report says it again
 * under the same id; it counts once. Ids of reports that we have confirmed may be forgotten in the end, so this is
 * bounded, and need not outlive the process: what repeats itself after our restart finds nothing to repeat.
 */
export class ReportMemory {
  /** Oldest first. */
  readonly #ids = new Set<string>();

  /** Remembers a report. False: it was remembered before. Reports without an id are all new. */
  isNew(reportId: string | undefined): boolean {
    if (reportId === undefined) return true;
    if (this.#ids.has(reportId)) return false;
    this.#ids.add(reportId);
    if (this.#ids.size > MOST_REPORTS) {
      for (const oldest of this.#ids) {
        this.#ids.delete(oldest);
        break;
      }
    }
    return true;
  }
}
