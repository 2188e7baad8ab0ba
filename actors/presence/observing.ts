import type { CameraSnapshot } from "../cameras/messages.ts";
import type { DisplaySummary } from "../topics.ts";
import type { ContainerSummary, NodeSummary } from "../nodes/views.ts";
import { containerTarget } from "../nodes/target_keys.ts";
import type { SyncHostSnapshot } from "../sync_hosts/messages.ts";
import type { LivenessVerdict } from "../liveness.ts";
import type { Observation } from "./messages.ts";

/** A display as the record sees it. */
export function ofDisplay({ id, name, liveness, health }: DisplaySummary): Observation {
  return observation("display", String(id), name, liveness, health, "");
}

/** A node host as the record sees it. */
export function ofNode({ serverId, name, liveness, health, reason }: NodeSummary): Observation {
  return observation("node", serverId, name, liveness, health, reason);
}

/** A camera as the record sees it: its health is what its stream does. */
export function ofCamera({ id, name, liveness, stream, reason }: CameraSnapshot): Observation {
  return observation("camera", String(id), name, liveness, stream, reason);
}

/** A sync host as the record sees it: its health is what its card does. */
export function ofSyncHost({ id, name, liveness, state }: SyncHostSnapshot): Observation {
  return observation("syncHost", String(id), name, liveness, state, "");
}

/** A container as the record sees it: it is there when its host is. */
export function ofContainer(container: ContainerSummary): Observation {
  const { serverId, name, liveness, health, reason } = container;
  const { key } = containerTarget(serverId, name);
  const verdict = { state: liveness, reason: "As its host." };
  return observation("container", key, name, verdict, health, reason);
}

function observation(
  kind: Observation["kind"],
  key: string,
  name: string,
  { state: liveness, reason }: Pick<LivenessVerdict, "state" | "reason">,
  health: string | null,
  healthReason: string,
): Observation {
  return { kind, key, name, liveness, reason, health, healthReason };
}
