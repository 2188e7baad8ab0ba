import { numberText } from "./formats.ts";

const STEPS = ["B", "kB", "MB", "GB", "TB", "PB"] as const;

/** Bytes in the unit that people would choose: `1.4 GB`. */
export function bytes(amount: number): string {
  let step = 0;
  let left = amount;
  while (left >= 1_000 && step < STEPS.length - 1) {
    left /= 1_000;
    step++;
  }
  return `${left.toFixed(step === 0 || left >= 100 ? 0 : 1)} ${STEPS[step]}`;
}

/** A percentage, `—` where it is not known. */
export function percent(amount: number | null): string {
  return amount === null ? "—" : `${amount.toFixed(amount >= 10 ? 0 : 1)} %`;
}

/** A whole number with the separators that people here use; `—` where it is not known. */
export function count(amount: number | null): string {
  return amount === null ? "—" : numberText(Math.round(amount));
}
