import type { Viewer } from "../../../actors/cameras/link.ts";
import type { CameraMessage, CameraSnapshot } from "../../../actors/cameras/messages.ts";
import type { ActorRef } from "../../../actors/kernel/mod.ts";
import { ask } from "../requests/asking.ts";
import type { ApiContext } from "../dependencies.ts";
import { valueOf } from "../answers/problems.ts";

/** A camera as it is now. */
export async function findCamera(c: ApiContext, nameOrId: string): Promise<CameraSnapshot> {
  return valueOf(await ask(c, c.var.deps.cameras, { type: "findCamera", nameOrId }));
}

/** The actor that shows a camera's pictures. */
export async function locateCamera(
  c: ApiContext,
  { id }: CameraSnapshot,
): Promise<ActorRef<CameraMessage>> {
  const question = { type: "locateCamera", nameOrId: String(id) } as const;
  return valueOf(await ask(c, c.var.deps.cameras, question));
}

/** Lets somebody watch. Answers the way to leave again. An actor that is too busy, or gone, ends the viewer. */
export function joinCamera(ref: ActorRef<CameraMessage>, viewer: Viewer): () => void {
  const told = ref.tell({ type: "viewerJoined", viewer });
  if (told !== "accepted" && told !== "wait") viewer.end("The camera's actor does not answer.");
  return () => void ref.tell({ type: "viewerLeft", viewerId: viewer.id });
}
