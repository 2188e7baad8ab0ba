import type { DisplayState } from "./display_state.ts";
import type { DisplayLink } from "./link.ts";
import type { ReportMemory } from "./report_memory.ts";
import type { Registered } from "../../protocols/switchboard/events.ts";
import type { DisplayRecord } from "./store.ts";

/** Another device that asks for the name. `refused`: it was told so, and waits to be promoted. */
export interface Contender {
  readonly link: DisplayLink;
  facts: Registered;
  refused: boolean;
}

/** What others rely on of all that a device tells of itself. */
export type DeviceClaims = Pick<DisplayRecord, "peerAddress" | "claimedMac">;

/** The claims in a record. */
export function claimsOf({ peerAddress, claimedMac }: DisplayRecord): DeviceClaims {
  return { peerAddress, claimedMac };
}

/**
 * What must outlive a crash of a display's actor: the record, the link that holds the name, and the links that
 * wait for it. The directory makes one per display; the display's actor changes it, and the directory reads it,
 * saves it, and gives it another identity when an operator asks for that.
 */
export interface Seat {
  record: DisplayRecord;
  link: DisplayLink | undefined;
  /** In the order they asked. */
  contenders: Contender[];
  /** Of a build that names its reports. */
  reports?: ReportMemory;
  /** True while the record differs from the disk. */
  dirty: boolean;
  /** As they are on the disk, or on the way there: what differs from them has no line in the audit trail yet. */
  onDisk: DeviceClaims;
  /**
   * What the actor knows now, for lists: a page of a busy fleet would otherwise wait for the turn of every display
   * on it. The actor's own; others only read it. Undefined while the actor is not running.
   */
  state: DisplayState | undefined;
}

/** Changes the record, to be saved with the next batch. */
export function amend(seat: Seat, change: Partial<DisplayRecord>): void {
  seat.record = { ...seat.record, ...change };
  seat.dirty = true;
}

/** The MAC address of the display's network card: what a person has set, else what the device claims. */
export function macOf({ macAddress, claimedMac }: DisplayRecord): string | null {
  return macAddress ?? claimedMac;
}

/** The name that the device knows itself by. Every build compares it with its own, some letter by letter. */
export function wireName(seat: Seat): string {
  return seat.record.aliases[0] ?? seat.record.name;
}
