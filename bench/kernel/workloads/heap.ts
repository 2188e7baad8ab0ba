import type { Library, Round } from "../library.ts";
import { heapBytes } from "./lives.ts";

const CYCLES = 1_000_000;
const POOL = 10_000;
const MEGABYTE = 2 ** 20;

/** What a million actors that came and went leave in the heap, in megabytes. */
export async function heap<R>({ lives, churn = {} }: Library<R>): Promise<Round> {
  if (lives === undefined) throw new Error("no lives in this library");
  const spawnStop = async (times: number) => {
    await lives.spawnMany(times);
    await lives.stopAll();
  };
  const kinds = { lives: spawnStop, ...churn };
  for (const cycle of Object.values(kinds)) await cycle(POOL);
  return async () => {
    const figures: Record<string, number> = {};
    for (const [name, cycle] of Object.entries(kinds)) {
      const before = heapBytes();
      for (let i = 0; i < CYCLES; i += POOL) await cycle(POOL);
      figures[name] = (heapBytes() - before) / MEGABYTE;
    }
    return figures;
  };
}
