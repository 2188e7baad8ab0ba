/**
 * What an mclient can be told to do: one row for each of the thirteen commands. Whoever offers a command, checks
 * one or sends one reads it from here.
 *
 * @example
 * ```ts
 * const checked = checkCommand("logs", "3node0", { lines: 100 });
 * // { ok: true, command: "logs", target: "3node0", params: { lines: 100, follow: false } }
 * ```
 * @module
 */
import { z } from "zod";
import { NODE_COMMAND_NAMES } from "../node_vocabulary.ts";
import { CONTAINER_NAME_RULE, ContainerName } from "./container_name.ts";
import type { WireJson } from "./events.ts";

export { NODE_COMMAND_NAMES };

/** One of the thirteen. */
export type NodeCommandName = typeof NODE_COMMAND_NAMES[number];

/** The word that stands for all node containers of a host, where a command takes it. */
export const ALL_CONTAINERS = "all";

/** What the control host has to know of a command. */
export interface NodeCommandRule {
  readonly name: NodeCommandName;
  /**
   * `containerOrAll`: the client itself takes {@link ALL_CONTAINERS}. Every other command has to be sent once for
   * each container.
   */
  readonly target: "container" | "containerOrAll";
  /** What the command takes; strict, and with the client's own defaults filled in. */
  readonly params: z.ZodObject;
  /** What the requester must be allowed to do; all but `operate` are rights of their own. */
  readonly right: "operate" | "exec" | "keys" | "payout" | "logs";
  /** False: a second run may do harm, so it is never sent twice, whatever became of the first. */
  readonly repeatable: boolean;
  /** How long an answer is worth waiting for when nobody says otherwise. The client itself never gives up. */
  readonly deadlineMs: number;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/**
 * A public key or several in a row, in hexadecimal: 1 to 1,024 bytes. Five session keys have 161 bytes; a
 * chain with more of them has room.
 */
const Keys = z.string().regex(
  /^0x(?:[0-9a-fA-F]{2}){1,1024}$/,
  "must be 0x and whole bytes in hex",
);

const NoParams = z.strictObject({});

const LogsParams = z.strictObject({
  /** 10,000 lines are some 2 MB, a fifth of the largest message. */
  lines: z.int().min(1).max(10_000).default(50),
  /** Only our own agent can; a fielded client, which answers with a notice, is asked for the end again and again. */
  follow: z.boolean().default(false),
});

const ExecParams = z.strictObject({
  /** Split at blanks by the client, and run without a shell. As long as a command line of Windows. */
  command: z.string().min(1).max(8_192)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, "must have no control characters")
    .regex(/\S/, "must not be blank"),
});

const CheckKeysParams = z.strictObject({
  public_keys: z.strictObject({
    aura: Keys.optional(),
    gran: Keys.optional(),
    babe: Keys.optional(),
    imon: Keys.optional(),
    beefy: Keys.optional(),
  }).optional(),
});

const HasSessionKeysParams = z.strictObject({
  /** Absent: the client asks about the newest it knows. */
  session_keys: Keys.optional(),
});

const HasKeyParams = z.strictObject({
  public_key: Keys,
  /** Four letters by Substrate's rule; the clients also write `beefy`. */
  key_type: z.string().regex(/^[a-z]{4,5}$/, "must be four or five small letters").default("aura"),
});

const FindValidatorParams = z.strictObject({
  session_keys: Keys.optional(),
  /** Asks about every validator of the chain, one by one. */
  deep_search: z.boolean().default(true),
});

type Row = Omit<NodeCommandRule, "name">;

/** Reads or converges: once more does no harm. */
const HARMLESS = {
  target: "container",
  params: NoParams,
  right: "operate",
  repeatable: true,
} as const;
const ALSO_ALL = { ...HARMLESS, target: "containerOrAll" } as const;
const ONCE = { target: "container", params: NoParams, repeatable: false } as const;

const ROWS: Readonly<Record<NodeCommandName, Row>> = {
  start: { ...ALSO_ALL, deadlineMs: 2 * MINUTE_MS },
  // Docker gives each container 10 s to end, and `all` takes them one after the other.
  stop: { ...ALSO_ALL, deadlineMs: 5 * MINUTE_MS },
  restart: { ...HARMLESS, deadlineMs: 2 * MINUTE_MS },
  // Programs write into their logs what they were not asked to: addresses, names, now and then a secret.
  logs: { ...HARMLESS, params: LogsParams, right: "logs", deadlineMs: MINUTE_MS },
  status: { ...ALSO_ALL, deadlineMs: 30 * SECOND_MS },
  exec: { ...ONCE, params: ExecParams, right: "exec", deadlineMs: 5 * MINUTE_MS },
  // Stops the node, packs its keys, and starts it again.
  backup_keys: { ...ONCE, right: "keys", deadlineMs: 10 * MINUTE_MS },
  payout: { ...ONCE, right: "payout", deadlineMs: 30 * MINUTE_MS },
  rotate_keys: { ...ONCE, right: "keys", deadlineMs: 2 * MINUTE_MS },
  check_keys: { ...HARMLESS, params: CheckKeysParams, deadlineMs: MINUTE_MS },
  has_session_keys: { ...HARMLESS, params: HasSessionKeysParams, deadlineMs: MINUTE_MS },
  has_key: { ...HARMLESS, params: HasKeyParams, deadlineMs: MINUTE_MS },
  // A deep search makes one call for each of some hundred validators.
  find_validator: { ...HARMLESS, params: FindValidatorParams, deadlineMs: 10 * MINUTE_MS },
};

/** The table, by name; a Map, so that a command called `constructor` finds nothing. */
export const NODE_COMMANDS: ReadonlyMap<string, NodeCommandRule> = new Map(
  NODE_COMMAND_NAMES.map((name) => [name, { name, ...ROWS[name] }]),
);

export { ContainerName };

/** A command that may be sent as it is, or the field that is wrong and the rule it breaks. */
export type CheckedCommand =
  | {
    readonly ok: true;
    readonly command: NodeCommandName;
    readonly target: string;
    readonly params: { readonly [key: string]: WireJson };
  }
  | { readonly ok: false; readonly field: string; readonly rule: string };

/** Checks name, target and params of a command, and fills the defaults in. Never quotes a value. */
export function checkCommand(command: string, target: string, params: unknown): CheckedCommand {
  const rule = NODE_COMMANDS.get(command);
  if (rule === undefined) {
    return { ok: false, field: "command", rule: `must be one of ${NODE_COMMAND_NAMES.join(", ")}` };
  }
  const wrongTarget = targetRule(rule, target);
  if (wrongTarget !== null) return { ok: false, field: "target", rule: wrongTarget };
  const read = rule.params.safeParse(params ?? {});
  if (!read.success) {
    const [issue] = read.error.issues;
    const path = ["params", ...(issue?.path ?? [])].map(String).join(".");
    return { ok: false, field: path, rule: issue?.message ?? "must be an object" };
  }
  // Strict schemas of texts, numbers and booleans yield nothing but JSON; absent keys stay absent.
  const clean = read.data as { readonly [key: string]: WireJson };
  return { ok: true, command: rule.name, target, params: clean };
}

function targetRule(rule: NodeCommandRule, target: string): string | null {
  if (target === ALL_CONTAINERS) {
    return rule.target === "containerOrAll"
      ? null
      : `${rule.name} takes one container, not ${ALL_CONTAINERS}`;
  }
  return ContainerName.safeParse(target).success ? null : CONTAINER_NAME_RULE;
}
