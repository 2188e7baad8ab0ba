import type { Library, Round } from "../library.ts";
import { askConcurrent, askSequential } from "./asks.ts";
import { behaviours } from "./behaviours.ts";
import { echo } from "./echo.ts";
import { heap } from "./heap.ts";
import { idle, spawnStop } from "./lives.ts";
import { fanIn, pingPong, ring, tell } from "./messages.ts";
import { skynet } from "./skynet.ts";
import { crashStorm, overload } from "./trouble.ts";

/** The workloads that any library can run as they stand, by name. */
export const WORKLOADS: Readonly<Record<string, <R>(library: Library<R>) => Promise<Round>>> = {
  tell,
  fanIn,
  pingPong,
  ring,
  askSequential,
  askConcurrent,
  spawnStop,
  skynet,
  behaviours,
  idle,
  crashStorm,
  overload,
  echo,
  heap,
};
