import type { Camera } from "../../protocols/api/camera.ts";
import type { Container } from "../../protocols/api/container.ts";
import type { DisplayDetail } from "../../protocols/api/display.ts";
import type { Machine } from "../../protocols/api/machine.ts";
import type { Node } from "../../protocols/api/node.ts";
import type { SyncHost } from "../../protocols/api/sync_host.ts";
import type { Wall } from "../../protocols/api/wall.ts";
import { targetName } from "../api/find_node.ts";

/** Somebody of the fleet, or a wall of several, or a machine on which several stand. */
export type Member =
  | { readonly kind: "display"; readonly body: DisplayDetail }
  | { readonly kind: "node"; readonly body: Node }
  | { readonly kind: "container"; readonly body: Container }
  | { readonly kind: "camera"; readonly body: Camera }
  | { readonly kind: "syncHost"; readonly body: SyncHost }
  | { readonly kind: "wall"; readonly body: Wall }
  | { readonly kind: "machine"; readonly body: Machine };

export type MemberKind = Member["kind"];

/** What stands before a name, and a colon, where several kinds go by it. A container's client has a slash behind it. */
export const KIND_WORDS = {
  display: "display",
  node: "node",
  container: "node",
  camera: "camera",
  syncHost: "sync",
  wall: "wall",
  machine: "machine",
} as const satisfies Readonly<Record<MemberKind, string>>;

/** A member as the ledger and the alerts know it. */
export interface MemberKey {
  readonly kind: string;
  readonly key: string;
}

/** By what the ledger and the alerts know a member. */
export function memberKeyOf({ kind, body }: Member): MemberKey {
  switch (kind) {
    case "node":
      return { kind, key: body.serverId };
    case "container":
      return { kind, key: targetName({ serverId: body.serverId, container: body.name }) };
    case "wall":
      return { kind, key: body.name };
    case "machine":
      return { kind, key: body.address };
    default:
      return { kind, key: String(body.id) };
  }
}

/** What a member is called, as it can be typed. */
export function memberNameOf(member: Member): string {
  switch (member.kind) {
    case "node":
    case "container":
    case "machine":
      return memberKeyOf(member).key;
    default:
      return member.body.name;
  }
}
