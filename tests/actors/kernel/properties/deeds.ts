import fc from "fast-check";

/** What needs no telling how. */
type PlainDeed = "note" | "crash" | "forget" | "quit" | "never" | "stopChild" | "spawn";

/** What a model actor does when it handles a message. Times are milliseconds. */
export type Deed =
  /** Answers when asked, and ends at once. */
  | { readonly do: PlainDeed }
  | { readonly do: "stash" | "unstash" }
  /** Ends after a time: well, or by a rejection. */
  | { readonly do: "wait" | "reject"; readonly ms: number }
  /** Takes a question along, and answers after a time, in whatever life it is then. */
  | { readonly do: "defer"; readonly ms: number }
  /** Uses the context of this turn after a time, in whatever life it is then. */
  | { readonly do: "linger"; readonly ms: number }
  | { readonly do: "timer" | "ticks" | "quiet" | "pipe"; readonly ms: number; readonly deed: Deed }
  /** `to` 0 to 2: one of the three at the top; 3: its newest child, or itself. */
  | { readonly do: "tell"; readonly to: number; readonly count: number; readonly deed: Deed }
  | { readonly do: "ask"; readonly to: number; readonly timeoutMs: number; readonly deed: Deed };

/** A few times that meet each other often, for what happens at one moment is where rules are hard. */
export const MOMENTS: readonly number[] = [0, 1, 5, 10, 20, 50];
const moment = fc.constantFrom(...MOMENTS);

const plain = (...names: PlainDeed[]): fc.Arbitrary<Deed> =>
  fc.constantFrom(...names).map((name) => ({ do: name }));

const timed = (
  ...names: ("wait" | "reject" | "defer" | "linger")[]
): fc.Arbitrary<Deed> => fc.record({ do: fc.constantFrom(...names), ms: moment });

/** Deeds without a part for another message. */
export const simpleDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 8, arbitrary: plain("note") },
  { weight: 3, arbitrary: plain("crash", "forget", "spawn", "stopChild") },
  { weight: 4, arbitrary: timed("wait", "reject", "defer", "linger") },
  { weight: 2, arbitrary: fc.constantFrom<Deed>({ do: "stash" }, { do: "unstash" }) },
);

const carrying: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    do: fc.constantFrom("timer" as const, "ticks" as const, "quiet" as const, "pipe" as const),
    ms: moment.map((ms) => ms + 1),
    deed: simpleDeed,
  }),
  fc.record({
    do: fc.constant("tell" as const),
    to: fc.nat(3),
    count: fc.integer({ min: 1, max: 6 }),
    deed: simpleDeed,
  }),
  fc.record({
    do: fc.constant("ask" as const),
    to: fc.nat(3),
    timeoutMs: moment.map((ms) => ms + 1),
    deed: simpleDeed,
  }),
);

/** All deeds; those that end an actor or block it for ever are rare, or little else would be seen. */
export const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 20, arbitrary: simpleDeed },
  { weight: 8, arbitrary: carrying },
  { weight: 1, arbitrary: plain("quit", "never") },
);

/** One thing that a test does to its actors. */
export type Step =
  | {
    readonly step: "tell";
    readonly to: number;
    readonly deed: Deed;
    readonly burst: number;
    readonly urgent: boolean;
  }
  | {
    readonly step: "ask";
    readonly to: number;
    readonly deed: Deed;
    readonly timeoutMs: number;
    readonly abortAfterMs?: number;
    readonly urgent: boolean;
  }
  | { readonly step: "pass"; readonly ms: number }
  | { readonly step: "publish" };

/** Steps of any kind, made of the deeds given. */
export function anyStep(deed: fc.Arbitrary<Deed> = anyDeed): fc.Arbitrary<Step> {
  const to = fc.nat(2);
  const urgent = fc.oneof(
    { weight: 4, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  );
  return fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        step: fc.constant("tell" as const),
        to,
        deed,
        urgent,
        burst: burst(),
      }),
    },
    { weight: 6, arbitrary: askStep(to, deed, urgent) },
    { weight: 6, arbitrary: fc.record({ step: fc.constant("pass" as const), ms: moment }) },
    { weight: 1, arbitrary: fc.constant({ step: "publish" as const }) },
  );
}

function burst(): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 3 }) },
    { weight: 1, arbitrary: fc.integer({ min: 4, max: 40 }) },
  );
}

function askStep(
  to: fc.Arbitrary<number>,
  deed: fc.Arbitrary<Deed>,
  urgent: fc.Arbitrary<boolean>,
): fc.Arbitrary<Step> {
  const fields = {
    step: fc.constant("ask" as const),
    to,
    deed,
    urgent,
    timeoutMs: moment.map((ms) => ms + 1),
  };
  return fc.oneof(
    { weight: 4, arbitrary: fc.record(fields) },
    { weight: 1, arbitrary: fc.record({ ...fields, abortAfterMs: moment }) },
  );
}
