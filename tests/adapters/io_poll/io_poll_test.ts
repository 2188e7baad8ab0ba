import assert from "node:assert/strict";
import { openIoPoll } from "../../../adapters/io_poll/io_poll.ts";
import { createSystem } from "../../../actors/kernel/mod.ts";
import type { ActorDefinition } from "../../../actors/kernel/mod.ts";

type Spin = { readonly type: "spin" };

/** Keeps the event loop saturated for as long as it lives. */
const spinner: ActorDefinition<Spin, null> = {
  kind: "spinner",
  mailbox: { capacity: 8, whenFull: "fail" },
  init(ctx) {
    ctx.self.tell({ type: "spin" });
    return null;
  },
  handle(_state, message, ctx) {
    ctx.self.tell(message);
  },
};

Deno.test("yieldToIo() lets an echo through while actors saturate the event loop", async () => {
  const poll = await openIoPoll();
  const system = createSystem({ yieldToIo: poll.yieldToIo });
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  const [client, server] = await Promise.all([
    Deno.connect({ hostname: "127.0.0.1", port }),
    listener.accept(),
  ]);
  system.spawn(spinner, undefined, { key: "spinner" });
  const echo = server.readable.pipeTo(server.writable).catch(() => {});
  for (let round = 0; round < 20; round++) {
    await client.write(new Uint8Array([round]));
    const answer = new Uint8Array(1);
    assert.equal(await client.read(answer), 1);
    assert.equal(answer[0], round);
  }
  client.close();
  listener.close();
  await system.stop(1_000);
  await echo;
  poll.close();
});

Deno.test("openIoPoll() leaves nothing open when it is closed", async () => {
  const poll = await openIoPoll();
  await poll.yieldToIo();
  poll.close();
  await assert.rejects(poll.yieldToIo());
});
