import { planFaults } from "../../../agents/demo/faults/fault_schedule.ts";
import { seededRandom } from "../../../agents/displays/random.ts";
import type { DemoFaultName } from "../../../protocols/demo/faults.ts";

/** What the fleet and its control host are made to suffer, by kind. */
export const TORMENT_KINDS = [
  "killing",
  "loss",
  "cut",
  "clock",
  "slow-store",
  "full-disk",
  "faults",
] as const;
export type TormentKind = typeof TORMENT_KINDS[number];

/** One of them. Times are milliseconds, `atMs` from the beginning. */
export type Torment =
  & { readonly atMs: number; readonly forMs: number }
  & (
    /** SIGKILL; `forMs` is how long it stays down before it is started again. */
    | { readonly kind: "killing" }
    /** Part of all packets on loopback is dropped. */
    | { readonly kind: "loss"; readonly share: number }
    /** Not a packet from or to a machine of the fleet gets through. */
    | { readonly kind: "cut" }
    /** The control host's wall clock is so far off the real time; the clock of its timers is not. */
    | { readonly kind: "clock"; readonly offsetMs: number }
    /** Every batch that is written takes so much longer. */
    | { readonly kind: "slow-store"; readonly delayMs: number }
    | { readonly kind: "full-disk" }
    /** A fault of the demo's. */
    | { readonly kind: "faults"; readonly name: DemoFaultName }
  );

/** How long, how often, and what of it. */
export interface TormentWishes {
  readonly lengthMs: number;
  readonly killEveryMs: number;
  readonly kinds: ReadonlySet<TormentKind>;
  readonly seed: number;
}

type Range = readonly [number, number];
type Weather = Exclude<TormentKind, "killing" | "faults">;
const WEATHER: readonly Weather[] = ["loss", "cut", "clock", "slow-store", "full-disk"];

/** A kill comes so much earlier or later than its turn, as a share of the time between two. */
const KILL_JITTER = 0.1;
/** One kill of so many finds calm: recordings have run for a while undisturbed, and can be judged. */
const CALM_OF = 3;
/** From the end of the weather before until such a kill, and of the wait for its turn. */
const CALM_MS = 12_000;
/** Weather that is put off for such a kill begins this much behind it: a kill is not over in the moment it is due. */
const BEHIND_KILL_MS = 1_000;
/** A supervisor starts it again at once, or after the five seconds of the service unit. */
const DOWN_MS: Range = [0, 5_000];
/** Between two of the same lane: long enough to be seen one by one, short enough to meet those of the others. */
const PAUSES_MS: Range = [8_000, 16_000];
const LENGTHS_MS: Readonly<Record<Weather, Range>> = {
  loss: [20_000, 35_000],
  // Below the 25 s at which TCP tries again for the last time before half a minute is over, which is offline.
  cut: [6_000, 20_000],
  clock: [20_000, 40_000],
  "slow-store": [20_000, 35_000],
  "full-disk": [20_000, 20_000],
};
const SHARES: Range = [0.02, 0.1];
const DELAYS_MS: Range = [20, 250];
const STEPS_MS = [30_000, -30_000, 300_000, -300_000, 3_600_000, -3_600_000] as const;
/** Longer than the demo's own rounds: a display whose cable is cut is an alert after a minute and a half. */
const FAULT_PAUSES_MS: Range = [5_000, 15_000];
const FAULT_LENGTHS_MS: Range = [60_000, 115_000];

/** Lays a run out: the same for the same wishes. Everything is over by the end. Ordered by time. */
export function planTorments(wishes: TormentWishes): readonly Torment[] {
  const { kinds, seed, lengthMs } = wishes;
  const weather = WEATHER.filter((kind) => kinds.has(kind));
  const killings = kinds.has("killing") ? kills(wishes, seededRandom(seed)) : [];
  const calm = killings.filter((_, at) => at % CALM_OF === 0).map(({ atMs }) => atMs);
  const all = [
    ...killings,
    ...(weather.length > 0
      ? weatherOf(weather, { lengthMs, calm }, seededRandom(seed ^ 0x77ea))
      : []),
    ...(kinds.has("faults") ? faultsOf(lengthMs, seededRandom(seed ^ 0xfa17)) : []),
  ];
  return all.sort((one, other) => one.atMs - other.atMs);
}

function kills({ lengthMs, killEveryMs }: TormentWishes, random: () => number): Torment[] {
  const found: Torment[] = [];
  for (let turn = killEveryMs; turn < lengthMs; turn += killEveryMs) {
    const jitterMs = Math.round((2 * random() - 1) * KILL_JITTER * killEveryMs);
    const atMs = Math.min(lengthMs, turn + jitterMs);
    found.push({ kind: "killing", atMs, forMs: within(DOWN_MS, random) });
  }
  return found;
}

/** How long the weather lasts, and the moments before which it is good. Milliseconds. */
interface Season {
  readonly lengthMs: number;
  readonly calm: readonly number[];
}

function weatherOf(
  kinds: readonly Weather[],
  { lengthMs, calm }: Season,
  random: () => number,
): Torment[] {
  const found: Torment[] = [];
  for (let atMs = within(PAUSES_MS, random);;) {
    for (const kind of shuffled(kinds, random)) {
      const planned = weatherAt(kind, atMs, random);
      const kill = calm.find((each) =>
        atMs < each + BEHIND_KILL_MS && atMs + planned.forMs > each - CALM_MS
      );
      const torment = kill === undefined ? planned : { ...planned, atMs: kill + BEHIND_KILL_MS };
      if (torment.atMs + torment.forMs > lengthMs) return found;
      found.push(torment);
      atMs = torment.atMs + torment.forMs + within(PAUSES_MS, random);
    }
  }
}

function weatherAt(kind: Weather, atMs: number, random: () => number): Torment {
  const times = { atMs, forMs: within(LENGTHS_MS[kind], random) };
  switch (kind) {
    case "loss":
      return { kind, ...times, share: SHARES[0] + random() * (SHARES[1] - SHARES[0]) };
    case "clock":
      return { kind, ...times, offsetMs: shuffled(STEPS_MS, random)[0] ?? STEPS_MS[0] };
    case "slow-store":
      return { kind, ...times, delayMs: within(DELAYS_MS, random) };
    default:
      return { kind, ...times };
  }
}

/** In the demo's order, at a length of our own. */
function faultsOf(lengthMs: number, random: () => number): Torment[] {
  const found: Torment[] = [];
  let atMs = within(FAULT_PAUSES_MS, random);
  for (const { name } of planFaults(random)) {
    const forMs = within(FAULT_LENGTHS_MS, random);
    if (atMs + forMs > lengthMs) break;
    found.push({ kind: "faults", atMs, forMs, name });
    atMs += forMs + within(FAULT_PAUSES_MS, random);
  }
  return found;
}

function within([from, to]: Range, random: () => number): number {
  return Math.round(from + random() * (to - from));
}

function shuffled<T>(all: readonly T[], random: () => number): readonly T[] {
  return all.map((each) => ({ each, at: random() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ each }) => each);
}
