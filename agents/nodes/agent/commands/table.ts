import type { NodeCommandName } from "../../../../protocols/mserver/commands.ts";
import { BACKUP_KEYS } from "./backup_keys.ts";
import { CHECK_KEYS } from "./check_keys.ts";
import type { NodeCommand } from "./command.ts";
import { EXEC } from "./exec.ts";
import { FIND_VALIDATOR } from "./find_validator.ts";
import { HAS_KEY } from "./has_key.ts";
import { HAS_SESSION_KEYS } from "./has_session_keys.ts";
import { LOGS } from "./logs.ts";
import { PAYOUT } from "./payout.ts";
import { RESTART } from "./restart.ts";
import { ROTATE_KEYS } from "./rotate_keys.ts";
import { START } from "./start.ts";
import { STATUS } from "./status.ts";
import { STOP } from "./stop.ts";

const COMMANDS: Readonly<Record<NodeCommandName, NodeCommand>> = {
  start: START,
  stop: STOP,
  restart: RESTART,
  logs: LOGS,
  status: STATUS,
  exec: EXEC,
  backup_keys: BACKUP_KEYS,
  payout: PAYOUT,
  rotate_keys: ROTATE_KEYS,
  check_keys: CHECK_KEYS,
  has_session_keys: HAS_SESSION_KEYS,
  has_key: HAS_KEY,
  find_validator: FIND_VALIDATOR,
};

/** Every command by its name; a Map, so that a command called `constructor` finds nothing. */
export const COMMAND_TABLE: ReadonlyMap<string, NodeCommand> = new Map(Object.entries(COMMANDS));
