import assert from "node:assert/strict";
import { accountsIn, eraIn, STORAGE } from "../../../../agents/nodes/agent/chain_storage.ts";

const MASK = (1n << 64n) - 1n;
const P1 = 0x9e3779b185ebca87n;
const P2 = 0xc2b2ae3d27d4eb4fn;
const P3 = 0x165667b19e3779f9n;
const P4 = 0x85ebca77c2b2ae63n;
const P5 = 0x27d4eb2f165667c5n;

const rotate = (value: bigint, by: bigint) => ((value << by) | (value >> (64n - by))) & MASK;

/** xxHash of up to 31 bytes, by its specification, section "XXH64". */
function xxh64(bytes: Uint8Array, seed: bigint): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let hash = (seed + P5 + BigInt(bytes.length)) & MASK;
  let at = 0;
  for (; at + 8 <= bytes.length; at += 8) {
    hash ^= (rotate((view.getBigUint64(at, true) * P2) & MASK, 31n) * P1) & MASK;
    hash = (rotate(hash, 27n) * P1 + P4) & MASK;
  }
  for (; at + 4 <= bytes.length; at += 4) {
    hash ^= (BigInt(view.getUint32(at, true)) * P1) & MASK;
    hash = (rotate(hash, 23n) * P2 + P3) & MASK;
  }
  for (; at < bytes.length; at++) {
    hash ^= (BigInt(view.getUint8(at)) * P5) & MASK;
    hash = (rotate(hash, 11n) * P1) & MASK;
  }
  hash = ((hash ^ (hash >> 33n)) * P2) & MASK;
  hash = ((hash ^ (hash >> 29n)) * P3) & MASK;
  return hash ^ (hash >> 32n);
}

/** Two hashes with the seeds 0 and 1, the lowest byte of each first. */
function twox128(text: string): string {
  const hashed = new DataView(new ArrayBuffer(16));
  const bytes = new TextEncoder().encode(text);
  hashed.setBigUint64(0, xxh64(bytes, 0n), true);
  hashed.setBigUint64(8, xxh64(bytes, 1n), true);
  return new Uint8Array(hashed.buffer).toHex();
}

Deno.test("STORAGE has the hashes of the names that it stands for", () => {
  assert.equal(STORAGE.activeEra, `0x${twox128("Staking")}${twox128("ActiveEra")}`);
  assert.equal(STORAGE.validators, `0x${twox128("Session")}${twox128("Validators")}`);
  assert.equal(STORAGE.nextKeys, `0x${twox128("Session")}${twox128("NextKeys")}`);
});

Deno.test("eraIn() reads the lowest byte first, and null where there is no era", () => {
  assert.equal(eraIn("0x840500000100000000000000"), 1_412);
  for (const none of [null, "0x", "0x12", 7, {}]) assert.equal(eraIn(none), null);
});

Deno.test("accountsIn() reads lists with numbers of one, two and four bytes", () => {
  const account = "ab".repeat(32);
  assert.deepEqual([...accountsIn(`0x04${account}`)], [`0x${account}`]);
  assert.deepEqual([...accountsIn(`0x0501${account}`)], [`0x${account}`]);
  assert.deepEqual([...accountsIn(`0x02000100${account}`)], [`0x${account}`]);
  for (const none of [null, "0x", "zz", 1]) assert.equal(accountsIn(none).size, 0);
});
