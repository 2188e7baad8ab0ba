/** What a line can say: 0 error or no card, 1 slave, 2 master. Source: SyncGuard guide, "내부 메시지 형식". */
export type SyncDigit = 0 | 1 | 2;

/** Longest text that is looked at: a state is one word. */
const MAX_CHARS = 200;

const WORDS: ReadonlyMap<string, SyncDigit> = new Map([
  ["0", 0],
  ["error", 0],
  ["unsynced", 0],
  ["free", 0],
  ["unknown", 0],
  ["1", 1],
  ["slave", 1],
  ["2", 2],
  ["master", 2],
  ["synced", 2],
  ["locked", 2],
]);

/**
 * A state as a program or a file spells it: the digits of a line (`2`, `state2`) or their words (`Master`, `Synced`,
 * `Locked`, `Slave`, `Error`, `UnSynced`, `Free`, `Unknown`), in any case. Undefined when it is none. `Free` says
 * of itself that it is not locked and no more, so it is 0.
 */
export function readState(text: string): SyncDigit | undefined {
  const word = text.slice(0, MAX_CHARS).trim().toLowerCase().replace(/^state\s*[:=]?\s*/, "");
  return WORDS.get(word);
}

/** The state that the last line with anything in it spells. */
export function readLastState(text: string): SyncDigit | undefined {
  return readState(text.trimEnd().split(/\r\n|\r|\n/).at(-1) ?? "");
}

/** What a digit means, for the log. */
export const STATE_NAMES: Readonly<Record<SyncDigit, string>> = {
  0: "error",
  1: "slave",
  2: "master",
};
