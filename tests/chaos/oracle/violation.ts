/** A promise that was not kept. */
export interface Violation {
  /** Which one, in a few words; equal for equal ones. */
  readonly promise: string;
  /** What shows it. */
  readonly evidence: string;
}

/** One violation. @param facts what shows it; objects are written as JSON */
export function broken(promise: string, ...facts: readonly unknown[]): Violation {
  const text = facts.map((fact) => typeof fact === "string" ? fact : JSON.stringify(fact));
  return { promise, evidence: text.join(" ").slice(0, MAX_EVIDENCE) };
}

/** A command with its result is told whole; a thousand targets are not. */
const MAX_EVIDENCE = 1_500;
