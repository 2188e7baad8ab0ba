import fc from "fast-check";
import type { DecoderFuzzer } from "./decoders/decoder_fuzzer.ts";

/** What came of fuzzing one decoder. */
export interface DecoderFigures {
  readonly name: string;
  readonly cases: number;
  /** How to see it again, and what was wrong; undefined when nothing was. */
  readonly failure: string | undefined;
}

/** Cases of one seed: few enough that a failure is seen again within a second. */
const CASES_OF_A_SEED = 20;

/**
 * Gives a decoder input for so long, with one seed after the other. All input is made from its seed alone, so that the
 * seed that is told shows the same failure again, made as small as possible.
 */
export async function runDecoder(
  { name, property }: DecoderFuzzer,
  { seed, forMs }: { readonly seed: number; readonly forMs: number },
): Promise<DecoderFigures> {
  const until = performance.now() + forMs;
  let cases = 0;
  for (let next = seed; cases === 0 || performance.now() < until; next++) {
    const details = await fc.check(property, { seed: next, numRuns: CASES_OF_A_SEED });
    cases += details.numRuns;
    if (!details.failed) continue;
    const again = `deno task fuzz --only ${name} --seed ${next}`;
    return { name, cases, failure: `${again}\n${fc.defaultReportMessage(details)}` };
  }
  return { name, cases, failure: undefined };
}
