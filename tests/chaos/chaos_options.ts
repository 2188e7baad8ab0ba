import { parseArgs } from "node:util";
import { TORMENT_KINDS, type TormentKind } from "./torments/torment_plan.ts";

/** How a run is wanted. */
export interface ChaosOptions {
  readonly minutes: number;
  readonly scale: number;
  readonly seed: number;
  readonly killEveryMs: number;
  /** How long is waited in the end for everything to be well again. */
  readonly quietMs: number;
  readonly kinds: ReadonlySet<TormentKind>;
}

/** Half an hour, three hundred displays, and a death every two minutes. */
const DEFAULTS = { minutes: "30", scale: "300", "kill-every": "120", quiet: "240" } as const;

/** Reads the words of the task. @throws {RangeError} naming the word that cannot be read */
export function readOptions(words: readonly string[]): ChaosOptions {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args: words.filter((word) => word !== "--"),
    options: {
      minutes: text,
      scale: text,
      seed: text,
      only: text,
      "kill-every": text,
      quiet: text,
    },
  });
  const number = (name: "minutes" | "scale" | "kill-every" | "quiet", least: number) => {
    const given = Number(values[name] ?? DEFAULTS[name]);
    if (given >= least) return given;
    throw new RangeError(`--${name} must be a number from ${least}: ${values[name]}`);
  };
  return {
    minutes: number("minutes", 0.1),
    scale: number("scale", 1),
    seed: values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed),
    killEveryMs: 1_000 * number("kill-every", 1),
    quietMs: 1_000 * number("quiet", 1),
    kinds: kindsOf(values.only),
  };
}

function kindsOf(only: string | undefined): ReadonlySet<TormentKind> {
  if (only === undefined) return new Set(TORMENT_KINDS);
  return new Set(
    only.split(",").map((word) => {
      const kind = TORMENT_KINDS.find((each) => each === word);
      if (kind !== undefined) return kind;
      throw new RangeError(`--only takes ${TORMENT_KINDS.join(", ")}: ${word}`);
    }),
  );
}
