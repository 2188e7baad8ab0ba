import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import type { Server, Socket } from "node:net";
import { UnreadWatch } from "../../../../adapters/http/door/unread_watch.ts";

const MEGABYTE = 1_048_576;

class FakeSocket extends EventEmitter {
  writableLength = 0;
  bytesWritten = 0;
  destroyed = false;

  constructor(unread: number) {
    super();
    this.writableLength = unread;
    this.bytesWritten = unread;
  }

  destroy(): void {
    this.destroyed = true;
    this.emit("close");
  }
}

function watching(...sockets: FakeSocket[]) {
  const server = new EventEmitter();
  const cut: number[] = [];
  const watch = new UnreadWatch((_peer: Socket, bytes) => cut.push(bytes));
  watch.watch(server as unknown as Server);
  for (const socket of sockets) server.emit("connection", socket);
  return { watch, cut, close: () => void server.emit("close") };
}

Deno.test("look() cuts off who has too much unread and has taken nothing since the last look", () => {
  const deaf = new FakeSocket(5 * MEGABYTE);
  const little = new FakeSocket(MEGABYTE);
  const { watch, cut, close } = watching(deaf, little);
  watch.look();
  watch.look();
  assert.deepEqual([deaf.destroyed, little.destroyed, cut], [true, false, [5 * MEGABYTE]]);
  watch.look();
  assert.equal(cut.length, 1, "it is followed no more");
  close();
});

Deno.test("look() leaves a slow reader alone as long as it reads", () => {
  const slow = new FakeSocket(50 * MEGABYTE);
  const { watch, cut, close } = watching(slow);
  for (let look = 0; look < 5; look++) {
    slow.writableLength -= 1_000;
    watch.look();
  }
  assert.deepEqual([slow.destroyed, cut], [false, []]);
  close();
});
