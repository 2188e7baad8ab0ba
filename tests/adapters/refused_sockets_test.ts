import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import type { Socket } from "node:net";
import { mock } from "node:test";
import { RefusedSockets } from "../../adapters/refused_sockets.ts";

class FakeSocket extends EventEmitter {
  paused = false;
  destroyed = false;

  pause(): void {
    this.paused = true;
  }

  destroy(): void {
    this.destroyed = true;
    this.emit("close");
  }
}

/** Refuses so many connections, and moves the time. */
function withRefused(
  count: number,
  test: (refused: RefusedSockets, sockets: FakeSocket[], advance: (ms: number) => void) => void,
): void {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    const refused = new RefusedSockets();
    const sockets = Array.from({ length: count }, () => new FakeSocket());
    for (const socket of sockets) refused.take(socket as unknown as Socket);
    test(refused, sockets, (ms) => mock.timers.tick(ms));
  } finally {
    mock.timers.reset();
  }
}

Deno.test("take() leaves a connection unread for a second, and then cuts it", () =>
  withRefused(1, (_refused, [socket], advance) => {
    advance(999);
    assert.deepEqual([socket?.paused, socket?.destroyed], [true, false]);
    advance(1);
    assert.equal(socket?.destroyed, true);
  }));

Deno.test("take() cuts at once when a thousand lie about, and close() cuts those that do", () =>
  withRefused(1_002, (refused, sockets) => {
    assert.equal(sockets.filter(({ destroyed }) => destroyed).length, 2);
    refused.close();
    assert.ok(sockets.every(({ destroyed }) => destroyed));
  }));
