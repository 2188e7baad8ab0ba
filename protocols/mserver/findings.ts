import { z } from "zod";
import type { WireJson } from "./events.ts";
import { isPayload } from "./fields.ts";
import { withoutKeysIn } from "./session_keys.ts";
import { OptionalCount, OptionalFlag, OptionalText } from "./schema.ts";

/** What a command that asks about keys or validators found out. */
export type NodeFinding =
  | {
    readonly type: "keysChecked";
    readonly hasSessionKeys: boolean | null;
    /** By kind of key (`aura`, `gran`…). */
    readonly keyTypes: { readonly [kind: string]: boolean };
  }
  | { readonly type: "sessionKeysSought"; readonly hasKeys: boolean }
  | { readonly type: "keySought"; readonly hasKey: boolean; readonly keyType: string | null }
  | {
    readonly type: "validatorSought";
    /** Null after a deep search, which says whose keys these are and not whether they validate. */
    readonly isValidator: boolean | null;
    readonly status: string;
    readonly account: string | null;
    readonly validatorsChecked: number | null;
    readonly message: string | null;
  }
  /** The command was `completed`, and yet it failed: clients put what went wrong into the result. */
  | { readonly type: "searchFailed"; readonly error: string };

const KeyCheck = z.object({
  has_session_keys: OptionalFlag,
  key_types: z.record(z.string().max(16), z.boolean()).catch({}),
});
const SessionKeysCheck = z.object({ has_keys: z.boolean() });
const HasKey = z.object({ has_key: z.boolean(), key_type: OptionalText });
const Validator = z.object({
  is_validator: OptionalFlag,
  status: z.string().max(64),
  validator_account: OptionalText,
  validators_checked: OptionalCount,
  message: OptionalText,
});

/** A Map, so that a command called `constructor` finds nothing. */
const READERS: ReadonlyMap<string, (result: unknown) => NodeFinding | null> = new Map<
  string,
  (result: unknown) => NodeFinding | null
>([
  ["check_keys", readKeyCheck],
  ["has_session_keys", readSessionKeysCheck],
  ["has_key", readHasKey],
  ["find_validator", readValidator],
]);

/**
 * Reads the result of check_keys, has_session_keys, has_key or find_validator (fielded builds M11). Null for any
 * other command, and for a result that no build gives.
 */
export function readFinding(command: string, result: WireJson): NodeFinding | null {
  const read = READERS.get(command);
  if (read === undefined || !isPayload(result)) return null;
  const { error } = result;
  // A validator search that found nothing may say `error` beside its verdict.
  if (typeof error === "string" && result.status === undefined) {
    return { type: "searchFailed", error: withoutKeysIn(error) };
  }
  return read(result);
}

function readKeyCheck(result: unknown): NodeFinding | null {
  const { success, data } = KeyCheck.safeParse(result);
  if (!success) return null;
  return { type: "keysChecked", hasSessionKeys: data.has_session_keys, keyTypes: data.key_types };
}

function readSessionKeysCheck(result: unknown): NodeFinding | null {
  const { success, data } = SessionKeysCheck.safeParse(result);
  return success ? { type: "sessionKeysSought", hasKeys: data.has_keys } : null;
}

function readHasKey(result: unknown): NodeFinding | null {
  const { success, data } = HasKey.safeParse(result);
  return success ? { type: "keySought", hasKey: data.has_key, keyType: data.key_type } : null;
}

function readValidator(result: unknown): NodeFinding | null {
  const { success, data } = Validator.safeParse(result);
  if (!success) return null;
  return {
    type: "validatorSought",
    isValidator: data.is_validator,
    status: data.status,
    account: data.validator_account,
    validatorsChecked: data.validators_checked,
    message: data.message,
  };
}
