import type { Json } from "../ledger/command.ts";

/** True for what JSON calls an object. */
export function isJsonRecord(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
