import type { SyncState } from "./events.ts";
import { FREE, SYNCED } from "./words.ts";

/**
 * What an answer has come to. `needMore`: it fits so far. `garbage`: it can be no answer any more.
 */
export type StatusAnswer = SyncState | "needMore" | "garbage";

const ANSWERS: readonly { readonly word: string; readonly state: SyncState }[] = [
  // The guide says it of a master alone.
  { word: SYNCED.toLowerCase(), state: "master" },
  { word: FREE.toLowerCase(), state: "free" },
];

/**
 * Reads answers to `GET_STATUS`: `Synced` or `Free`, in any case, bare or with blanks and line ends around. An
 * answer is complete with its last letter, as servers written to the guide send nothing after it. Holds six
 * characters at most.
 *
 * @example
 * ```ts
 * const answer = new StatusAnswerDecoder();
 * answer.decode(new TextEncoder().encode("Syn")); // "needMore"
 * answer.decode(new TextEncoder().encode("ced")); // "master"
 * ```
 */
export class StatusAnswerDecoder {
  #text = "";

  /** True while an answer has begun and is not whole. */
  get begun(): boolean {
    return this.#text !== "";
  }

  /**
   * Takes in a piece. Never throws. After an answer or `garbage`, what is left of the piece is not looked at
   * unless it is more than line ends and blanks, which makes it `garbage` too: one question has one answer.
   */
  decode(chunk: Uint8Array): StatusAnswer {
    let answer: StatusAnswer = "needMore";
    for (const byte of chunk) {
      if (!this.begun && isBlank(byte)) continue;
      if (answer !== "needMore") return "garbage";
      answer = this.#take(byte);
      if (answer === "garbage") return answer;
    }
    return answer;
  }

  #take(byte: number): StatusAnswer {
    this.#text += String.fromCharCode(byte).toLowerCase();
    const fitting = ANSWERS.filter(({ word }) => word.startsWith(this.#text));
    const [only] = fitting;
    if (only === undefined) return "garbage";
    if (only.word !== this.#text) return "needMore";
    this.#text = "";
    return only.state;
  }
}

/** Blanks and line ends: space, tab, CR, LF. */
function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x0a;
}
