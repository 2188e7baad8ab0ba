import type { MemberKind } from "../members/member.ts";

/** What the command line says of one member, in one language. */
export interface ShowTexts {
  readonly about: Readonly<Record<"show", string>>;
  readonly arguments: Readonly<Record<"member", string>>;
  readonly options: Readonly<Record<"notes", string>>;
  readonly kinds: Readonly<Record<MemberKind, string>>;
  readonly labels: Readonly<Record<FactLabel, string>>;
  readonly columns: {
    when(timeZone: string): string;
    readonly what: string;
    readonly details: string;
  };
  /** `candidates`: as each has to be typed. */
  several(name: string, candidates: string): string;
  numbered(name: string, id: number): string;
  since(state: string, when: string, held: string): string;
  /** `note` is empty where nobody wrote one. */
  underWork(until: string, by: string, note: string): string;
  alert(id: number, words: string, reason: string, opened: string): string;
  readonly nothing: string;
  readonly nobody: string;
  readonly yes: string;
  readonly no: string;
  /** Set by a person. */
  readonly byHand: string;
  waitBehind(commands: number): string;
  of(used: string, total: string): string;
  /** Of Docker. */
  readonly away: string;
  /** Not over TLS. */
  readonly plain: string;
  missing(readings: number): string;
  blocks(height: number, finalized: number | null, target: number | null): string;
  readonly active: string;
  readonly notActive: string;
  unclaimed(payouts: number): string;
  rates(framesPerSecond: string, bitrateKbps: number): string;
  keyframes(every: string): string;
  recorded(since: string, size: string): string;
  dropped(frames: number): string;
  before(state: string, held: string): string;
  silent(connections: number, last: string): string;
  readonly sources: Readonly<Record<"pushed" | "polled", string>>;
  andMore(members: number): string;
}

type FactLabel =
  | ("state" | "why" | "lastHeard" | "maintenance" | "alerts" | "commands" | "knownSince")
  | ("health" | "runs" | "preset" | "sync" | "upFor" | "client" | "can" | "mac")
  | ("peer" | "claimed" | "address" | "alsoCalled" | "refused" | "version" | "account")
  | ("containers" | "busyWith" | "memory" | "disk" | "clock" | "readings")
  | ("host" | "read" | "shouldRun" | "reported" | "chain" | "height" | "peers" | "chainData")
  | ("validator" | "era" | "payout" | "keyBackup" | "image" | "docker")
  | ("stream" | "picture" | "rates" | "recording" | "viewers" | "answered" | "relayPort")
  | ("configured" | "connects" | "wall" | "changes" | "silent" | "source" | "poll")
  | ("culprits" | "hosts" | "members");
