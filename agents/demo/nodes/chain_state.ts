import { STORAGE } from "../../nodes/agent/chain_storage.ts";
import { eraOf } from "./chain.ts";
import { hexOf } from "./noise.ts";
import type { SimulatedContainer } from "./simulated_container.ts";

const ACCOUNT_CHARS = 64;
/** What stands before an account in a key of a map: its 64-bit hash. */
const HASH_CHARS = 16;
/** Validators that no simulated node is. */
const OTHERS = 5;

/** A single value of the chain's storage, in hexadecimal SCALE; null where there is none. */
export function storageOf(node: SimulatedContainer, key: unknown, now: number): string | null {
  if (key === STORAGE.activeEra) return `0x${littleEndian(eraOf(node.chain(now).best))}00`;
  if (key === STORAGE.validators) return validatorsOf(node);
  return null;
}

/** Keys of a map: one for each account that has registered session keys, of which here is one. */
export function keyNames(
  node: SimulatedContainer,
  prefix: unknown,
  from: unknown,
): readonly string[] {
  const name = registrationKey(node);
  return prefix === STORAGE.nextKeys && from !== name ? [name] : [];
}

/** Keys and values, of those that are there. */
export function changesOf(
  node: SimulatedContainer,
  keys: unknown,
): readonly (readonly [string, string])[] {
  const name = registrationKey(node);
  return Array.isArray(keys) && keys.includes(name) ? [[name, node.registeredKeys]] : [];
}

/** The number of accounts, less than 64 and so in one byte, and the accounts. */
function validatorsOf({ seed }: SimulatedContainer): string {
  const accounts = [
    accountOf(seed),
    ...Array.from({ length: OTHERS }, (_, n) => hexOf(n, 301, ACCOUNT_CHARS)),
  ];
  return `0x${(accounts.length << 2).toString(16).padStart(2, "0")}${accounts.join("")}`;
}

function registrationKey({ seed }: SimulatedContainer): string {
  return `${STORAGE.nextKeys}${hexOf(seed, 302, HASH_CHARS)}${accountOf(seed)}`;
}

function accountOf(seed: number): string {
  return hexOf(seed, 300, ACCOUNT_CHARS);
}

/** Four bytes, the lowest first. */
function littleEndian(value: number): string {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes.toHex();
}
