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

/** What can come out; the words for it are somebody else's. */
export const FINDING_CODES = [
  "isAddress",
  "hasAddress",
  "noName",
  "open",
  "refused",
  "timedOut",
  "unreachable",
  "failed",
  "tlsGood",
  "tlsUnknown",
  "tlsExpired",
  "tlsTooEarly",
  "tlsWrongName",
  "tlsNone",
  "tlsFailed",
  "isSignalbox",
  "otherProgram",
  "mute",
  "hungUp",
  "sameVersion",
  "otherVersion",
  "inTime",
  "ahead",
  "behind",
  "takesDisplays",
  "answers",
  "tokenGood",
  "tokenMissing",
  "tokenInvalid",
  "tokenLacks",
  "brokerGood",
  "brokerDenies",
  "writable",
  "willBeMade",
  "notWritable",
  "diskFull",
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** Why TLS would not do. */
export type TlsProblem = Exclude<Extract<FindingCode, `tls${string}`>, "tlsGood">;

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
