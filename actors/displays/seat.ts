import type { DisplayLink } from "./link.ts";
import type { DisplayRecord } from "./store.ts";

/**
 * What must outlive a crash of a display's actor: the record, and the link that holds the name. The directory
 * makes one per display; the display's actor changes it, and the directory reads it and saves it.
 */
export interface Seat {
  record: DisplayRecord;
  link: DisplayLink | undefined;
  /** True while the record differs from the disk. */
  dirty: boolean;
}

/** Changes the record, to be saved with the next batch. */
export function amend(seat: Seat, change: Partial<DisplayRecord>): void {
  seat.record = { ...seat.record, ...change };
  seat.dirty = true;
}

/** The name that the device knows itself by. Every build compares it with its own, some letter by letter. */
export function wireName(seat: Seat): string {
  return seat.record.aliases[0] ?? seat.record.name;
}
