import assert from "node:assert/strict";
import { accountCrypto } from "../../../adapters/crypto/account_crypto.ts";

Deno.test("verifyPassword() knows its own hash, and no other password or damaged hash", async () => {
  const hash = await accountCrypto.hashPassword("비밀번호 1234");
  assert.match(hash, /^scrypt\$16384\$8\$5\$[0-9a-f]{32}\$[0-9a-f]{64}$/);
  assert.equal(await accountCrypto.verifyPassword("비밀번호 1234", hash), true);
  assert.equal(await accountCrypto.verifyPassword("비밀번호 1234".normalize("NFD"), hash), true);
  assert.equal(await accountCrypto.verifyPassword("비밀번호 1235", hash), false);
  assert.equal(await accountCrypto.verifyPassword("비밀번호 1234", hash.slice(0, -1)), false);
});

Deno.test("hashPassword() salts: one password has two hashes", async () => {
  const [one, other] = [
    await accountCrypto.hashPassword("same"),
    await accountCrypto.hashPassword("same"),
  ];
  assert.notEqual(one, other);
});

Deno.test("sha256Hex() is the digest of FIPS 180-4's example", () => {
  const digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  assert.equal(accountCrypto.sha256Hex("abc"), digest);
  assert.match(accountCrypto.randomHex(20), /^[0-9a-f]{40}$/);
});
