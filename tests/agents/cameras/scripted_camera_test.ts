import assert from "node:assert/strict";
import {
  createScriptedCamera,
  type ScriptedCamera,
} from "../../../agents/cameras/scripted_camera.ts";
import { watch } from "./bare_viewer.ts";

const PATIENCE_MS = 10_000;
const text = (word: string) => new TextEncoder().encode(word);

async function withCamera(run: (camera: ScriptedCamera) => Promise<void>): Promise<void> {
  const camera = createScriptedCamera({ tape: [text("one,"), text("two,")], framesPerSecond: 200 });
  await camera.start();
  try {
    await run(camera);
  } finally {
    await camera.stop();
  }
}

Deno.test("createScriptedCamera() plays its tape over and over, and another one when it is changed", () =>
  withCamera(async (camera) => {
    const viewer = await watch(camera);
    await viewer.has(/one,two,one,two,/, PATIENCE_MS);
    camera.tape = [text("big,")];
    await viewer.has(/big,big,/, PATIENCE_MS);
    viewer.leave();
    await camera.until(() => camera.viewers === 0, PATIENCE_MS);
  }));

Deno.test("createScriptedCamera() is silent when it is stalled, and sends garbage when it is told to", () =>
  withCamera(async (camera) => {
    camera.stalled = true;
    const { played } = camera;
    const viewer = await watch(camera);
    await camera.until(() => camera.viewers === 1, PATIENCE_MS);
    camera.send(text("garbage"));
    await viewer.has(/^garbage$/, PATIENCE_MS);
    assert.equal(camera.played, played);
    camera.stalled = false;
    await viewer.has(/one,two,/, PATIENCE_MS);
    viewer.leave();
  }));

for (const how of ["end", "reset", "midway"] as const) {
  Deno.test(`createScriptedCamera() ends every link when it is cut by ${how}, and takes new ones`, () =>
    withCamera(async (camera) => {
      const viewers = await Promise.all([watch(camera), watch(camera)]);
      await camera.until(() => camera.viewers === 2, PATIENCE_MS);
      camera.stalled = true;
      camera.cut(how);
      const endings = await Promise.all(viewers.map((viewer) => viewer.ended));
      assert.deepEqual(endings, how === "reset" ? ["reset", "reset"] : ["end", "end"]);
      if (how === "midway") assert.match(viewers[0]?.text ?? "", /(^|,)(on|tw)$/);
      camera.stalled = false;
      const again = await watch(camera);
      await again.has(/one,/, PATIENCE_MS);
      again.leave();
    }));
}

Deno.test("createScriptedCamera() comes back at its port after a stop", () =>
  withCamera(async (camera) => {
    const { port } = camera;
    await camera.stop();
    await assert.rejects(watch(camera));
    await camera.start();
    assert.equal(camera.port, port);
    const viewer = await watch(camera);
    await viewer.has(/one,/, PATIENCE_MS);
    viewer.leave();
  }));
