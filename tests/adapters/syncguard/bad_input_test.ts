import assert from "node:assert/strict";
import type { Socket } from "node:net";
import { seededRandom } from "../../../agents/displays/random.ts";
import { writeInPieces } from "../device_port/client.ts";
import { gone, type Stage, withStage } from "./stage.ts";

const NEIGHBOUR = "10.20.0.99";

/** A well-behaved host beside the bad one: its line must come through, now as before. */
async function undisturbed(stage: Stage, neighbour: Socket): Promise<void> {
  const probe = stage.host(NEIGHBOUR);
  const before = probe.messages.length;
  neighbour.write(`${NEIGHBOUR}_state2\r\n`);
  while (probe.messages.length === before) await probe.next();
}

/** Runs a misdeed beside a neighbour, who must not notice. */
function beside(
  name: string,
  misdeed: (stage: Stage, rude: Socket) => Promise<void>,
  options: Parameters<typeof withStage>[0] = {},
): void {
  Deno.test(`text() bears ${name}, and a neighbour never notices`, () =>
    withStage(options, async (stage) => {
      const neighbour = await stage.dial();
      await undisturbed(stage, neighbour);
      const rude = await stage.dial();
      rude.on("error", () => {});
      await misdeed(stage, rude);
      await undisturbed(stage, neighbour);
      for (const socket of [rude, neighbour]) socket.destroy();
      const kinds = new Set(stage.reproaches.map(({ kind }) => kind));
      assert.ok(kinds.size <= 1, `one log line per window, not ${[...kinds]}`);
    }));
}

/** Sends it, and waits until the peer has been cut off. */
async function untilCut(socket: Socket, bytes: Uint8Array): Promise<void> {
  const cut = gone(socket);
  socket.write(bytes);
  await cut;
}

/** What the bad host says is not understood; the report after it is. */
function recovers(sent: string | Uint8Array) {
  return async (stage: Stage, rude: Socket) => {
    rude.write(sent);
    rude.write("\r\n10.20.0.31_state1\r\n");
    assert.equal((await stage.host("10.20.0.31").next()).state, "slave");
    await stage.reproach("violation");
  };
}

beside("1 MB without a line end", async (stage, rude) => {
  await untilCut(rude, new Uint8Array(1_000_000).fill(0x31));
  assert.match((await stage.reproach("violation")).detail, /tooLong|without a report/);
  assert.ok(stage.reproaches.length <= 3, `${stage.reproaches.length} problems for one line`);
});

beside("1 MB of binary", async (stage, rude) => {
  const random = seededRandom(7);
  await untilCut(rude, Uint8Array.from({ length: 1_000_000 }, () => Math.floor(random() * 256)));
  await stage.reproach("violation");
});

beside("a stranger's greeting", async (stage, rude) => {
  await untilCut(rude, new TextEncoder().encode("SSH-2.0-stranger\r\n".repeat(60)));
  assert.match((await stage.reproach("violation")).detail, /1080 bytes without a report/);
});

beside("garbage between reports, up to what a read holds", async (stage, rude) => {
  rude.write("10.20.0.31_state2\r\n");
  await stage.host("10.20.0.31").next();
  rude.write("hello\n".repeat(10_000) + "10.20.0.31_state1\r\n");
  assert.equal((await stage.host("10.20.0.31").next()).state, "slave");
  await untilCut(rude, new TextEncoder().encode("hello\n".repeat(20_000)));
}, { limits: { burstBytes: 1e9 } });

beside("a million empty lines", async (_stage, rude) => {
  await untilCut(rude, new Uint8Array(1_000_000).fill(0x0a));
});

beside("octets past 255", recovers("10.20.0.256_state2"));
beside("binary between reports", recovers(Uint8Array.of(0, 1, 2, 0x80, 0xff, 0xfe)));
beside(
  "UTF-8 cut in the middle of a letter",
  recovers(new TextEncoder().encode("동기").subarray(0, 4)),
);

beside("state9", async (stage, rude) => {
  rude.write("10.20.0.31_state9\r\n");
  assert.equal((await stage.host("10.20.0.31").next()).state, "unknown");
});

beside("a byte at a time", async (stage, rude) => {
  await writeInPieces(rude, [..."10.20.0.31_state2\r\n10.20.0.31_state1\r\n"]);
  const probe = stage.host("10.20.0.31");
  assert.deepEqual([(await probe.next()).state, (await probe.next()).state], ["master", "slave"]);
});

beside("an address that claims a thousand hosts", async (stage, rude) => {
  const lines = Array.from({ length: 1_000 }, (_, n) => `10.21.${n >> 8}.${n & 255}_state2\n`);
  rude.write(lines.join(""));
  await stage.host("10.21.3.231").next();
});

Deno.test("text() gives 1,000 connections that never send their time, and serves a neighbour meanwhile", () =>
  withStage({ portLimits: { openingTimeoutMs: 200 } }, async (stage) => {
    const neighbour = await stage.dial();
    await undisturbed(stage, neighbour);
    const closed = Array.from({ length: 1_000 }, async () => {
      const ghost = await stage.dial();
      if (!ghost.destroyed) await gone(ghost);
    });
    await undisturbed(stage, neighbour);
    await Promise.all(closed);
    await undisturbed(stage, neighbour);
    const kinds = stage.problems.map(({ kind }) => kind);
    assert.ok(kinds.filter((kind) => kind === "silent").length <= 1_000);
    assert.deepEqual(new Set(kinds), new Set(["tooManyFromAddress", "silent"]));
    assert.deepEqual(stage.reproaches, []);
    neighbour.destroy();
  }));
