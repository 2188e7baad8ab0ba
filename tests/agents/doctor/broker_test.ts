import assert from "node:assert/strict";
import { checkBroker } from "../../../agents/doctor/broker.ts";
import { freePort, short, withTcp } from "./stage.ts";

const NOBODY = { user: undefined, password: undefined };

/** A broker that answers CONNECT with a return code. MQTT 3.1.1, section 3.2. */
function broker(returnCode: number) {
  return async (socket: Deno.Conn) => {
    const buffer = new Uint8Array(1_024);
    await socket.read(buffer);
    await socket.write(new Uint8Array([0x20, 2, 0, returnCode]));
    while (await socket.read(buffer) !== null);
    socket.close();
  };
}

for (
  const [returnCode, outcome] of [
    [0, "broker.brokerGood"],
    [4, "-broker.brokerDenies"],
    [5, "-broker.brokerDenies"],
    [3, "-broker.otherProgram"],
  ] as const
) {
  Deno.test(`checkBroker() says ${outcome} when a broker answers ${returnCode}`, async () => {
    await withTcp(broker(returnCode), async (place) => {
      assert.equal(short(await checkBroker({ ...place, ...NOBODY }, undefined)), outcome);
    });
  });
}

Deno.test("checkBroker() says in one line what is in the way before", async () => {
  const place = { host: "127.0.0.1", port: freePort(), secure: false, ...NOBODY };
  const { facts, ...found } = await checkBroker(place, undefined);
  assert.equal(short({ ...found, facts }), "-broker.refused");
  assert.equal(facts.port, place.port);
});
