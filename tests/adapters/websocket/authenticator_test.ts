import assert from "node:assert/strict";
import { admitAnyone } from "../../../adapters/websocket/authenticator.ts";

Deno.test("admitAnyone lets in who has no token, and binds nobody to an account", async () => {
  const claim = { token: null, peerAddress: "192.0.2.1" };
  assert.deepEqual(await admitAnyone.admit(claim), { admitted: true, account: null });
});
