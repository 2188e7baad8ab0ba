/**
 * What a SyncGuard, or a program that asks for a status, sends on a connection: bytes in, facts out.
 *
 * @example
 * ```ts
 * const decoder = new SyncDecoder();
 * decoder.decode(new TextEncoder().encode("10.20.0.31_state2\r\n10.20.0.31_st"));
 * // [{ type: "stateReported", claimedAddress: "10.20.0.31", state: "master" }]
 * ```
 * @module
 */
import { isBlank, isDigit, isLineEnd, isText, ZERO } from "./bytes.ts";
import { ClaimReader, NO_CLAIM } from "./claim_reader.ts";
import type { SyncEvent, SyncViolation } from "./events.ts";
import { ReportCache } from "./report_cache.ts";
import { NO_ADDRESS, STATE_MARK, STATUS_QUERY } from "./words.ts";

/**
 * Longest line that is called one. The longest report has 22 bytes; ten times as much shows in the log how long
 * a foreign line was, and nothing of it is kept.
 */
export const MAX_LINE_BYTES = 256;

/**
 * Where in a line the next byte stands. `mark`: in a byte-order mark. `rest`: no report any more. `lost`: and too
 * long, which was said.
 */
type Stage = "between" | "mark" | "claim" | "word" | "digit" | "rest" | "lost";

/** A word that is known byte by byte, in capitals or not. */
interface Word {
  readonly lower: Uint8Array;
  readonly upper: Uint8Array;
}

const MARK = wordOf(STATE_MARK);
const UNKNOWN = wordOf(NO_ADDRESS + STATE_MARK);
const QUERY = wordOf(STATUS_QUERY);

/** UTF-8's byte-order mark: .NET's writers put it before the first thing that they write. */
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const STATUS_REQUESTED: SyncEvent = { type: "statusRequested" };

/**
 * The lines of one connection. A report is complete with its digit, and a question with its last letter, so both
 * come out at once: some senders end no line and leave the connection open. Whatever then ends the line (CR, LF,
 * both, blanks, nothing) is skipped, and so is a byte-order mark before a line. Everything else is a
 * {@link SyncViolation} when its line ends; reading goes on with the next line. How the bytes were cut makes no
 * difference, and no byte is kept.
 */
export class SyncDecoder {
  readonly #claim = new ClaimReader();
  readonly #reports = new ReportCache();
  #stage: Stage = "between";
  #word: Word = MARK;
  #matched = 0;
  #lineBytes = 0;
  #code: SyncViolation = "notAReport";

  /** Takes in a piece of any length; gives what it completes, in order. Never throws. */
  decode(chunk: Uint8Array): SyncEvent[] {
    const events: SyncEvent[] = [];
    for (let at = 0; at < chunk.length;) {
      const known = this.#stage === "between" ? this.#reports.repeated(chunk, at) : undefined;
      const event = known ?? this.#read(chunk[at] ?? 0);
      if (event !== undefined) events.push(event);
      at += known === undefined ? 1 : this.#reports.lineBytes;
    }
    return events;
  }

  /** The connection has ended: a line that was begun is none. The decoder may be used anew. */
  end(): SyncEvent[] {
    if (this.#stage === "between" || this.#stage === "lost") {
      this.#begin();
      return [];
    }
    return [this.#violation(this.#code)];
  }

  #read(byte: number): SyncEvent | undefined {
    switch (this.#stage) {
      case "between":
        return this.#readFirst(byte);
      case "mark":
        return this.#readMark(byte);
      case "claim":
        return this.#readClaim(byte);
      case "word":
        return this.#readWord(byte);
      case "digit":
        return this.#readDigit(byte);
      default:
        return this.#readRest(byte);
    }
  }

  #readFirst(byte: number): SyncEvent | undefined {
    if (isBlank(byte) || isLineEnd(byte)) return undefined;
    if (byte === BYTE_ORDER_MARK[0]) {
      this.#stage = "mark";
      this.#matched = 0;
      this.#code = "notText";
      return this.#readMark(byte);
    }
    if (isDigit(byte)) {
      this.#stage = "claim";
      this.#claim.begin();
      return this.#readClaim(byte);
    }
    this.#stage = "word";
    this.#matched = 0;
    this.#word = startsWith(UNKNOWN, byte) ? UNKNOWN : QUERY;
    if (this.#word === UNKNOWN) this.#claim.beginUnknown();
    return this.#readWord(byte);
  }

  #readMark(byte: number): SyncEvent | undefined {
    if (byte !== BYTE_ORDER_MARK[this.#matched]) return this.#giveUp(byte);
    this.#lineBytes++;
    if (++this.#matched === BYTE_ORDER_MARK.length) this.#begin();
    return undefined;
  }

  #readClaim(byte: number): SyncEvent | undefined {
    if (this.#claim.take(byte)) {
      this.#lineBytes++;
      return undefined;
    }
    if (!this.#claim.close()) return this.#giveUp(byte);
    this.#stage = "word";
    this.#matched = 0;
    this.#word = MARK;
    return this.#readWord(byte);
  }

  #readWord(byte: number): SyncEvent | undefined {
    const { lower, upper } = this.#word;
    const at = this.#matched;
    if (byte !== lower[at] && byte !== upper[at]) return this.#giveUp(byte);
    this.#lineBytes++;
    this.#matched = at + 1;
    if (this.#matched < lower.length) return undefined;
    if (this.#word !== QUERY) {
      this.#stage = "digit";
      return undefined;
    }
    this.#begin();
    return STATUS_REQUESTED;
  }

  #readDigit(byte: number): SyncEvent | undefined {
    if (!isDigit(byte)) return this.#giveUp(byte);
    this.#lineBytes++;
    const { address } = this.#claim;
    if (address === NO_CLAIM) return this.#violation("badAddress");
    this.#begin();
    return this.#reports.find(address, byte - ZERO);
  }

  #giveUp(byte: number): SyncEvent | undefined {
    this.#stage = "rest";
    return this.#readRest(byte);
  }

  #readRest(byte: number): SyncEvent | undefined {
    const lost = this.#stage === "lost";
    if (isLineEnd(byte)) {
      if (!lost) return this.#violation(this.#code);
      this.#begin();
      return undefined;
    }
    if (lost) return undefined;
    if (!isText(byte)) this.#code = "notText";
    if (++this.#lineBytes <= MAX_LINE_BYTES) return undefined;
    const tooLong = this.#violation("tooLong");
    this.#stage = "lost";
    return tooLong;
  }

  #violation(code: SyncViolation): SyncEvent {
    const bytes = this.#lineBytes;
    this.#begin();
    return { type: "violation", code, bytes };
  }

  #begin(): void {
    this.#stage = "between";
    this.#lineBytes = 0;
    this.#code = "notAReport";
  }
}

function wordOf(text: string): Word {
  const encoder = new TextEncoder();
  return { lower: encoder.encode(text.toLowerCase()), upper: encoder.encode(text.toUpperCase()) };
}

function startsWith({ lower, upper }: Word, byte: number): boolean {
  return byte === lower[0] || byte === upper[0];
}
