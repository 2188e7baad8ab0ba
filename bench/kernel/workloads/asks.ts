import type { Figures, Library, Round } from "../library.ts";
import { now, percentiles, rateOf, together } from "../timing.ts";

const SEQUENTIAL = 10_000;
const IN_FLIGHT = 1000;
/** Enough for each asker that starting the askers does not count. */
const CONCURRENT = 100_000;

/** One asker, who waits for each answer. */
export function askSequential<R>(library: Library<R>): Promise<Round> {
  return asking(library, 1, SEQUENTIAL);
}

/** A thousand askers, each of whom waits for each answer. */
export function askConcurrent<R>(library: Library<R>): Promise<Round> {
  return asking(library, IN_FLIGHT, CONCURRENT);
}

async function asking<R>(library: Library<R>, askers: number, batch: number): Promise<Round> {
  const to = await library.answering();
  const each = batch / askers;
  const rate = rateOf(batch, () => all(askers, () => askInTurn(library, to, each)));
  // Looking at the clock twice for each ask would count in the rate; so latencies are a pass of their own.
  const latencies = new Float64Array(batch);
  const timed = async (): Promise<Figures> => {
    let at = 0;
    await all(askers, async () => {
      for (let n = 0; n < each; n++) {
        const began = now();
        await library.ask(to, n);
        latencies[at++] = now() - began;
      }
    });
    return percentiles(latencies);
  };
  return together(rate, timed);
}

async function askInTurn<R>(library: Library<R>, to: R, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const answer = await library.ask(to, n);
    if (answer !== n + 1) throw new Error(`asked ${n}, answered ${answer}`);
  }
}

async function all(count: number, run: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: count }, run));
}
