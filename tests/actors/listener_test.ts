import assert from "node:assert/strict";
import { createTestSystem } from "../../actors/kernel/testing.ts";
import { listenerActor, openAgain, type OpenPort } from "../../actors/listener.ts";
import { ListenerBoard } from "../../actors/listener_board.ts";

/** Ports without sockets, which a test can make fail. */
class Ports {
  readonly asked: number[] = [];
  closed = 0;
  taken = false;
  fail: (cause: Error) => void = () => {};

  readonly open = (port: number): Promise<OpenPort> => {
    this.asked.push(port);
    if (this.taken) return Promise.reject(new Error("address in use"));
    const failed = new Promise<Error>((resolve) => this.fail = resolve);
    const close = () => Promise.resolve(void this.closed++);
    return Promise.resolve({ host: "127.0.0.1", port: port === 0 ? 41_000 : port, failed, close });
  };
}

async function startListener() {
  const test = createTestSystem();
  const board = new ListenerBoard(test.system);
  const ports = new Ports();
  const open = openAgain(await ports.open(0), ports.open);
  test.system.spawn(listenerActor, { name: "http", open, closeMs: 1_000 }, { key: "http" });
  await test.settle();
  return { test, board, ports };
}

Deno.test("listenerActor takes over the port that is open, and the board is ready", async () => {
  const { test, board, ports } = await startListener();
  assert.deepEqual(ports.asked, [0]);
  assert.deepEqual(board.readiness(), {
    ready: true,
    listeners: [{ name: "http", address: "127.0.0.1:41000", up: true }],
  });
  await test.system.stop(1_000);
  assert.equal(ports.closed, 1);
});

Deno.test("listenerActor opens the same port number again when it has failed, and readiness follows", async () => {
  const { test, board, ports } = await startListener();
  ports.fail(new Error("network went away"));
  await test.settle();
  assert.equal(board.readiness().ready, false);
  await test.advance(1_000);
  assert.deepEqual(ports.asked, [0, 41_000]);
  assert.equal(ports.closed, 1, "the failed one was closed first");
  assert.equal(board.readiness().ready, true);
  await test.system.stop(1_000);
});

Deno.test("listenerActor goes on trying while the port is taken, and comes back when it is free", async () => {
  const { test, board, ports } = await startListener();
  ports.taken = true;
  ports.fail(new Error("network went away"));
  await test.advance(120_000);
  assert.ok(ports.asked.length > 10);
  assert.equal(board.readiness().ready, false);
  ports.taken = false;
  await test.advance(40_000);
  assert.equal(board.readiness().ready, true);
  await test.system.stop(1_000);
});

Deno.test("ListenerBoard is not ready before there is a listener, nor while one of several is down", async () => {
  const test = createTestSystem();
  const board = new ListenerBoard(test.system);
  assert.equal(board.readiness().ready, false);
  const http = new Ports();
  const device = new Ports();
  for (const [name, ports] of [["http", http], ["device", device]] as const) {
    const args = { name, open: () => ports.open(0), closeMs: 1_000 };
    test.system.spawn(listenerActor, args, { key: name });
  }
  await test.settle();
  assert.equal(board.readiness().ready, true);
  device.fail(new Error("network went away"));
  await test.settle();
  assert.deepEqual(board.readiness().listeners.map((each) => each.up), [true, false]);
  assert.equal(board.readiness().ready, false);
  await test.system.stop(1_000);
});
