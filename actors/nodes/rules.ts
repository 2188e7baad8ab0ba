import type { Right } from "../access/messages.ts";
import type { Json } from "../ledger/command.ts";

/** Params of a command, checked and with defaults. */
export type CommandParams = { readonly [key: string]: Json };

/** What the actors have to know of a command. */
export interface CommandRule {
  readonly right: "operate" | Right;
  /** True when the client itself takes `all` as a target. */
  readonly target: "container" | "containerOrAll";
  /** How long an answer is worth waiting for when nobody says otherwise. */
  readonly deadlineMs: number;
}

/** What the actors know of the protocol's commands without knowing the wire; the composition root hands it in. */
export interface NodeRules {
  find(command: string): CommandRule | undefined;
  /** Checks name, target and params, and fills defaults in; or names the field and its rule, never a value. */
  check(command: string, target: string, params: Json | undefined):
    | { readonly ok: true; readonly params: CommandParams }
    | { readonly ok: false; readonly field: string; readonly rule: string };
  /** The session key in the answer to a rotation, in any build's words; null: none. */
  rotatedKey(result: Json): string | null;
  /** The file that a backup of keys was written to, in any build's words; null: none is named. */
  backupFile(result: Json): string | null;
  /** The same result without session keys. */
  withoutKeys(result: Json): Json;
}

/** The word that stands for all node containers of a host, where a command takes it. */
export const ALL_CONTAINERS = "all";

/**
 * Commands that ask the node inside a container over RPC, or touch its files: fielded clients find port and folder
 * from the container's name, and fail for any other.
 */
const NODE_COMMANDS: ReadonlySet<string> = new Set([
  "backup_keys",
  "payout",
  "rotate_keys",
  "check_keys",
  "has_session_keys",
  "has_key",
  "find_validator",
]);
/** Names that fielded clients know a port for. Source: fielded builds M11. */
const NODE_NAME = /^3?node\d+$/;

/** True when a broadcast of a command has a meaning for a container: a database beside the nodes has no keys. */
export function concerns(command: string, container: string): boolean {
  return !NODE_COMMANDS.has(command) || NODE_NAME.test(container);
}

/** True for the form of a name that clients know a port for: an exact name, and no pattern for several. */
export function isNodeName(container: string): boolean {
  return NODE_NAME.test(container);
}
