import assert from "node:assert/strict";
import { checkDeviceToken, checkToken } from "../../../agents/doctor/tokens.ts";
import { short, withHttp } from "./stage.ts";

const SESSION = {
  tokenId: "tok_1",
  name: "night shift",
  role: "operate",
  rights: ["exec"],
  csrfToken: null,
  expiresAt: null,
};

/** Knows one token. */
function answer({ headers }: Request): Response {
  return headers.get("authorization") === "Bearer sbx_good"
    ? Response.json(SESSION)
    : Response.json({}, { status: 401 });
}

Deno.test("checkToken() tells a token that is missing, unknown, good, or lacks something", async () => {
  const cases: readonly (readonly [string | undefined, string, readonly string[], string])[] = [
    [undefined, "view", [], "-token.tokenMissing"],
    ["sbx_bad", "view", [], "-token.tokenInvalid"],
    ["sbx_good", "view", [], "token.tokenGood"],
    ["sbx_good", "operate", ["exec"], "token.tokenGood"],
    ["sbx_good", "admin", [], "-token.tokenLacks"],
    ["sbx_good", "operate", ["keys", "exec"], "-token.tokenLacks"],
  ];
  await withHttp(answer, async (peer) => {
    for (const [token, role, rights, code] of cases) {
      assert.equal(short(await checkToken(peer, { token, role, rights })), code);
    }
    const needs = { token: "sbx_good", role: "admin", rights: ["keys", "exec"] };
    assert.equal((await checkToken(peer, needs)).facts.lacking, "admin, keys");
  });
});

Deno.test("checkToken() says so when another program answers", async () => {
  await withHttp(() => new Response("hello"), async (peer) => {
    const needs = { token: "sbx_good", role: "view", rights: [] };
    assert.equal(short(await checkToken(peer, needs)), "-token.otherProgram");
  });
});

Deno.test("checkDeviceToken() asks as an mclient does", async () => {
  const asked: string[] = [];
  const verify = ({ url, headers }: Request) => {
    asked.push(new URL(url).pathname);
    const valid = headers.get("authorization") === "Token abc";
    return Response.json({ valid }, { status: valid ? 200 : 401 });
  };
  await withHttp(verify, async (peer) => {
    assert.equal(short(await checkDeviceToken(peer, "abc")), "token.tokenGood");
    assert.equal(short(await checkDeviceToken(peer, "xyz")), "-token.tokenInvalid");
  });
  assert.deepEqual(asked, ["/api/auth/verify/", "/api/auth/verify/"]);
});
