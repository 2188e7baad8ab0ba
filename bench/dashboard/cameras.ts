/**
 * The cameras of this benchmark: each plays the demo's loop, 640×360 at 30 pictures a second.
 *
 * @module
 */
import process from "node:process";
import { createScriptedCamera, type ScriptedCamera } from "../../agents/cameras/scripted_camera.ts";
import { LOOP_RATE, loopOf } from "../../agents/demo/cameras/loops.ts";
import { Child, takeOrders } from "../displays/child.ts";

/** What the cameras can be told. */
export interface CameraOrders {
  /** Opens a free port for each; answers with the ports. */
  readonly open: (order: { readonly count: number }) => Promise<number[]>;
  /** How many pictures all of them have sent: on a busy machine they are late. */
  readonly played: (order: null) => number;
}

/** Starts the cameras in a process of their own. */
export function startCameras(): Child<CameraOrders> {
  return new Child<CameraOrders>(import.meta.url);
}

if (import.meta.main) {
  const cameras: ScriptedCamera[] = [];
  await takeOrders<CameraOrders>({
    open({ count }) {
      return Promise.all(Array.from({ length: count }, async (_, n) => {
        const tape = loopOf(n).map(({ bytes }) => bytes);
        const camera = createScriptedCamera({ tape, framesPerSecond: LOOP_RATE });
        await camera.start();
        cameras.push(camera);
        return camera.port;
      }));
    },
    played: () => cameras.reduce((all, { played }) => all + played, 0),
  });
  process.exit(0);
}
