import assert from "node:assert/strict";
import { VirtualClock } from "../../../../actors/kernel/testing.ts";
import { LoopSource } from "../../../../agents/demo/cameras/loop_source.ts";
import { loopOf } from "../../../../agents/demo/cameras/loops.ts";
import { VideoDecoder } from "../../../../protocols/video/decoder.ts";

/** What a binary may grow by for each. */
const MAX_BYTES = 250_000;

for (const camera of [0, 1]) {
  Deno.test(`loopOf(${camera}) is three seconds of 640 × 360, with a keyframe each half second`, () => {
    const pictures = loopOf(camera);
    assert.equal(pictures.length, 90);
    const keyframes = pictures.flatMap(({ keyframe }, n) => keyframe ? [n] : []);
    assert.deepEqual(keyframes, [0, 15, 30, 45, 60, 75]);
    assert.ok(pictures.reduce((sum, { bytes }) => sum + bytes.length, 0) < MAX_BYTES);
    const decoder = new VideoDecoder();
    const described = pictures.flatMap(({ bytes }) => decoder.push(bytes))
      .find((event) => event.type === "pictureDescribed");
    assert.deepEqual(
      [described?.picture.width, described?.picture.height, described?.picture.framesPerSecond],
      [640, 360, 30],
    );
  });
}

Deno.test("loopOf() gives two cameras two pictures", () => {
  assert.notDeepEqual(loopOf(0)[0]?.bytes, loopOf(1)[0]?.bytes);
});

/** Pictures by their first byte, of which those of 10, 20, … are keyframes. */
function stage() {
  const clock = new VirtualClock();
  const pictures = Array.from({ length: 40 }, (_, n) => ({
    bytes: new Uint8Array([n]),
    keyframe: n % 10 === 0,
  }));
  const shown: number[] = [];
  const source = new LoopSource(pictures, clock);
  const running = source.start({
    received: ([first = -1]) => void shown.push(first),
    said: assert.fail,
    ended: assert.fail,
  });
  const advance = (ms: number) => clock.advance(ms, () => Promise.resolve());
  return { clock, source, running, shown, advance };
}

Deno.test("LoopSource plays thirty pictures a second, over and over, until it is stopped", async () => {
  const { running, shown, advance } = stage();
  await advance(1_000 * 59.5 / 30);
  assert.deepEqual(shown, Array.from({ length: 60 }, (_, n) => n % 40));
  await running.stop();
  await advance(1_000);
  assert.equal(shown.length, 60);
});

Deno.test("LoopSource.freeze() brings nothing, and afterwards begins with a keyframe", async () => {
  const { source, running, shown, advance } = stage();
  await advance(1_000 * 4.5 / 30);
  source.freeze(true);
  await advance(1_000 * 10 / 30);
  assert.deepEqual(shown, [0, 1, 2, 3, 4]);
  source.freeze(false);
  await advance(1_000 * 8 / 30);
  assert.deepEqual(shown, [0, 1, 2, 3, 4, 20, 21, 22]);
  await running.stop();
});

Deno.test("LoopSource does not make up for a pause of the machine", async () => {
  const { clock, running, shown, advance } = stage();
  await advance(100);
  const before = shown.length;
  // All timers were late by ten seconds.
  const late = clock.monotonicMs.bind(clock);
  clock.monotonicMs = () => late() + 10_000;
  await advance(1_000);
  assert.ok(shown.length - before <= 30 + 16, `${shown.length - before} pictures`);
  await running.stop();
});
