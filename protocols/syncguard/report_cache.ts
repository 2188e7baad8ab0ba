import { ZERO } from "./bytes.ts";
import { NO_CLAIM, spellClaim } from "./claim_reader.ts";
import type { SyncEvent } from "./events.ts";
import { NO_ADDRESS, STATE_MARK, stateOfDigit } from "./words.ts";

const encoder = new TextEncoder();

/**
 * The reports of the address that was claimed last. A host claims one address for as long as it is connected, so
 * its lines cost neither a text nor an object, and a whole line that is like the last one needs no parsing.
 */
export class ReportCache {
  #address = NO_CLAIM;
  /** The line up to its digit. Empty: nothing was claimed yet. */
  #head: Uint8Array = new Uint8Array(0);
  #claimed: string | null = null;
  /** By digit, as far as they have come; a host says one or two. */
  #reports: SyncEvent[] = [];

  /** Bytes of a line that {@link repeated} knows, its digit included. */
  get lineBytes(): number {
    return this.#head.length + 1;
  }

  /** @param address as `ClaimReader` gives it; not `NO_CLAIM` */
  find(address: number, digit: number): SyncEvent {
    if (address !== this.#address) this.#learn(address);
    return this.#reports[digit] ??= {
      type: "stateReported",
      claimedAddress: this.#claimed,
      state: stateOfDigit(digit),
    };
  }

  /** The report of a whole line at this place, when it is spelled like one that `find` gave. */
  repeated(chunk: Uint8Array, at: number): SyncEvent | undefined {
    const head = this.#head;
    const { length } = head;
    if (length === 0 || at + length >= chunk.length) return undefined;
    for (let n = 0; n < length; n++) {
      if (chunk[at + n] !== head[n]) return undefined;
    }
    return this.#reports[(chunk[at + length] ?? 0) - ZERO];
  }

  #learn(address: number): void {
    this.#address = address;
    this.#claimed = spellClaim(address);
    this.#head = encoder.encode((this.#claimed ?? NO_ADDRESS) + STATE_MARK);
    this.#reports = [];
  }
}
