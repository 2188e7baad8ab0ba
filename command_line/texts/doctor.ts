export { english } from "./doctor_english.ts";
export { korean } from "./doctor_korean.ts";

/** Facts of a finding. */
export type DoctorFacts = Readonly<Record<string, string | number>>;

/** A sentence about a finding, and what to do where it is none to be glad of. */
export interface DoctorWords {
  says(facts: DoctorFacts): string;
  readonly hint?: (facts: DoctorFacts) => string;
}

/** What `doctor` says, in one language. */
export interface DoctorTexts {
  readonly about: string;
  readonly kind: string;
  readonly options: Readonly<Record<"url" | "token" | "role" | "right" | "ca", string>>;
  readonly noDoctor: string;
  badUrl(got: string): string;
  readonly heads: readonly [string, string];
  /** By check. */
  readonly checks: Readonly<Record<string, string>>;
  /** By code. */
  readonly words: Readonly<Record<string, DoctorWords>>;
  allWell(place: string): string;
  inTheWay(count: number, place: string): string;
}
