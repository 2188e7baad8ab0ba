import type { ContainerFacts } from "../container_engine.ts";
import { commandOf, NO_PARAMS } from "./command.ts";

/** What a container does, as the table of `docker ps` that fielded builds answer. */
export const STATUS = commandOf({
  params: NO_PARAMS,
  turn: "free",
  takesAll: true,
  run: (_params, { facts }) => Promise.resolve({ result: statusTable([facts]) }),
});

/** The table of several containers. */
export function statusTable(containers: readonly ContainerFacts[]): string {
  const rows = [
    ["NAMES", "STATUS"],
    ...containers.map(({ name, state, status }) => [name, status || state]),
  ];
  const width = Math.max(...rows.map(([name = ""]) => name.length)) + 3;
  return rows.map(([name = "", status = ""]) => name.padEnd(width) + status).join("\n");
}
