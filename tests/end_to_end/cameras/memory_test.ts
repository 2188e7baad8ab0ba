import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { createScriptedCamera } from "../../../agents/cameras/scripted_camera.ts";
import { syntheticH264 } from "../../../bench/cameras/synthetic_video.ts";
import { withControlHost } from "../../support/control_host.ts";
import { cameraOnce } from "../../support/cameras/found_camera.ts";
import { ADMIN_TOKEN } from "../../support/host_settings.ts";

const PATIENCE_MS = 40_000;
/** 53 Mb/s. */
const RATE = 200;
const PICTURES = 600;
/** What the machine's buffers take is full by then, so that bytes wait in the control host. */
const HESITATION_MS = 1_500;

/** Reads so many bytes of a stream, after a while. */
async function read(url: string, bytes: number, hesitationMs: number): Promise<Uint8Array> {
  const headers = { Authorization: `Bearer ${ADMIN_TOKEN}` };
  const answer = await fetch(`${url}/api/v1/cameras/Gate/stream.h264`, { headers });
  const reader = (answer.body ?? assert.fail("no stream")).getReader();
  const all = new Uint8Array(bytes);
  for (let at = 0; at < bytes;) {
    const { value, done } = await reader.read();
    if (done) assert.fail(`the stream ended after ${at} bytes`);
    all.set(value.subarray(0, bytes - at), at);
    at += value.length;
    if (at === value.length) await pause(hesitationMs);
  }
  await reader.cancel();
  return all;
}

/** Numbers of the pictures; fails where one is not as the camera has sent it. */
function picturesIn(bytes: Uint8Array, tape: readonly Uint8Array[]): number[] {
  const seen: number[] = [];
  for (let at = 0;;) {
    const next = ((seen.at(-1) ?? -1) + 1) % tape.length;
    // One who was too slow goes on with a keyframe.
    const found = [next, 0].find((number) => isAt(bytes, at, tape[number] ?? bytes));
    assert.notEqual(found, undefined, `spoilt after picture ${seen.length}, at byte ${at}`);
    const number = found ?? 0;
    at += tape[number]?.length ?? 0;
    if (at >= bytes.length) return seen;
    seen.push(number);
  }
}

function isAt(bytes: Uint8Array, at: number, picture: Uint8Array): boolean {
  const part = bytes.subarray(at, at + picture.length);
  return part.length > 0 && part.every((byte, index) => byte === picture[index]);
}

Deno.test("memory that cameras are read into again and again spoils no picture, however slowly a viewer reads", async () => {
  const { frames: tape } = syntheticH264();
  const camera = createScriptedCamera({ tape, framesPerSecond: RATE });
  await camera.start();
  const { address, port } = camera;
  const bytes = PICTURES / tape.length * tape.reduce((sum, { length }) => sum + length, 0);
  try {
    await withControlHost(
      async (under) => {
        await cameraOnce(under, "Gate", PATIENCE_MS);
        const hesitations = [0, HESITATION_MS, 0];
        const all = await Promise.all(hesitations.map((ms) => read(under.url, bytes, ms)));
        for (const each of all) assert.ok(picturesIn(each, tape).length >= PICTURES / 2);
      },
      {},
      { cameras: [{ name: "Gate", address, port }] },
    );
  } finally {
    await camera.stop();
  }
});
