import type { AccessUnit } from "./access_unit.ts";
import type { SliceHeader } from "./slice_header.ts";

/** Recovery points without an IDR picture between them after which no more IDR pictures are waited for. */
const PATIENCE = 2;

/**
 * Says at which pictures decoding can begin: IDR pictures whose parameter sets are known. A stream that refreshes
 * bit by bit, or has open groups of pictures, sends one IDR picture at its start and only recovery points from then
 * on; so from the second recovery point in a row on, these count as well.
 */
export class Keyframes {
  #recoveryPoints = 0;

  /** To be asked once for each picture, in stream order. */
  begins(unit: AccessUnit, slice: SliceHeader | undefined): boolean {
    if (slice?.parameters === undefined) return false;
    if (slice.idr) this.#recoveryPoints = 0;
    else if (unit.recoveryPoint) this.#recoveryPoints++;
    return slice.idr || unit.recoveryPoint && this.#recoveryPoints >= PATIENCE;
  }
}
