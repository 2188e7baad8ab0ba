/**
 * What is read of a chain's storage. Keys of storage are the 128-bit xxHash of pallet and item, one behind the other.
 * Values are SCALE: numbers with the lowest byte first. Source: Substrate documentation, "Runtime storage".
 *
 * @module
 */
import type { CallLimits } from "./container_engine.ts";
import type { SubstrateRpc } from "./substrate_rpc.ts";

const SESSION = "0xcec5070d609dd3497f72bde07fc96ba0";
const STAKING = "0x5f3e4907f716ac89b6347d15ececedca";

/** Keys of single values, and prefixes of maps. */
export const STORAGE = {
  activeEra: `${STAKING}487df464e44a534ba6b0cbb32407b587`,
  validators: `${SESSION}88dcde934c658227ee1dfafcd6e16903`,
  nextKeys: `${SESSION}4c014e6bf8b8c2c011e7290b85696bb3`,
} as const;

/** Accounts have 32 bytes. */
const ACCOUNT_DIGITS = 64;
/** 500 validators with five keys each are 250 kB of answer. */
const PAGE = 500;
/** The largest chains have some hundred validators, and some thousand who would like to be. */
const MAX_PAGES = 20;

/** The era that the chain pays for now; null where it has no staking, or none yet. */
export async function readActiveEra(
  rpc: SubstrateRpc,
  container: string,
  limits: CallLimits = {},
): Promise<number | null> {
  return eraIn(await rpc.call(container, "state_getStorage", [STORAGE.activeEra], limits));
}

/** The era in a value of `Staking.ActiveEra`: an index of four bytes, then its start. */
export function eraIn(value: unknown): number | null {
  const [, digits] = /^0x([0-9a-f]{8})/.exec(typeof value === "string" ? value : "") ?? [];
  if (digits === undefined) return null;
  const [a = "", b = "", c = "", d = ""] = digits.match(/../g) ?? [];
  return Number.parseInt(`${d}${c}${b}${a}`, 16);
}

/** Accounts that validate in this session, as `0x` and 64 digits. */
export async function readValidators(
  rpc: SubstrateRpc,
  container: string,
  limits: CallLimits = {},
): Promise<ReadonlySet<string>> {
  const value = await rpc.call(container, "state_getStorage", [STORAGE.validators], limits);
  return accountsIn(value);
}

/** The accounts in a list of them: their number in one to four bytes, then 32 bytes each. */
export function accountsIn(value: unknown): ReadonlySet<string> {
  if (typeof value !== "string" || !/^0x[0-9a-f]{2,}$/.test(value)) return new Set();
  // The lowest two bits of the number say how many bytes it has.
  const width = [2, 4, 8][Number.parseInt(value.slice(2, 4), 16) & 3] ?? 2;
  const accounts = value.slice(2 + width).match(new RegExp(`.{${ACCOUNT_DIGITS}}`, "g")) ?? [];
  return new Set(accounts.map((digits) => `0x${digits}`));
}

/** Whose session keys are registered for the sessions to come. */
export interface RegisteredKeys {
  readonly account: string;
  readonly keys: string;
}

/** All registered session keys, a page at a time. */
export async function* readRegisteredKeys(
  rpc: SubstrateRpc,
  container: string,
  limits: CallLimits = {},
): AsyncGenerator<readonly RegisteredKeys[]> {
  let from: string = STORAGE.nextKeys;
  for (let page = 0; page < MAX_PAGES; page++) {
    const asked = [STORAGE.nextKeys, PAGE, from];
    const keys = textsIn(await rpc.call(container, "state_getKeysPaged", asked, limits));
    const last = keys.at(-1);
    if (last === undefined) return;
    const found = await rpc.call(container, "state_queryStorageAt", [keys], limits);
    yield changesIn(found);
    if (keys.length < PAGE) return;
    from = last;
  }
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

/** `[{ block, changes: [[key, value], …] }]`; the key ends with the account. */
function changesIn(value: unknown): readonly RegisteredKeys[] {
  const [set]: unknown[] = Array.isArray(value) ? value : [];
  const changes = typeof set === "object" && set !== null && "changes" in set ? set.changes : [];
  return (Array.isArray(changes) ? changes : []).flatMap((change: unknown) => {
    const [key, keys]: unknown[] = Array.isArray(change) ? change : [];
    if (typeof key !== "string" || typeof keys !== "string") return [];
    return [{ account: `0x${key.slice(-ACCOUNT_DIGITS)}`, keys }];
  });
}

/** Slots of this epoch in which the node itself may make a block, with the keys that it holds. */
export async function readEpochSlots(
  rpc: SubstrateRpc,
  container: string,
  limits: CallLimits = {},
): Promise<number> {
  return slotsIn(await rpc.call(container, "babe_epochAuthorship", [], limits));
}

/** `{ account: { primary: [slot…], secondary: […], secondary_vrf: […] } }` */
function slotsIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const kinds = Object.values(value).flatMap((claims: unknown) =>
    typeof claims === "object" && claims !== null ? Object.values(claims) : []
  );
  return kinds.reduce((total, slots) => total + (Array.isArray(slots) ? slots.length : 0), 0);
}
