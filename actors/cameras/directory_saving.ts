import type { CameraDirectory, CameraMember, CamerasContext } from "./directory_state.ts";
import type { CameraChange } from "./store.ts";

/** Saves every camera whose record has changed since the last time. */
export function saveDirtySeats(directory: CameraDirectory, ctx: CamerasContext): void {
  const dirty = [...directory.members.values()].filter(({ seat }) => seat.dirty);
  if (dirty.length === 0) return;
  directory.commits.push(dirty.map(saving), (cause) => {
    if (cause !== undefined) { for (const { seat } of dirty) seat.dirty = true; }
  }, ctx);
}

/** A camera's record on its way to the disk. */
export function saving({ seat }: CameraMember): CameraChange {
  seat.dirty = false;
  return { type: "cameraSaved", camera: seat.record };
}

/** The last save, at a graceful stop. */
export function flushSeats({ members, commits }: CameraDirectory): Promise<void> {
  return commits.flush([...members.values()].filter(({ seat }) => seat.dirty).map(saving));
}
