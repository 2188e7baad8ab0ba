/**
 * How fast the actor runtime is by itself, against a bare function call.
 * Run by hand: `deno run -A bench/kernel_core.ts`. Figures are per second, the best of fifteen rounds.
 *
 * @module
 */
import { type ActorDefinition, createSystem, type Question } from "../actors/kernel/mod.ts";

interface Get extends Question<number> {
  readonly type: "get";
}
type Message = { readonly type: "add"; readonly by: number } | Get;

const counter: ActorDefinition<Message, { sum: number }> = {
  kind: "counter",
  mailbox: { capacity: 2 ** 17, whenFull: "fail" },
  init: () => ({ sum: 0 }),
  handle(state, message, ctx) {
    if (message.type === "get") ctx.reply(message, state.sum);
    else state.sum += message.by;
  },
};

const ADD: Message = { type: "add", by: 1 };
const GET: Get = { type: "get" };
const ROUNDS = 15;
const BATCH = 100_000;

/** Runs a batch several times; operations per second of the best. */
async function best(batch: () => unknown, operations = BATCH): Promise<number> {
  let most = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    await batch();
    most = Math.max(most, operations / (performance.now() - began) * 1000);
  }
  return most;
}

function bareCalls(): Promise<number> {
  const state = { sum: 0 };
  const handlers = [(by: number) => void (state.sum += by), (by: number) => void (state.sum -= by)];
  return best(() => {
    for (let i = 0; i < BATCH; i++) handlers[i & 1]?.(1);
  });
}

const system = createSystem();
const one = system.spawn(counter, undefined, { key: "one" });

function tells(): Promise<number> {
  return best(async () => {
    for (let i = 0; i < BATCH; i++) one.tell(ADD);
    await one.ask(GET, { timeoutMs: 5000 });
  });
}

async function tellsAmong(actors: number): Promise<number> {
  const refs = Array.from(
    { length: actors },
    (_, i) => system.spawn(counter, undefined, { key: `of${actors}-${i}` }),
  );
  return await best(async () => {
    for (let i = 0; i < BATCH; i++) refs[i % actors]?.tell(ADD);
    await refs.at(-1)?.ask(GET, { timeoutMs: 5000 });
  });
}

function asks(): Promise<number> {
  return best(async () => {
    for (let i = 0; i < BATCH; i += 1000) {
      const open = [];
      for (let n = 0; n < 1000; n++) open.push(one.ask(GET, { timeoutMs: 5000 }));
      await Promise.all(open);
    }
  });
}

function asksInTurn(): Promise<number> {
  return best(async () => {
    for (let i = 0; i < BATCH; i++) await one.ask(GET, { timeoutMs: 5000 });
  });
}

function spawns(): { perSecond: number; bytes: number } {
  const counts = 200_000;
  const keys = Array.from({ length: counts }, (_, i) => `idle${i}`);
  const collect = (globalThis as { readonly gc?: () => void }).gc;
  const idle: ActorDefinition<Message, number> = {
    kind: "idle",
    mailbox: { capacity: 64, whenFull: "fail" },
    init: () => 0,
    handle: () => {},
  };
  collect?.();
  const before = Deno.memoryUsage().heapUsed;
  const began = performance.now();
  for (const key of keys) system.spawn(idle, undefined, { key });
  const perSecond = counts / (performance.now() - began) * 1000;
  collect?.();
  return { perSecond, bytes: (Deno.memoryUsage().heapUsed - before) / counts };
}

const million = (perSecond: number): string => `${(perSecond / 1e6).toFixed(2)} M/s`;
const rows: Record<string, string> = {
  "bare call": million(await bareCalls()),
  "tell, one actor": million(await tells()),
  "tell, 1000 actors": million(await tellsAmong(1000)),
  "ask, 1000 open": million(await asks()),
  "ask, one after another": million(await asksInTurn()),
};
const { perSecond, bytes } = spawns();
rows["spawn"] = million(perSecond);
rows["bytes per idle actor"] = "gc" in globalThis
  ? bytes.toFixed(0)
  : "run with --v8-flags=--expose-gc";
const began = performance.now();
const { stopped } = await system.stop(60_000);
rows["stop"] = million(stopped / (performance.now() - began) * 1000);
// deno-lint-ignore no-console
console.table(rows);
