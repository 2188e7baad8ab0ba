import assert from "node:assert/strict";
import { createServer } from "node:net";
import { tryTarget } from "../../../../agents/sync/agent/target_trial.ts";
import { startGuideServer } from "../../../../agents/sync/guide_server.ts";
import { withRecorder } from "../recorder.ts";

const SEND = { ask: false, digit: 2, claim: "10.20.0.31" } as const;
const ASK = { ask: true, digit: undefined, claim: null, timeoutMs: 200 } as const;

Deno.test("tryTarget() sends one line, and leaves", async () => {
  await withRecorder(async ({ port, ...recorder }) => {
    const outcome = await tryTarget({ target: { address: "127.0.0.1", port }, ...SEND });
    assert.ok(outcome.ok);
    assert.equal(outcome.sent, "10.20.0.31_state2");
    assert.deepEqual(recorder.connections, ["10.20.0.31_state2\r\n"]);
  });
});

Deno.test("tryTarget() connects and sends nothing when there is no state", async () => {
  await withRecorder(async ({ port, ...recorder }) => {
    const target = { address: "127.0.0.1", port };
    const outcome = await tryTarget({ target, ...SEND, digit: undefined });
    assert.ok(outcome.ok);
    assert.equal(outcome.sent, undefined);
    assert.equal(recorder.connections.join(""), "");
  });
});

Deno.test("tryTarget() asks, and says what is wrong with an answer", async () => {
  const server = await startGuideServer();
  const target = { address: "127.0.0.1", port: server.port };
  server.locked = true;
  const outcome = await tryTarget({ target, ...ASK, timeoutMs: 10_000 });
  assert.ok(outcome.ok);
  assert.equal(outcome.answer, "Synced");
  const faults = [
    ["mute", "mute", ""],
    ["half", "otherAnswer", "Syn"],
    ["garbage", "otherAnswer", "NVIDIA Quadro Sync II\r\n"],
    ["hangUp", "hungUp", ""],
  ] as const;
  for (const [fault, failure, detail] of faults) {
    server.fault = fault;
    assert.deepEqual(await tryTarget({ target, ...ASK }), { ok: false, failure, detail });
  }
  await server.stop();
});

Deno.test("tryTarget() says that nothing listens, and that nobody knows a name", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await new Promise((resolve) => server.close(resolve));
  const refused = await tryTarget({ target: { address: "127.0.0.1", port }, ...SEND });
  assert.equal(refused.ok ? "" : refused.failure, "refused");
  const nobody = await tryTarget({ target: { address: "no-such-host.invalid", port }, ...SEND });
  assert.equal(nobody.ok ? "" : nobody.failure, "noName");
});
