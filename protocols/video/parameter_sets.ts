import { MAX_PARAMETER_BYTES } from "./limits.ts";
import { NAL, nalType } from "./nal_unit.ts";
import { type PictureParameters, readPictureParameters } from "./picture_parameters.ts";
import { readSequenceParameters, type SequenceParameters } from "./sequence_parameters.ts";

/** The two sets that hold for a slice. */
export interface Parameters {
  readonly sequence: SequenceParameters;
  readonly picture: PictureParameters;
}

/** A set as it was read, and as it came. */
interface Kept<T> {
  readonly set: T;
  readonly nal: Uint8Array;
}

const START_CODE = Uint8Array.of(0, 0, 0, 1);

/**
 * The parameter sets of one stream, by their ids: {@link MAX_PARAMETER_BYTES} of them at most, as they are told in
 * one piece whenever one changes.
 */
export class ParameterSets {
  readonly #sequences = new Map<number, Kept<SequenceParameters>>();
  readonly #pictures = new Map<number, Kept<PictureParameters>>();
  #bytes = 0;
  #revision = 0;

  /** Grows whenever a set is new or says something else than before. */
  get revision(): number {
    return this.#revision;
  }

  /**
   * Takes in a parameter set. The bytes are copied.
   *
   * @param nal the whole unit, without start code
   * @returns false when it cannot be read or kept; the one before with its id then still holds
   */
  take(nal: Uint8Array): boolean {
    return nalType(nal[0] ?? 0) === NAL.sequenceParameters
      ? this.#keep(this.#sequences, nal, readSequenceParameters)
      : this.#keep(this.#pictures, nal, readPictureParameters);
  }

  /** The sets that a slice refers to; undefined while one of them has not come. */
  find(pictureId: number): Parameters | undefined {
    const picture = this.#pictures.get(pictureId)?.set;
    if (picture === undefined) return undefined;
    const sequence = this.#sequences.get(picture.sequenceId)?.set;
    return sequence === undefined ? undefined : { sequence, picture };
  }

  /** All of them as Annex B, sequence parameter sets first, each after a start code of four bytes. */
  toAnnexB(): Uint8Array {
    const kept = [...this.#sequences.values(), ...this.#pictures.values()];
    const all = new Uint8Array(this.#bytes);
    let at = 0;
    for (const { nal } of kept) {
      all.set(START_CODE, at);
      all.set(nal, at + START_CODE.length);
      at += START_CODE.length + nal.length;
    }
    return all;
  }

  #keep<T extends { readonly id: number }>(
    sets: Map<number, Kept<T>>,
    nal: Uint8Array,
    read: (nal: Uint8Array) => T | undefined,
  ): boolean {
    for (const kept of sets.values()) if (isSame(kept.nal, nal)) return true;
    const set = nal.length <= MAX_PARAMETER_BYTES ? read(nal) : undefined;
    if (set === undefined) return false;
    const bytes = this.#bytes + keptBytes(nal) - keptBytes(sets.get(set.id)?.nal);
    if (bytes > MAX_PARAMETER_BYTES) return false;
    this.#bytes = bytes;
    sets.set(set.id, { set, nal: nal.slice() });
    this.#revision++;
    return true;
  }
}

function keptBytes(nal: Uint8Array | undefined): number {
  return nal === undefined ? 0 : START_CODE.length + nal.length;
}

function isSame(some: Uint8Array, others: Uint8Array): boolean {
  return some.length === others.length && some.every((byte, at) => byte === others[at]);
}
