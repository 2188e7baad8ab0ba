/** Without the letters and digits that people take for each other; 32, so that each carries five bits. */
const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
/** 100 bits: nobody guesses it, and a person can type it. */
const LENGTH = 20;
const GROUP = 5;

/** A password of 20 letters and digits in groups of five: `k3v9x-…`. */
export function makePassword(): string {
  const random = crypto.getRandomValues(new Uint8Array(LENGTH));
  const letters = Array.from(random, (byte) => LETTERS.charAt(byte % LETTERS.length)).join("");
  return (letters.match(new RegExp(`.{${GROUP}}`, "g")) ?? []).join("-");
}
