import type { ActorRef } from "../kernel/mod.ts";
import { accept, type Outcome, refuse } from "../outcome.ts";
import { snapshotOf } from "./camera_view.ts";
import { type CameraDirectory, lookUp } from "./directory_state.ts";
import type { CameraMessage, CameraSnapshot, ListCameras } from "./messages.ts";

/** Cameras ordered by id, as far as they fit. */
export function listCameras(
  { members }: CameraDirectory,
  question: ListCameras,
): readonly CameraSnapshot[] {
  const { afterId = 0, atMost = Infinity } = question;
  const found: CameraSnapshot[] = [];
  for (const id of [...members.keys()].sort((a, b) => a - b)) {
    const member = members.get(id);
    if (id <= afterId || member === undefined) continue;
    if (found.length >= atMost) break;
    const snapshot = snapshotOf(member.seat);
    if (fits(snapshot, question)) found.push(snapshot);
  }
  return found;
}

function fits(camera: CameraSnapshot, { query, liveness, stream }: ListCameras): boolean {
  if (liveness !== undefined && camera.liveness.state !== liveness) return false;
  if (stream !== undefined && camera.stream !== stream) return false;
  const needle = query?.toLowerCase() ?? "";
  return [camera.name, camera.address].some((text) => text.toLowerCase().includes(needle));
}

/** One camera by name, address or id. */
export function findCamera(directory: CameraDirectory, nameOrId: string): Outcome<CameraSnapshot> {
  const member = lookUp(directory, nameOrId);
  return member === undefined ? noSuchCamera(nameOrId) : accept(snapshotOf(member.seat));
}

/** The actor of one camera. */
export function locateCamera(
  directory: CameraDirectory,
  nameOrId: string,
): Outcome<ActorRef<CameraMessage>> {
  const member = lookUp(directory, nameOrId);
  return member === undefined ? noSuchCamera(nameOrId) : accept(member.ref);
}

/** The refusal for a name or id that no camera has. */
export function noSuchCamera(nameOrId: string): Outcome<never> {
  return refuse("notFound", `No camera is called "${nameOrId.slice(0, 64)}".`);
}
