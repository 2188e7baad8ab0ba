import { readOldKeys } from "../adapters/moving_in/key_files.ts";
import { MovingInProblem } from "../adapters/moving_in/moving_in_problem.ts";
import { readOldDatabase } from "../adapters/moving_in/old_database.ts";
import { kindOf, readConfigText } from "../adapters/moving_in/old_files.ts";
import type { MovingInHost } from "../command_line/moving_in/moving_in_host.ts";

/** Files of old servers, for the command line. */
export const movingInTools: MovingInHost = {
  kindOf,
  readDatabase: readOldDatabase,
  readKeys: readOldKeys,
  readConfig: readConfigText,
  openFolder: async (settings) => (await import("./local_fleet.ts")).openLocalFleet(settings),
  problemOf: (cause) => cause instanceof MovingInProblem ? cause : undefined,
};
