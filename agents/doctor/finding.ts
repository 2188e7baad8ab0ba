import type { DialFailure } from "../tcp_dial.ts";

/** What is looked at, in this order. */
export type CheckName =
  | "name"
  | "port"
  | "tls"
  | "program"
  | "version"
  | "clock"
  | "displays"
  | "question"
  | "token"
  | "broker"
  | "dataDir";

/** Why TLS would not do. */
export type TlsProblem =
  | "tlsUnknown"
  | "tlsExpired"
  | "tlsTooEarly"
  | "tlsWrongName"
  | "tlsNone"
  | "tlsFailed";

/** What came out; the words for it are somebody else's. */
export type FindingCode =
  | "isAddress"
  | "hasAddress"
  | "open"
  | DialFailure
  | "tlsGood"
  | TlsProblem
  | "isSignalbox"
  | "otherProgram"
  | "mute"
  | "hungUp"
  | "sameVersion"
  | "otherVersion"
  | "inTime"
  | "ahead"
  | "behind"
  | "takesDisplays"
  | "answers"
  | "tokenGood"
  | "tokenMissing"
  | "tokenInvalid"
  | "tokenLacks"
  | "brokerGood"
  | "brokerDenies"
  | "writable"
  | "willBeMade"
  | "notWritable"
  | "diskFull";

/** One check and its outcome. Facts are what its sentence needs: names, numbers, what somebody else has said. */
export interface Finding {
  readonly check: CheckName;
  readonly ok: boolean;
  readonly code: FindingCode;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** A check that went well. */
export function good(check: CheckName, code: FindingCode, facts: Finding["facts"] = {}): Finding {
  return { check, ok: true, code, facts };
}

/** A check that did not. */
export function bad(check: CheckName, code: FindingCode, facts: Finding["facts"] = {}): Finding {
  return { check, ok: false, code, facts };
}
