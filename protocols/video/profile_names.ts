const BASELINE = 66, MAIN = 77, EXTENDED = 88, HIGH = 100, HIGH_10 = 110, HIGH_422 = 122;
const HIGH_444 = 244, CAVLC_444 = 44;

/** The level that is written as 11 with a constraint flag, or as 9. */
const LEVEL_1B = 9, LEVEL_1_1 = 11;

/** The three bytes after the header of a sequence parameter set. */
export interface ProfileBytes {
  readonly profile: number;
  /** The constraint flags, the first one in the highest bit. */
  readonly constraints: number;
  readonly level: number;
}

/** In people's words, for example `Constrained Baseline 4.0` (ISO/IEC 14496-10, annex A). */
export function profileName(bytes: ProfileBytes): string {
  return `${nameOf(bytes)} ${levelOf(bytes)}`;
}

/** RFC 6381, for example `avc1.64001f`. */
export function codecString({ profile, constraints, level }: ProfileBytes): string {
  const bytes = [profile, constraints, level].map((byte) => byte.toString(16).padStart(2, "0"));
  return `avc1.${bytes.join("")}`;
}

function nameOf(bytes: ProfileBytes): string {
  const { profile } = bytes;
  const intra = constraint(bytes, 3) ? " Intra" : "";
  switch (profile) {
    case BASELINE:
      return constraint(bytes, 1) ? "Constrained Baseline" : "Baseline";
    case MAIN:
      return "Main";
    case EXTENDED:
      return "Extended";
    case HIGH:
      if (!constraint(bytes, 4)) return "High";
      return constraint(bytes, 5) ? "Constrained High" : "Progressive High";
    case HIGH_10:
      return `High 10${intra}`;
    case HIGH_422:
      return `High 4:2:2${intra}`;
    case HIGH_444:
      return intra === "" ? "High 4:4:4 Predictive" : "High 4:4:4 Intra";
    case CAVLC_444:
      return "CAVLC 4:4:4 Intra";
    default:
      return `Profile ${profile}`;
  }
}

function levelOf(bytes: ProfileBytes): string {
  const { profile, level } = bytes;
  const old = profile === BASELINE || profile === MAIN || profile === EXTENDED;
  if (level === LEVEL_1B || old && level === LEVEL_1_1 && constraint(bytes, 3)) return "1b";
  return (level / 10).toFixed(1);
}

function constraint({ constraints }: ProfileBytes, flag: number): boolean {
  return (constraints << flag & 0x80) !== 0;
}
