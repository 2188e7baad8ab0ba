import assert from "node:assert/strict";
import { connect } from "node:net";
import { SYSTEM_CLOCK } from "../../../../actors/kernel/mod.ts";
import type { StateFeed, StateSource } from "../../../../agents/sync/agent/state_source.ts";
import { startSyncAgent, type SyncAgent } from "../../../../agents/sync/agent/sync_agent.ts";
import { withRecorder } from "../recorder.ts";
import { talk } from "./talk.ts";

/** A state that the test turns. */
class FakeCard implements StateSource {
  readonly name = "card";
  feed: StateFeed | undefined;
  stops = 0;
  start(feed: StateFeed) {
    this.feed = feed;
    return { stop: () => Promise.resolve(void this.stops++) };
  }
}

async function withAgent(
  port: number | null,
  run: (agent: SyncAgent, card: FakeCard) => Promise<void>,
): Promise<void> {
  const card = new FakeCard();
  const agent = await startSyncAgent({
    source: card,
    target: port === null ? null : { address: "127.0.0.1", port },
    // Longer than any test: what is heard was said because something happened.
    intervalMs: 3_600_000,
    claim: null,
    listen: { address: "127.0.0.1", port: 0 },
    log: () => {},
    clock: SYSTEM_CLOCK,
  });
  try {
    await run(agent, card);
  } finally {
    await agent.stop();
  }
  assert.equal(card.stops, 1);
}

Deno.test("startSyncAgent() tells its target the state, and each change at once", async () => {
  await withRecorder(async (recorder) => {
    await withAgent(recorder.port, async (agent, card) => {
      await recorder.until(() => recorder.connections.length === 1);
      card.feed?.read(2);
      await recorder.heard("127.0.0.1_state2\r\n");
      card.feed?.read(2);
      card.feed?.read(0);
      await recorder.heard("127.0.0.1_state2\r\n127.0.0.1_state0\r\n");
      assert.equal(agent.linesSent, 2);
    });
    await recorder.until(() => recorder.ended === 1);
  });
});

Deno.test("startSyncAgent() is back by itself after its target has hung up", async () => {
  await withRecorder(async (recorder) => {
    await withAgent(recorder.port, async (_, card) => {
      card.feed?.read(1);
      await recorder.heard("127.0.0.1_state1\r\n");
      recorder.hangUp();
      await recorder.until(() => recorder.connections[1] === "127.0.0.1_state1\r\n");
    });
  });
});

Deno.test("startSyncAgent() answers Synced for a master alone, again and again", async () => {
  await withAgent(null, async (agent, card) => {
    const port = agent.port ?? 0;
    assert.equal(await talk(port, ["GET_STATUS"], 4), "Free");
    for (const [digit, answer] of [[2, "Synced"], [1, "Free"], [0, "Free"]] as const) {
      card.feed?.read(digit);
      assert.equal(await talk(port, ["GET_STATUS"], answer.length), answer);
    }
    card.feed?.read(2);
    assert.equal(await talk(port, ["GET_ST", "ATUS\r\n", "get_status"], 12), "SyncedSynced");
    assert.equal(agent.answers, 6);
  });
});

Deno.test("startSyncAgent() goes on when somebody sends it garbage", async () => {
  await withAgent(null, async ({ port }, card) => {
    card.feed?.read(2);
    const noise = "\x00\xff".repeat(50_000);
    const answer = await talk(port ?? 0, [noise, "\r\nGET / HTTP/1.1\r\nGET_STATUS"], 6);
    assert.equal(answer, "Synced");
  });
});

Deno.test("startSyncAgent() turns nobody away who comes after 128 others have left", async () => {
  await withAgent(null, async ({ port }, card) => {
    card.feed?.read(2);
    const crowd = await Promise.all(Array.from({ length: 128 }, () => {
      const socket = connect({ host: "127.0.0.1", port: port ?? 0 });
      return new Promise<typeof socket>((resolve) => socket.once("connect", () => resolve(socket)));
    }));
    assert.equal(await talk(port ?? 0, ["GET_STATUS"], 6), "", "it is full");
    for (const socket of crowd) socket.destroy();
    let answer = "";
    while (answer === "") answer = await talk(port ?? 0, ["GET_STATUS"], 6);
    assert.equal(answer, "Synced");
  });
});

Deno.test("startSyncAgent() rejects when its port is taken, or its state cannot be had", async () => {
  await withAgent(null, async ({ port }) => {
    const options = {
      source: new FakeCard(),
      target: null,
      intervalMs: 1_000,
      claim: null,
      log: () => {},
    };
    const listen = { address: "127.0.0.1", port: port ?? 0 };
    await assert.rejects(startSyncAgent({ ...options, listen }), { code: "EADDRINUSE" });
    const source: StateSource = {
      name: "none",
      start() {
        throw new Error("no such card");
      },
    };
    const free = { address: "127.0.0.1", port: 0 };
    await assert.rejects(startSyncAgent({ ...options, source, listen: free }), /no such card/);
  });
});
