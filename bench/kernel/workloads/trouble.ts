import type { Library, Message, Round } from "../library.ts";
import { heapBytes } from "./lives.ts";
import { now, perSecond, Tally } from "../timing.ts";
import { openCrowd, pause } from "./crowd.ts";

const CRASHERS = 200;
/** Crashes of each in a round. */
const CRASHES = 3;
const NEIGHBOURS = 100;
const CALM_MS = 100;
/** Messages offered to the slow consumer, in bursts, and what it takes for each. */
const OFFERED = 100_000;
const BURST = 1000;
const CONSUME_MS = 0.002;
const MEGABYTE = 2 ** 20;

/** Two hundred actors crash three times each, while a hundred healthy ones never pause. */
export async function crashStorm<R>(library: Library<R>): Promise<Round> {
  const { fragile, send } = library;
  if (fragile === undefined) throw new Error("no restarts in this library");
  const tally = new Tally();
  const start = fragile((life: { self: R | undefined; left: number }) => {
    if (life.left-- === 0) return tally.count(1);
    if (life.self !== undefined) send(life.self, { type: "crash", n: life.left });
    throw new Error("crash");
  });
  const lives = Array.from(
    { length: CRASHERS },
    () => ({ self: undefined as R | undefined, left: 0 }),
  );
  for (const life of lives) life.self = await start(life);
  const neighbours = await openCrowd(library, NEIGHBOURS);
  return async () => {
    neighbours.begin();
    await pause(CALM_MS);
    const calm = neighbours.rate();
    const done = tally.expect(CRASHERS);
    const began = now();
    for (const life of lives) {
      life.left = CRASHES;
      if (life.self !== undefined) send(life.self, { type: "crash", n: CRASHES });
    }
    await done;
    const restarts = perSecond(CRASHERS * CRASHES, now() - began);
    const share = neighbours.rate() / calm * 100;
    await neighbours.end();
    return { restarts, share };
  };
}

/** A hundred thousand messages for an actor that takes two microseconds for each, sent faster than that. */
export async function overload<R>(library: Library<R>): Promise<Round> {
  const { send } = library;
  let handled = 0;
  let end: () => void = () => {};
  const consumer = await (library.bounded ?? library.define)((_: null, { type }: Message) => {
    handled++;
    if (type === "last") return end();
    const until = now() + CONSUME_MS;
    while (now() < until);
  })(null);
  let growth = 0;
  let before = 0;
  const state = { self: undefined as R | undefined };
  const start = library.define((producer: typeof state, { n }: Message) => {
    for (let i = 0; i < BURST; i++) send(consumer, { type: "frame", n: i });
    if (n > BURST && producer.self !== undefined) {
      send(producer.self, { type: "more", n: n - BURST });
    }
    if (n > BURST) return;
    growth = (heapBytes() - before) / MEGABYTE;
    send(consumer, { type: "last", n: 0 });
  });
  const producer = state.self = await start(state);
  return async () => {
    before = heapBytes();
    handled = 0;
    const done = new Promise<void>((resolve) => end = resolve);
    send(producer, { type: "more", n: OFFERED });
    await done;
    return { growth: Math.max(0, growth), dropped: (1 - handled / (OFFERED + 1)) * 100 };
  };
}
