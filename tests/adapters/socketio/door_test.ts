import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import { Door } from "../../../adapters/socketio/door.ts";

/** Handshakes that are let in at once. */
const ROOM = 128;
const LIMITS = { maxConnections: 1_000, maxConnectionsPerAddress: 1_000 };

function aRequest(): IncomingMessage {
  const socket = { on() {}, destroyed: false, remoteAddress: "192.0.2.7" };
  return { headers: {}, url: "/socket.io/?EIO=4", socket } as unknown as IncomingMessage;
}

Deno.test("close() refuses those who wait before the door when their turn comes", () => {
  const door = new Door(LIMITS, () => assert.fail("nobody did anything wrong"), () => "normal");
  const inside = Array.from({ length: ROOM }, aRequest);
  for (const request of inside) {
    door.knock(request, () => 0, (_refusal, allowed) => assert.ok(allowed));
  }
  let answer: readonly [string | null, boolean] | undefined;
  door.knock(aRequest(), () => ROOM, (...decided) => answer = decided);
  assert.equal(answer, undefined, "it waits");
  door.close();
  for (const request of inside) door.joined(request);
  assert.deepEqual(answer, ["the control host stops", false]);
});
