import { Container } from "../../protocols/api/container.ts";
import { Camera } from "../../protocols/api/camera.ts";
import { Display } from "../../protocols/api/display.ts";
import { Node } from "../../protocols/api/node.ts";
import { SyncHost } from "../../protocols/api/sync_host.ts";
import type { ApiClient } from "../api/api_client.ts";
import { displayCalled, findDisplay, MOST_NAMES, noSuch } from "../api/find.ts";
import { cameraCalled, findCamera } from "../api/find_camera.ts";
import { containersCalled, findContainerCalled } from "../api/find_container.ts";
import { findMachine, machineCalled } from "../api/find_machine.ts";
import { findNode, nodesCalled, targetName } from "../api/find_node.ts";
import { findSyncHost, syncHostCalled } from "../api/find_sync_host.ts";
import { findWall, wallCalled, wallsOf } from "../api/find_wall.ts";
import { CommandFailure } from "../failure.ts";
import { visible } from "../terminal/visible.ts";
import type { Texts } from "../texts/texts.ts";
import { KIND_WORDS, type Member, memberNameOf } from "./member.ts";

type Find = (api: ApiClient, typed: string, texts: Texts) => Promise<Member>;

/** How a member of a kind is found, by the word before the colon. */
const FINDERS: Readonly<Record<string, Find>> = {
  display: async (...of) => ({ kind: "display", body: await findDisplay(...of) }),
  node: async (api, typed, texts) =>
    typed.includes("/")
      ? { kind: "container", body: await findContainerCalled(api, typed, texts) }
      : { kind: "node", body: await findNode(api, typed, texts) },
  camera: async (...of) => ({ kind: "camera", body: await findCamera(...of) }),
  sync: async (...of) => ({ kind: "syncHost", body: await findSyncHost(...of) }),
  wall: async (...of) => ({ kind: "wall", body: await findWall(...of) }),
  machine: async (...of) => ({ kind: "machine", body: await findMachine(...of) }),
};

/**
 * Whoever goes by a name, of whatever kind: a kind and a colon in front say which. Fails where several do, and where
 * nobody does; the nearest name is told then. A machine is found by its address where nobody else is called so.
 */
export async function findMember(api: ApiClient, typed: string, texts: Texts): Promise<Member> {
  const [, word = "", rest = ""] = /^(\w+):(.+)$/s.exec(typed) ?? [];
  const find = Object.hasOwn(FINDERS, word) ? FINDERS[word] : undefined;
  if (find !== undefined) return await find(api, rest, texts);
  const [first, ...others] = await membersCalled(api, typed);
  if (first === undefined) {
    const names = await everyName(api);
    throw noSuch("member", typed, names, texts, "list");
  }
  if (others.length === 0) return first;
  const candidates = [first, ...others].map(typedAs).join(", ");
  throw new CommandFailure(texts.show.several(visible(typed), candidates));
}

/** As it has to be typed where its name alone does not tell. */
function typedAs(member: Member): string {
  return visible(`${KIND_WORDS[member.kind]}:${memberNameOf(member)}`);
}

async function membersCalled(api: ApiClient, typed: string): Promise<readonly Member[]> {
  const [display, nodes, containers, camera, syncHost, walls] = await Promise.all([
    displayCalled(api, typed),
    nodesCalled(api, typed),
    containersCalled(api, typed),
    cameraCalled(api, typed),
    syncHostCalled(api, typed),
    wallsOf(api),
  ]);
  const wall = wallCalled(walls, typed);
  const found: readonly Member[] = [
    ...(display ? [{ kind: "display", body: display } as const] : []),
    ...nodes.map((body) => ({ kind: "node", body }) as const),
    ...containers.map((body) => ({ kind: "container", body }) as const),
    // An address is that of a machine: who goes by nothing else is on its card.
    ...(camera && (camera.address !== typed || camera.name === typed)
      ? [{ kind: "camera", body: camera } as const]
      : []),
    ...(syncHost ? [{ kind: "syncHost", body: syncHost } as const] : []),
    ...(wall ? [{ kind: "wall", body: wall } as const] : []),
  ];
  if (found.length > 0) return found;
  const machine = await machineCalled(api, typed);
  return machine ? [{ kind: "machine", body: machine }] : [];
}

/** Every name in the fleet, for the one that may have been meant. */
async function everyName(api: ApiClient): Promise<readonly string[]> {
  const all = <T>(schema: Parameters<typeof api.pages<T>>[0], path: string) =>
    api.pages(schema, { path }, MOST_NAMES).then(({ items }) => items);
  const names = await Promise.all([
    all(Display, "/displays").then((each) =>
      each.flatMap(({ name, aliases }) => [name, ...aliases])
    ),
    all(Node, "/nodes").then((each) => each.flatMap(({ serverId, name }) => [serverId, name])),
    all(Container, "/containers").then((each) =>
      each.map(({ serverId, name }) => targetName({ serverId, container: name }))
    ),
    all(Camera, "/cameras").then((each) => each.map(({ name }) => name)),
    all(SyncHost, "/sync-hosts").then((each) => each.map(({ name }) => name)),
    wallsOf(api).then((each) => each.map(({ name }) => name)),
  ]);
  return names.flat();
}
