import assert from "node:assert/strict";
import type { CutReason } from "../../../../adapters/http/streams/event_reader.ts";
import { EventRing } from "../../../../adapters/http/streams/event_ring.ts";
import { eventMessage } from "../../../../adapters/http/streams/event_text.ts";
import { LiveEventReader } from "../../../../adapters/http/streams/live_event_reader.ts";
import { AT } from "../../../support/stores/store_samples.ts";

/** A WebSocket that takes nothing until it is told to. */
class SlowSocket {
  bufferedAmount = 0;
  readonly sent: string[] = [];
  readonly did: string[] = [];
  #queued: { readonly size: number; readonly done: () => void }[] = [];

  send(data: string | Uint8Array, _options: unknown, done: () => void = () => {}): void {
    this.sent.push(String(data));
    this.bufferedAmount += data.length;
    this.#queued.push({ size: data.length, done });
  }

  /** The other end takes all that is queued now. */
  drain(): void {
    const queued = this.#queued;
    this.#queued = [];
    for (const { size, done } of queued) {
      this.bufferedAmount -= size;
      done();
    }
  }

  ping = (): void => void this.did.push("ping");
  close = (code: number): void => void this.did.push(`close ${code}`);
  terminate = (): void => void this.did.push("terminate");
}

function stage(capacity: number) {
  const ring = new EventRing("b", capacity);
  const socket = new SlowSocket();
  const ended: (CutReason | "left")[] = [];
  const reader = new LiveEventReader(ring, 1, socket, (_reader, reason) => ended.push(reason));
  const happen = (times: number, description = "") => {
    for (let count = 0; count < times; count++) {
      ring.push((id) =>
        eventMessage(id, "group.changed", AT, {
          id: 1,
          name: "Hall",
          description,
          displayIds: [],
          createdAt: new Date(AT).toISOString(),
          version: 1,
          updatedAt: new Date(AT).toISOString(),
          updatedBy: "",
        })
      );
      reader.wake();
    }
  };
  reader.open(eventMessage("b-0", "ready", AT, {}));
  return { reader, socket, ended, happen };
}

Deno.test("a reader takes no more than its queue holds, and the rest when there is room", () => {
  const { socket, ended, happen } = stage(1_000);
  happen(100, "x".repeat(2_000));
  const taken = socket.sent.length;
  assert.ok(taken > 10 && taken < 50, `${taken}`);
  for (let round = 0; round < 10; round++) socket.drain();
  assert.equal(socket.sent.length, 101);
  assert.deepEqual(socket.sent.map((text) => JSON.parse(text).id).at(-1), "b-100");
  assert.deepEqual(ended, []);
});

Deno.test("a reader whose next event has left the ring is cut off, once, without a last word", () => {
  const { socket, ended, happen } = stage(4);
  happen(100, "x".repeat(20_000));
  assert.deepEqual([ended, socket.did], [["behind"], ["terminate"]]);
  const before = socket.sent.length;
  socket.drain();
  happen(3);
  assert.deepEqual([socket.sent.length, ended.length], [before, 1]);
});

Deno.test("tick() pings, and cuts off who has not answered two of them", () => {
  const { reader, socket, ended } = stage(4);
  reader.tick();
  reader.ponged();
  reader.tick();
  reader.tick();
  assert.deepEqual([socket.did, ended], [["ping", "ping", "ping"], []]);
  reader.tick();
  assert.deepEqual([socket.did.at(-1), ended], ["terminate", ["stuck"]]);
});

Deno.test("cut() says why where the other end can still hear it; a reader that has left is not told", () => {
  const refused = stage(4);
  refused.reader.cut("refused");
  refused.reader.cut("closing");
  assert.deepEqual([refused.socket.did, refused.ended], [["close 4401"], ["refused"]]);
  const left = stage(4);
  left.reader.closed();
  left.reader.cut("closing");
  assert.deepEqual([left.socket.did, left.ended], [[], ["left"]]);
});
