import type { CameraState } from "./camera_state.ts";

/**
 * To be called when all events of a message are through. What the link has read may be written over when every viewer
 * has handed it to the system; until then it waits. Who keeps pictures for longer than that (a recording, the
 * transcoder, some viewers) makes it stay for good.
 */
export function returnMemory(state: CameraState, settled: number): void {
  const memory = state.link?.memory;
  if (memory === undefined) return;
  if (isKept(state)) memory.keep();
  else if (!isWaitedFor(state)) memory.letGo(settled);
}

/** Somebody goes who may still have some of it on the way, and is not asked any more. */
export function keepMemory({ link }: CameraState): void {
  link?.memory?.keep();
}

function isKept({ seat, jpeg, audience }: CameraState): boolean {
  if (seat.recording !== null || jpeg.run !== null) return true;
  for (const { viewer } of audience.all.values()) if (viewer.letsGo !== true) return true;
  return false;
}

function isWaitedFor({ audience }: CameraState): boolean {
  for (const { viewer } of audience.all.values()) if (viewer.queuedBytes > 0) return true;
  return false;
}
