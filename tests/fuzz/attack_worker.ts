/**
 * Attacks ports from a thread of its own: "ready" out, an {@link AttackOrder} in, an
 * {@link AttackReport} out.
 */
import fc from "fast-check";
import type { Attack, PortFuzzer } from "./attack.ts";
import { withinMs } from "./neighbour.ts";
import { PORTS } from "./ports/all.ts";

/** What a worker is to do. */
export interface AttackOrder {
  /** By the names of fuzzers. */
  readonly targets: readonly { readonly name: string; readonly port: number }[];
  readonly seed: number;
  readonly forMs: number;
}

/** What it has done. */
export interface AttackReport {
  readonly cases: readonly (readonly [name: string, count: number])[];
  readonly failures: readonly string[];
}

/** Peers of one fuzzer at a time: it is about what they say, and not about how many they are. */
const LANES = 2;
/** Attacks made from one seed: few, so that none is made that the time does not allow. */
const OF_A_SEED = 5;
const MOST_FAILURES = 5;
/** Longer than any attack takes: a question that is never answered. */
const ATTACK_MS = 10_000;

/** First everything that can be listed, as far as the time allows, then whatever the seeds give. */
async function attackPort(
  fuzzer: PortFuzzer,
  nth: number,
  { port, seed, forMs }: { readonly port: number; readonly seed: number; readonly forMs: number },
): Promise<{ readonly count: number; readonly failures: string[] }> {
  const until = performance.now() + forMs;
  const failures: string[] = [];
  const queue: Attack[] = [...fuzzer.exhaustive];
  let [nextSeed, count] = [seed, 0];
  const lane = async (from: string) => {
    while (performance.now() < until) {
      if (queue.length === 0) {
        queue.push(...fc.sample(fuzzer.attacks, { numRuns: OF_A_SEED, seed: nextSeed++ }));
      }
      const attack = queue.shift();
      if (attack === undefined) continue;
      await withinMs(attack({ port, from }), ATTACK_MS).catch((error: unknown) => {
        failures.push(`deno task fuzz --only ${fuzzer.name} --seed ${nextSeed - 1}: ${error}`);
      });
      count++;
    }
  };
  await Promise.all(
    Array.from({ length: LANES }, (_, n) => lane(`127.0.1.${10 * nth + n + 1}`)),
  );
  return { count, failures: failures.slice(0, MOST_FAILURES) };
}

/** What a thread may do; the types of the rest of the program know no threads' own names. */
const thread = globalThis as unknown as {
  onmessage: (event: MessageEvent<AttackOrder>) => void;
  postMessage(message: AttackReport | "ready"): void;
};

thread.onmessage = ({ data }) => void carryOut(data).then((report) => thread.postMessage(report));
// What came before there was a handler would be lost.
thread.postMessage("ready");

async function carryOut({ targets, seed, forMs }: AttackOrder): Promise<AttackReport> {
  const results = await Promise.all(targets.map(async ({ name, port }, nth) => {
    const fuzzer = PORTS.find((each) => each.name === name);
    if (fuzzer === undefined) throw new Error(`there is no fuzzer ${name}`);
    return { name, ...await attackPort(fuzzer, nth, { port, seed, forMs }) };
  }));
  return {
    cases: results.map(({ name, count }) => [name, count]),
    failures: results.flatMap(({ failures }) => failures),
  };
}
