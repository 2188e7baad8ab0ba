import assert from "node:assert/strict";
import { once } from "node:events";
import type { Socket } from "node:net";
import fc from "fast-check";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import {
  type BrokerStage,
  connectPacket,
  gone,
  publishPacket,
  type TestClient,
  withBroker,
} from "./stage.ts";

/** Whose misdeeds these are; its neighbours come from 127.0.0.1. */
const RUDE = "127.0.0.66";

type Options = Parameters<typeof withBroker>[0];

/** Runs a misdeed beside two clients who talk to each other, and must not notice. */
function beside(
  name: string,
  misdeed: (stage: BrokerStage, rude: Socket) => Promise<void>,
  options: Options = {},
): void {
  Deno.test(`openBroker() bears ${name}, and neighbours never notice`, () =>
    withBroker(options, async (stage) => {
      const listener = await (await stage.join()).listen("sensor/neighbour");
      const speaker = await stage.join();
      await undisturbed(speaker, listener, "before");
      const rude = await stage.dial(RUDE);
      await misdeed(stage, rude);
      await undisturbed(speaker, listener, "after");
      assert.equal(listener.heard.length, 2);
      for (const { peerAddress } of stage.reproaches.all) assert.equal(peerAddress, RUDE);
    }));
}

async function undisturbed(speaker: TestClient, listener: TestClient, word: string): Promise<void> {
  await speaker.say("sensor/neighbour", word);
  await listener.hear(({ text }) => text === word);
}

/** Sends it, and waits until the peer has been cut off with a word about it. */
function cutFor(bytes: Uint8Array | string, detail: RegExp) {
  return async ({ reproaches }: BrokerStage, rude: Socket) => {
    rude.write(bytes);
    await gone(rude);
    assert.match((await reproaches.find("violation")).detail, detail);
  };
}

function bytesOf(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return new Uint8Array(parts.flatMap((part) => [...part]));
}

const HELLO = connectPacket("rude");

