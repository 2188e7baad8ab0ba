import { CONTAINER_KIND, containerTarget } from "../../nodes/target_keys.ts";
import type { ContainerSummary, NodeSummary } from "../../nodes/views.ts";
import type { AlertSubject } from "../alert.ts";
import type { Sources } from "../sources.ts";

/** Members that are there or not, with what every kind of them has. */
export type MemberSource = "display" | "node" | "container" | "syncHost" | "camera";

/** A member as the subject of an alert. */
export const SUBJECTS: { readonly [S in MemberSource | "wall"]: (of: Sources[S]) => AlertSubject } =
  {
    display: numbered("display"),
    syncHost: numbered("syncHost"),
    camera: numbered("camera"),
    node: ({ serverId, name }: NodeSummary) => ({ kind: "node", key: serverId, name }),
    container: ({ serverId, name }: ContainerSummary) => containerSubject(serverId, name),
    wall: ({ name }) => ({ kind: "wall", key: name, name }),
  };

/** A container as the subject of an alert. */
export function containerSubject(serverId: string, container: string): AlertSubject {
  const { key, name } = containerTarget(serverId, container);
  return { kind: CONTAINER_KIND, key, name };
}

function numbered(kind: string) {
  return ({ id, name }: { readonly id: number; readonly name: string }): AlertSubject => ({
    kind,
    key: String(id),
    name,
  });
}
