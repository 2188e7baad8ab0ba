import assert from "node:assert/strict";
import { newToken, tokenInfo, webCrypto } from "../../../actors/access/credentials.ts";
import { AT } from "../../support/stores/store_samples.ts";

const draft = { name: "n", role: "view", rights: [], createdAt: AT, expiresAt: null } as const;

Deno.test("newToken() makes a secret of sbx_ and 43 characters, of which only the hash is in the record", async () => {
  const { secret, record } = await newToken(draft);
  assert.match(secret, /^sbx_[A-Za-z0-9_-]{43}$/);
  assert.match(record.id, /^tok_[0-9a-f]{16}$/);
  assert.equal(record.hash, await webCrypto.sha256Hex(secret));
  assert.ok(!JSON.stringify(record).includes(secret));
});

Deno.test("newToken() makes another secret every time", async () => {
  const [one, other] = [await newToken(draft), await newToken(draft)];
  assert.notEqual(one.secret, other.secret);
  assert.notEqual(one.record.id, other.record.id);
});

Deno.test("newToken() writes base64url when the bytes would need + and /", async () => {
  const source = { ...webCrypto, randomBytes: (count: number) => new Uint8Array(count).fill(0xff) };
  const { secret } = await newToken(draft, source);
  assert.equal(secret, `sbx_${"_".repeat(42)}8`);
});

Deno.test("webCrypto.sha256Hex() gives the digest of the empty text as the standard has it", async () => {
  assert.equal(
    await webCrypto.sha256Hex(""),
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  );
});

Deno.test("tokenInfo() leaves the hash out", async () => {
  const { record } = await newToken(draft);
  assert.ok(!("hash" in tokenInfo(record)));
});
