import type { Library, Message, Round } from "../library.ts";
import { now, perSecond, rateOf, Tally } from "../timing.ts";

/** Actors that are started and stopped together. */
const POOL = 10_000;
/** Milliseconds that a round lasts, as everywhere. */
const MIN_ROUND_MS = 80;
const IDLE = 100_000;
const ACTIVE = 1000;
const BATCH = 100_000;

/** Ten thousand actors under one parent are started, then told to stop; done when the parent has heard of each. */
export function spawnStop<R>({ lives }: Library<R>): Promise<Round> {
  if (lives === undefined) throw new Error("no lives in this library");
  const { spawnMany, spawnNamed, stopAll } = lives;
  const plain = lifeRate(spawnMany, stopAll);
  const named = spawnNamed === undefined ? undefined : lifeRate(spawnNamed, stopAll);
  return Promise.resolve(async () => {
    const { spawn, stop } = await plain();
    return named === undefined ? { spawn, stop } : { spawn, stop, named: (await named()).spawn };
  });
}

function lifeRate(spawnAll: (count: number) => Promise<void>, stopAll: () => Promise<void>) {
  return async (): Promise<{ readonly spawn: number; readonly stop: number }> => {
    let count = 0;
    let spawnMs = 0;
    let stopMs = 0;
    while (spawnMs + stopMs < MIN_ROUND_MS) {
      const began = now();
      await spawnAll(POOL);
      const spawned = now();
      await stopAll();
      spawnMs += spawned - began;
      stopMs += now() - spawned;
      count += POOL;
    }
    return { spawn: perSecond(count, spawnMs), stop: perSecond(count, stopMs) };
  };
}

/** A hundred thousand actors, of which a thousand, far apart in memory, have something to do. */
export async function idle<R>(library: Library<R>): Promise<Round> {
  const { send } = library;
  const tally = new Tally();
  const start = library.define((state: Tally, { n }: Message) => state.count(n));
  const all: R[] = new Array(IDLE);
  const before = heapBytes();
  for (let i = 0; i < IDLE; i++) all[i] = await start(tally);
  const bytes = (heapBytes() - before) / IDLE;
  const active = Array.from({ length: ACTIVE }, (_, i) => all[i * (IDLE / ACTIVE)] as R);
  const rate = rateOf(BATCH, () => {
    const done = tally.expect(BATCH);
    for (let n = 0; n < BATCH / ACTIVE; n++) {
      for (const to of active) send(to, { type: "add", n });
    }
    return done;
  });
  return async () => ({ bytes, ...await rate() });
}

/** Bytes in use after a collection. */
export function heapBytes(): number {
  const { gc } = globalThis as { readonly gc?: () => void };
  gc?.();
  return Deno.memoryUsage().heapUsed;
}
