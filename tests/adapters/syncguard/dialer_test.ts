import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import type { Clock } from "../../../actors/kernel/mod.ts";
import { createTestSystem, type TestSystem } from "../../../actors/kernel/testing.ts";
import { PollError, type PollFailure, type PollLink } from "../../../actors/sync_hosts/messages.ts";
import { createSyncDialer } from "../../../adapters/syncguard/dialer.ts";
import { freePort } from "../../support/machine/free_port.ts";

const PATIENCE_MS = 5_000;

/** A host that is polled: what it does with a connection is up to the test. */
interface Polled {
  readonly port: number;
  readonly test: TestSystem;
  open(timeoutMs?: number): Promise<PollLink>;
  /** Lets the time of a question run out. */
  timePasses(): Promise<void>;
}

async function withPolled(
  serve: (socket: Socket) => void,
  run: (polled: Polled) => Promise<void>,
): Promise<void> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on("error", () => {}));
    serve(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const test = createTestSystem();
  const dialer = createSyncDialer({ clock: test.clock });
  const polled: Polled = {
    port,
    test,
    open: (timeoutMs = PATIENCE_MS) => dialer.open("127.0.0.1", port, timeoutMs),
    timePasses: () => test.advance(PATIENCE_MS),
  };
  try {
    await run(polled);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

/** Answers the n-th question with the n-th of these; with the last one when they run out. */
function answering(...answers: readonly string[]) {
  return (socket: Socket) => {
    let asked = 0;
    socket.on("data", (chunk) => {
      assert.equal(String(chunk), "GET_STATUS");
      socket.write(answers[Math.min(asked++, answers.length - 1)] ?? "");
    });
  };
}

function failsAs(failure: PollFailure, words: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof PollError, String(error));
    assert.equal(error.failure, failure);
    assert.match(error.message, words);
    return true;
  };
}

Deno.test("ask() reads the guide's answers, one question after the other on one connection", () =>
  withPolled(answering("Synced", "Free", "synced\r\n", "FREE\n"), async ({ open }) => {
    const link = await open();
    assert.equal(await link.ask(PATIENCE_MS), "master");
    assert.equal(await link.ask(PATIENCE_MS), "free");
    assert.equal(await link.ask(PATIENCE_MS), "master");
    assert.equal(await link.ask(PATIENCE_MS), "free");
    link.close();
  }));

Deno.test("ask() puts an answer together when it comes in pieces", () =>
  withPolled((socket) => {
    socket.setNoDelay(true);
    socket.once("data", () => {
      socket.write("Syn", () => setTimeout(() => socket.write("ced"), 1));
    });
  }, async ({ open }) => {
    const link = await open();
    assert.equal(await link.ask(PATIENCE_MS), "master");
    link.close();
  }));

Deno.test("ask() fails as timedOut when no answer comes, or half of one, and closes the connection", async () => {
  for (const half of ["", "Sync"]) {
    const heard = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    await withPolled((socket) => {
      socket.on("data", () => socket.write(half, () => heard.resolve()));
      socket.on("close", () => ended.resolve());
    }, async ({ open, timePasses }) => {
      const link = await open();
      const timedOut = failsAs("timedOut", /answer within 5000 ms/);
      const asked = assert.rejects(link.ask(PATIENCE_MS), timedOut);
      await assert.rejects(link.ask(PATIENCE_MS), /has not answered the question before/);
      await heard.promise;
      await timePasses();
      await asked;
      await assert.rejects(link.ask(PATIENCE_MS), timedOut);
      await ended.promise;
    });
  }
});

Deno.test("ask() fails as garbage when the answer is none, too much, or endless", async () => {
  for (
    const answer of [
      "HTTP/1.1 400 Bad Request\r\n",
      "\xff\xfe",
      "SyncedFree",
      "x".repeat(1_000_000),
    ]
  ) {
    const ended = Promise.withResolvers<void>();
    await withPolled((socket) => {
      answering(answer)(socket);
      socket.on("close", () => ended.resolve());
    }, async ({ open }) => {
      const link = await open();
      await assert.rejects(link.ask(PATIENCE_MS), failsAs("garbage", /neither Synced nor Free/));
      await assert.rejects(link.ask(PATIENCE_MS), failsAs("garbage", /./));
      await ended.promise;
    });
  }
});

Deno.test("ask() fails as garbage when the host has spoken without being asked", async () => {
  for (const word of ["Synced", "S", "hello"]) {
    const ended = Promise.withResolvers<void>();
    await withPolled((socket) => {
      socket.write(word);
      socket.on("data", () => {}).on("close", () => ended.resolve());
    }, async ({ open }) => {
      const link = await open();
      await ended.promise;
      await assert.rejects(link.ask(PATIENCE_MS), failsAs("garbage", /./));
    });
  }
});

Deno.test("ask() fails as closed when the host hangs up, politely, by reset, or in an answer", async () => {
  const endings: readonly ((socket: Socket) => void)[] = [
    (socket) => socket.end(),
    (socket) => socket.resetAndDestroy(),
    (socket) => socket.end("Syn"),
  ];
  for (const end of endings) {
    await withPolled((socket) => void socket.once("data", () => end(socket)), async ({ open }) => {
      const link = await open();
      await assert.rejects(link.ask(PATIENCE_MS), failsAs("closed", /127\.0\.0\.1:\d+/));
      await assert.rejects(link.ask(PATIENCE_MS), failsAs("closed", /./));
    });
  }
});

Deno.test("close() ends the question in hand, and may come twice", () =>
  withPolled(() => {}, async ({ open }) => {
    const link = await open();
    const asked = assert.rejects(link.ask(PATIENCE_MS), failsAs("closed", /hung up/));
    link.close();
    link.close();
    await asked;
  }));

Deno.test("open() fails as refused when nobody listens", async () => {
  const free = await freePort("127.0.0.1");
  const dialling = createSyncDialer().open("127.0.0.1", free, PATIENCE_MS);
  await assert.rejects(dialling, failsAs("refused", /was not reached/));
});

Deno.test("open() fails as unreachable when no connection can be made to the address", async () => {
  const dialling = createSyncDialer().open("255.255.255.255", 8_080, PATIENCE_MS);
  await assert.rejects(dialling, failsAs("unreachable", /255\.255\.255\.255:8080/));
});

Deno.test("open() fails as timedOut when nobody accepts in time", async () => {
  const { clock } = createTestSystem();
  // Time is up before the system has had a chance to connect.
  const hasty: Clock = {
    now: () => clock.now(),
    monotonicMs: () => clock.monotonicMs(),
    setTimer: (_delayMs, run) => queueMicrotask(run),
    clearTimer: () => {},
  };
  await withPolled(() => {}, async ({ port }) => {
    const dialling = createSyncDialer({ clock: hasty }).open("127.0.0.1", port, PATIENCE_MS);
    await assert.rejects(dialling, failsAs("timedOut", /did not accept within 5000 ms/));
  });
});