beside("a browser", cutFor("GET / HTTP/1.1\r\nHost: a\r\n\r\n", /0x47.*no MQTT/));
beside("a TLS hello", cutFor("\u0016\u0003\u0001\u0002\u0000", /0x16.*no MQTT/));
beside("a line of a sync host", cutFor("10.20.0.31_state2\r\n", /no MQTT/));
beside("a CONNECT of 256 MB", cutFor(bytesOf([0x10, 0xff, 0xff, 0xff, 0x7f]), /268435460 bytes/));
beside("a length without end", cutFor(bytesOf([0x10], Array(9).fill(0xff)), /more than 4 bytes/));
beside(
  "a message of 256 MB once it is let in",
  cutFor(bytesOf(HELLO, [0x30, 0xff, 0xff, 0xff, 0x7f]), /268435460 bytes, 65536 allowed/),
);
beside("a message before the CONNECT", cutFor(publishPacket("a", "b"), /0x30.*no MQTT/));
beside("a second CONNECT", cutFor(bytesOf(HELLO, HELLO), /protocol/i));
beside("a message to a wildcard", cutFor(bytesOf(HELLO, publishPacket("a/#", "b")), /#/));
beside("a message without a topic", cutFor(bytesOf(HELLO, publishPacket("", "b")), /topic/));
beside(
  "a topic of a hundred levels",
  cutFor(bytesOf(HELLO, publishPacket("a/".repeat(50), "b")), /levels/),
);
beside("a name of 110 letters too many", cutFor(longName(), /client's name/));
beside("quality 3", cutFor(bytesOf(HELLO, [0x36, 3, 0, 1, 0x61]), /QoS/i));
beside("the packets of a server", cutFor(bytesOf(HELLO, [0x20, 2, 0, 0], [0xf0, 0]), /./));

function longName(): Uint8Array {
  const id = new Uint8Array(260).fill(0x61);
  const head = [0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 2, 0, 0, id.length >> 8, id.length & 255];
  const length = head.length + id.length;
  return bytesOf([0x10, length & 127 | 128, length >> 7], head, id);
}

beside("half a CONNECT and a farewell", async (_stage, rude) => {
  rude.end(HELLO.subarray(0, 7));
  await gone(rude);
});

beside("half a message and a cut line", async (_stage, rude) => {
  rude.write(bytesOf(HELLO, publishPacket("a", "b").subarray(0, 3)));
  await once(rude, "data");
  rude.destroy();
});

beside("a client that says nothing", async (stage, rude) => {
  await gone(rude);
  assert.match((await stage.reproaches.find("violation")).detail, /did not arrive in time/);
}, { limits: { connectTimeoutMs: 50 } });

beside("a client that never ends its first packet", async (_stage, rude) => {
  rude.write(HELLO.subarray(0, 5));
  await gone(rude);
}, { limits: { connectTimeoutMs: 50 } });

beside("more connections of one address than are allowed", async ({ dial, reproaches }, rude) => {
  const second = await dial(RUDE);
  await gone(await dial(RUDE));
  second.destroy();
  assert.match((await reproaches.find("tooManyFromAddress")).detail, /2 connections .* 2 allowed/);
  rude.destroy();
}, { limits: { maxConnectionsPerAddress: 2 } });

beside("messages of quality 2 that are begun and never ended", async (stage, rude) => {
  const begun = Array.from(
    { length: 20 },
    (_, n) => bytesOf([0x34, 6, 0, 1, 0x61, 0, n + 1, 0x62]),
  );
  rude.write(bytesOf(HELLO, ...begun));
  await gone(rude);
  assert.match((await stage.reproaches.find("violation")).detail, /PUBREL/);
}, { limits: { maxInflight: 10 } });

Deno.test("openBroker() is not harmed by what is almost MQTT, whatever it is", () =>
  withBroker({ limits: { burstPackets: 1e9, packetsPerSecond: 1e9 } }, async (stage) => {
    const listener = await (await stage.join()).listen("sensor/neighbour");
    const type = fc.integer({ min: 0, max: 255 });
    const body = fc.uint8Array({ maxLength: 100 });
    const packets = fc.array(fc.tuple(type, body), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(packets, fc.boolean(), async (made, connected) => {
        const rude = await stage.dial();
        const bytes = made.map(([first, rest]) => bytesOf([first, rest.length], rest));
        rude.end(bytesOf(connected ? HELLO : [], ...bytes));
        await gone(rude);
      }),
      { numRuns: 300 },
    );
    await undisturbed(await stage.join(), listener, "after");
  }));

Deno.test("openBroker() is not harmed by a CONNECT that is changed at any place", () =>
  withBroker({}, async (stage) => {
    const will = bytesOf([0, 1, 0x77, 0, 2, 0x68, 0x69], [0, 1, 0x75, 0, 1, 0x70]);
    const head = [0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 0xc6, 0, 10, 0, 1, 0x69];
    const whole = bytesOf([0x10, head.length + will.length], head, will);
    for (let at = 0; at < whole.length; at++) {
      for (const byte of [0, 1, 0x7f, 0xff, (whole[at] ?? 0) ^ 0x80]) {
        const rude = await stage.dial();
        rude.end(whole.with(at, byte));
        await gone(rude);
      }
    }
    const listener = await (await stage.join()).listen("sensor/neighbour");
    await undisturbed(await stage.join(), listener, "after");
  }));

Deno.test("openBroker() takes a flood in at its pace, and a neighbour's messages at once", async () => {
  const { clock, advance } = createTestSystem();
  const limits = { packetsPerSecond: 1_000, burstPackets: 500 };
  await withBroker({ clock, limits }, async (stage) => {
    const listener = await (await stage.join()).listen("camera/response/v", "sensor/neighbour");
    const speaker = await stage.join();
    const rude = await stage.dial(RUDE);
    const flood = Array.from(
      { length: 10_000 },
      (_, n) => publishPacket("camera/response/v", `10.0.${n >> 8}.${n & 255}`),
    );
    rude.write(bytesOf(HELLO, ...flood));
    // Time stands still: the burst comes through, and what was begun of the portion in which it ends.
    await listener.hear(({ text }) => text === "10.0.1.243");
    await undisturbed(speaker, listener, "during");
    const answers = () => listener.heard.filter(({ topic }) => topic !== "sensor/neighbour").length;
    assert.ok(answers() >= 499 && answers() < 500 + 64, `${answers()} answers at once`);
    const before = answers();
    await advance(100);
    await listener.hear(({ text }) => text === address(before + 40));
    await undisturbed(speaker, listener, "later");
    assert.ok(answers() < before + 100 + 64, `${answers() - before} answers in 100 ms`);
  });
});

function address(n: number): string {
  return `10.0.${n >> 8}.${n & 255}`;
}

Deno.test("openBroker() drops messages for a client that does not read, and waits for it with nobody", () =>
  withBroker({ limits: { maxQueuedBytes: 20_000, burstPackets: 1e9 } }, async (stage) => {
    const deaf = await stage.dial(RUDE);
    deaf.write(bytesOf(HELLO, subscribePacket("sensor/#")));
    await once(deaf, "data");
    deaf.pause();
    const listener = await (await stage.join()).listen("sensor/#");
    const speaker = await stage.join();
    const big = "x".repeat(10_000);
    // A socket's own buffers take some MB first.
    for (let n = 0; stage.reproaches.all.length === 0; n++) {
      assert.ok(n < 5_000, "nothing was dropped after 50 MB");
      await speaker.say("sensor/a", big);
    }
    const { kind, peerAddress } = await stage.reproaches.find("slowReader");
    assert.deepEqual([kind, peerAddress], ["slowReader", RUDE]);
    await undisturbed(speaker, listener, "after");
  }));

Deno.test("openBroker() cuts a client off that reads nothing for too long", async () => {
  const { clock, advance } = createTestSystem();
  const limits = { maxQueuedBytes: 20_000, burstPackets: 1e9, unreadMs: 30_000 };
  await withBroker({ clock, limits }, async (stage) => {
    const deaf = await stage.dial(RUDE);
    deaf.write(bytesOf(HELLO, subscribePacket("sensor/#")));
    await once(deaf, "data");
    deaf.pause();
    const speaker = await stage.join();
    const big = "x".repeat(10_000);
    while (stage.reproaches.all.length === 0) await speaker.say("sensor/a", big);
    await advance(60_000);
    assert.match(stage.reproaches.all.at(-1)?.detail ?? "", /read nothing for 30000 ms/);
    await gone(deaf);
  });
});

function subscribePacket(filter: string): Uint8Array {
  const name = new TextEncoder().encode(filter);
  return bytesOf([0x82, name.length + 5, 0, 1, 0, name.length], name, [0]);
}
