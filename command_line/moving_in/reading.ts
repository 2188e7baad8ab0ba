import type { MovingInFault } from "../../protocols/moving_in/fault.ts";
import type { CommandLine } from "../command_line.ts";
import { CommandFailure, usageFailure } from "../failure.ts";
import { visible } from "../terminal/visible.ts";
import type { MovingInHost } from "./moving_in_host.ts";

/** Faults of which the machine's own words say more; of the others they repeat it. */
const TELLING: ReadonlySet<MovingInFault> = new Set(
  ["otherDatabase", "damaged", "tooLarge", "tooMany", "failed"] as const,
);

/** Reads something of an old server; what is in the way is told with its path and what to do. */
export async function readOld<T>(
  { host, texts }: CommandLine,
  read: (tools: MovingInHost) => Promise<T>,
): Promise<T> {
  if (host.movingIn === undefined) throw new CommandFailure(texts.movingIn.notHere);
  const tools = await host.movingIn();
  try {
    return await read(tools);
  } catch (cause) {
    const problem = tools.problemOf(cause);
    if (problem === undefined) throw cause;
    const { fault, path, detail } = problem;
    const { wrong, next } = texts.movingIn.problems[fault];
    const more = TELLING.has(fault) && detail !== "" ? ` (${visible(detail).slice(0, 200)})` : "";
    throw usageFailure(`${visible(path)}: ${wrong}${more}.`, next);
  }
}
