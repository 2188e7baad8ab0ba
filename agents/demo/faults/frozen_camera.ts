import { type FaultScript, nth, switched } from "./fault_script.ts";

/** A camera keeps its connections, and sends no picture. */
export const frozenCamera: FaultScript = ({ fleet }) =>
  switched(nth(fleet.cameras, 0), (camera, on) => camera.freeze(on));
