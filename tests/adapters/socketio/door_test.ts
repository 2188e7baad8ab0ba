import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import type { IncomingMessage } from "node:http";
import { Door } from "../../../adapters/socketio/door.ts";

/** Handshakes that are let in at once. */
const ROOM = 128;
const LIMITS = { maxConnections: 1_000, maxConnectionsPerAddress: 1_000 };

const PEER = "192.0.2.7";

function aRequest(remoteAddress = PEER): IncomingMessage {
  const socket = { on() {}, destroyed: false, remoteAddress };
  return { headers: {}, url: "/socket.io/?EIO=4", socket } as unknown as IncomingMessage;
}

Deno.test("close() refuses those who wait before the door when their turn comes", () => {
  const door = new Door(LIMITS, () => assert.fail("nobody did anything wrong"), () => "normal");
  const inside = Array.from({ length: ROOM }, aRequest);
  for (const request of inside) {
    door.knock(request, (_refusal, allowed) => assert.ok(allowed));
  }
  let answer: readonly [string | null, boolean] | undefined;
  door.knock(aRequest(), (...decided) => answer = decided);
  assert.equal(answer, undefined, "it waits");
  door.close();
  for (const request of inside) door.joined(request);
  assert.deepEqual(answer, ["the control host stops", false]);
});

Deno.test("knock() listens to the errors of a socket once, however many handshakes come over it", () => {
  const door = new Door(LIMITS, () => assert.fail("nobody did anything wrong"), () => "normal");
  const socket = Object.assign(new EventEmitter(), { destroyed: false, remoteAddress: PEER });
  for (let n = 0; n < 12; n++) {
    const request = { ...aRequest(), socket } as unknown as IncomingMessage;
    door.knock(request, (_refusal, allowed) => assert.ok(allowed));
    door.joined(request);
  }
  assert.equal(socket.listenerCount("error"), 1);
});

/** A connection whose transport has opened. */
class Opened extends EventEmitter {
  constructor(readonly request: IncomingMessage, readonly remoteAddress = PEER) {
    super();
  }
}

/** What a door answers to one that comes now. */
function knocked(door: Door, from = PEER): string | null {
  const request = aRequest(from);
  let answer: string | null | undefined;
  door.knock(request, (refusal) => answer = refusal);
  door.joined(request);
  return answer ?? null;
}

Deno.test("knock() refuses an address that has as many connections as it may, until one of them ends", () => {
  const refused: string[] = [];
  const limits = { maxConnections: 1_000, maxConnectionsPerAddress: 2 };
  const door = new Door(limits, (_address, reason) => refused.push(reason), () => "normal");
  const [first, second] = [new Opened(aRequest()), new Opened(aRequest())];
  assert.ok(door.opened(first) && door.opened(second));
  const reason = "2 connections are open from this address, 2 allowed";
  assert.equal(knocked(door), reason);
  assert.equal(knocked(door, "192.0.2.8"), null);
  first.emit("close");
  assert.equal(knocked(door), null);
  assert.deepEqual(refused, [reason]);
});

Deno.test("opened() turns away one for whom those that were let in beside it have left no place", () => {
  const refused: string[] = [];
  const limits = { maxConnections: 1, maxConnectionsPerAddress: 1 };
  const door = new Door(limits, (_address, reason) => refused.push(reason), () => "normal");
  assert.deepEqual([knocked(door), knocked(door)], [null, null], "nobody has opened yet");
  const [first, second] = [new Opened(aRequest()), new Opened(aRequest())];
  assert.equal(door.opened(first), true);
  assert.equal(door.opened(second), false);
  second.emit("close");
  assert.equal(typeof knocked(door), "string", "the one turned away has taken no place along");
  first.emit("close");
  assert.equal(knocked(door), null);
  assert.equal(refused.length, 2);
});
