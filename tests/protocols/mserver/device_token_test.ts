import assert from "node:assert/strict";
import { readToken } from "../../../protocols/mserver/device_token.ts";

Deno.test("readToken() reads what fielded clients write, and nothing else", () => {
  assert.equal(readToken("Token 0123abcd"), "0123abcd");
  assert.equal(readToken("token  0123abcd "), "0123abcd");
  for (
    const header of [
      undefined,
      "",
      "Token",
      "Token ",
      "Bearer a",
      "Token a b",
      "Token ä",
      `Token ${"a".repeat(513)}`,
    ]
  ) {
    assert.equal(readToken(header), null);
  }
});
