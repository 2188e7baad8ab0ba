import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { VirtualClock } from "../../../actors/kernel/testing.ts";
import { Intake } from "../../../adapters/websocket/intake.ts";

function openIntake() {
  const clock = new VirtualClock();
  const handled: string[] = [];
  let reading = true;
  const faucet = { pause: () => void (reading = false), resume: () => void (reading = true) };
  const intake = new Intake(faucet, clock, { frameBurst: 3, framesPerSecond: 10 }, (frame) => {
    handled.push(frame.data.toString());
  });
  const take = (text: string) => intake.take({ data: Buffer.from(text) });
  return { clock, handled, intake, take, reading: () => reading };
}

Deno.test("Intake reads on when the last of several holds is over, and a hold ends once", () => {
  const { intake, handled, take, reading } = openIntake();
  const first = intake.hold();
  const second = intake.hold();
  take("a");
  first();
  first();
  assert.deepEqual([handled, reading()], [[], false]);
  second();
  assert.deepEqual([handled, reading()], [["a"], true]);
});

Deno.test("Intake charges a burst, then a rate, and large frames more", async () => {
  const { intake, clock, reading } = openIntake();
  for (let n = 0; n < 3; n++) assert.equal(intake.charge(10, clock.monotonicMs()), false);
  assert.equal(intake.charge(10, clock.monotonicMs()), true);
  assert.equal(reading(), false);
  await clock.advance(99, () => Promise.resolve());
  assert.equal(reading(), false);
  await clock.advance(1, () => Promise.resolve());
  assert.equal(reading(), true);
  await clock.advance(10_000, () => Promise.resolve());
  assert.equal(intake.charge(3 * 16_384, clock.monotonicMs()), true);
});

Deno.test("Intake forgets what waits when the connection is gone", () => {
  const { intake, handled, take } = openIntake();
  const release = intake.hold();
  take("a");
  intake.end();
  release();
  take("b");
  assert.deepEqual(handled, []);
});
