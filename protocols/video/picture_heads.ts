import type { AccessUnit } from "./access_unit.ts";
import type { PictureFormat, VideoEvent } from "./events.ts";
import { Keyframes } from "./keyframes.ts";
import { NAL, nalType } from "./nal_unit.ts";
import { ParameterSets } from "./parameter_sets.ts";
import { hasRecoveryPoint } from "./recovery_point.ts";
import { readSliceHeader, type SliceHeader } from "./slice_header.ts";

/** What is known of a stream's pictures before their data: parameter sets, recovery points, the heads of slices. */
export class PictureHeads {
  readonly #sets = new ParameterSets();
  readonly #keyframes = new Keyframes();
  #describedRevision = 0;
  #described: PictureFormat | undefined;

  /** True for NAL units that {@link read} wants. */
  static wants(type: number): boolean {
    return type >= NAL.supplement && type <= NAL.pictureParameters;
  }

  /**
   * Takes in a parameter set, or a message of the access unit.
   *
   * @param nal the whole unit, or as much of it as is looked at
   * @param bytes of the whole unit
   */
  read(nal: Uint8Array, bytes: number, unit: AccessUnit, events: VideoEvent[]): void {
    const type = nalType(nal[0] ?? 0);
    if (type === NAL.supplement) {
      unit.recoveryPoint ||= hasRecoveryPoint(nal);
    } else if (!this.#sets.take(nal)) {
      const kind = type === NAL.sequenceParameters ? "sequence" : "picture";
      const reason = `A ${kind} parameter set that cannot be read.`;
      events.push({ type: "bytesSkipped", bytes, reason });
    }
  }

  /** What the head of a slice says; undefined when the bytes end before it does. */
  readSlice(head: Uint8Array): SliceHeader | undefined {
    return readSliceHeader(head, this.#sets);
  }

  /** The picture of an access unit begins with a slice; undefined when its head cannot be read. */
  begin(unit: AccessUnit, slice: SliceHeader | undefined, events: VideoEvent[]): void {
    unit.hasPicture = true;
    unit.keyframe = this.#keyframes.begins(unit, slice);
    const picture = slice?.parameters?.sequence.picture;
    if (picture !== undefined) this.#describe(picture, events);
  }

  #describe(picture: PictureFormat, events: VideoEvent[]): void {
    const { revision } = this.#sets;
    if (revision === this.#describedRevision && picture === this.#described) return;
    this.#describedRevision = revision;
    this.#described = picture;
    events.push({ type: "pictureDescribed", picture, parameterSets: this.#sets.toAnnexB() });
  }
}
