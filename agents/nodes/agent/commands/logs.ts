import { z } from "zod";
import { commandOf } from "./command.ts";
import { followUntilEnd } from "./follow.ts";

const Params = z.object({
  /** Default: node guides. 10,000 lines are some 2 MB, of which the last 1 MiB is answered. */
  lines: z.coerce.number("must be a number").int("must be a whole number")
    .min(1, "must be 1 to 10000").max(10_000, "must be 1 to 10000").default(50),
  follow: z.boolean("must be true or false").default(false),
});

/** The end of a container's log, of stdout and stderr; with `follow`, also what is written from then on. */
export const LOGS = commandOf({
  params: Params,
  turn: "free",
  async run({ lines, follow }, run) {
    if (follow) return { result: { followed: true, lines: await followUntilEnd(run, lines) } };
    const { engine } = run.tools;
    const { text } = await engine.logs(run.container, lines, { signal: run.signal });
    return { result: text };
  },
});
