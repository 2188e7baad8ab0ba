import { batch } from "@preact/signals";
import type { Camera } from "../../protocols/api/camera.ts";
import type { Command } from "../../protocols/api/command.ts";
import type { Container } from "../../protocols/api/container.ts";
import type { Display } from "../../protocols/api/display.ts";
import type { Event } from "../../protocols/api/event.ts";
import type { Group } from "../../protocols/api/group.ts";
import type { Node, NodeSample } from "../../protocols/api/node.ts";
import type { Preset } from "../../protocols/api/preset.ts";
import type { SyncHost } from "../../protocols/api/sync_host.ts";
import type { Wall } from "../../protocols/api/wall.ts";
import { callList, callWholeList } from "./api.ts";
import { byName, KeyedStore } from "./keyed_store.ts";
import { sampledContainer, sampledNode } from "./node_sample.ts";
import type { Answer } from "./problem.ts";

/** The fleet as the page knows it: read once, and kept up by the event stream. One store per kind of member. */
export const fleet = {
  displays: new KeyedStore<Display>(({ id }) => String(id), byName(({ name }) => name)),
  groups: new KeyedStore<Group>(({ id }) => String(id), byName(({ name }) => name)),
  presets: new KeyedStore<Preset>(({ id }) => String(id), byName(({ name }) => name)),
  nodes: new KeyedStore<Node>(({ serverId }) => serverId, byName(({ name }) => name)),
  containers: new KeyedStore<Container>(containerKey, byName(containerKey)),
  syncHosts: new KeyedStore<SyncHost>(({ id }) => String(id), byName(({ name }) => name)),
  walls: new KeyedStore<Wall>(({ name }) => name, byName(({ name }) => name)),
  cameras: new KeyedStore<Camera>(({ id }) => String(id), byName(({ name }) => name)),
  /** The newest of the ledger, newest first. */
  commands: new KeyedStore<Command>(({ id }) => id, (a, b) => later(a.createdAt, b.createdAt)),
} as const;

/** The ledger has a page of its own; beside it the page keeps what people may still be waiting for. */
const RECENT_COMMANDS = 200;
/** Two of them: the oldest are let go before it doubles. */
const MOST_COMMANDS = 2 * RECENT_COMMANDS;

/** Names a container among all. */
export function containerKey(
  { serverId, name }: { readonly serverId: string; readonly name: string },
): string {
  return `${serverId}/${name}`;
}

function later(a: string, b: string): number {
  return a < b ? 1 : a > b ? -1 : 0;
}

/** Reads every list anew. The first that cannot be read ends it, and nothing is changed. */
export async function loadFleet(): Promise<Answer<undefined>> {
  const answers = await Promise.all([
    callList<Display>("displays"),
    callWholeList<Group>("groups"),
    callWholeList<Preset>("presets"),
    callList<Node>("nodes"),
    callList<SyncHost>("sync-hosts"),
    callWholeList<Wall>("walls"),
    callList<Container>("containers"),
    callList<Camera>("cameras"),
    callList<Command>("commands", {}, RECENT_COMMANDS),
  ]);
  for (const answer of answers) if (!answer.ok) return answer;
  const [displays, groups, presets, nodes, syncHosts, walls, containers, cameras, commands] =
    answers;
  batch(() => {
    fill(fleet.displays, displays);
    fill(fleet.groups, groups);
    fill(fleet.presets, presets);
    fill(fleet.nodes, nodes);
    fill(fleet.containers, containers);
    fill(fleet.syncHosts, syncHosts);
    fill(fleet.walls, walls);
    fill(fleet.cameras, cameras);
    fill(fleet.commands, commands);
  });
  return { ok: true, value: undefined, etag: null };
}

function fill<T>(store: KeyedStore<T>, answer: Answer<readonly T[]>): void {
  if (answer.ok) store.replace(answer.value);
}

/** Takes one event in; shown with the next {@link publishFleet}. */
export function applyEvent(event: Event): void {
  switch (event.type) {
    case "display.changed":
      return fleet.displays.put(event.data);
    case "display.removed":
      return fleet.displays.remove(String(event.data.id));
    case "group.changed":
      return fleet.groups.put(event.data);
    case "group.removed":
      return fleet.groups.remove(String(event.data.id));
    case "preset.changed":
      return fleet.presets.put(event.data);
    case "preset.removed":
      return fleet.presets.remove(String(event.data.id));
    case "node.changed":
      return fleet.nodes.put(event.data);
    case "node.sampled":
      return takeSample(event.data);
    case "node.removed":
      return removeNode(event.data.serverId);
    case "container.changed":
      return fleet.containers.put(event.data);
    case "container.removed":
      return fleet.containers.remove(containerKey(event.data));
    case "syncHost.changed":
      return fleet.syncHosts.put(event.data);
    case "syncHost.removed":
      return fleet.syncHosts.remove(String(event.data.id));
    case "wall.changed":
      return fleet.walls.put(event.data);
    case "wall.removed":
      return fleet.walls.remove(event.data.name);
    case "camera.changed":
      return fleet.cameras.put(event.data);
    case "camera.removed":
      return fleet.cameras.remove(String(event.data.id));
    case "command.changed":
      return keepCommand(event.data);
  }
}

function takeSample(sample: NodeSample): void {
  const { serverId } = sample;
  const node = fleet.nodes.newest(serverId);
  if (node) fleet.nodes.put(sampledNode(node, sample));
  for (const reading of sample.containers) {
    const container = fleet.containers.newest(containerKey({ serverId, name: reading.name }));
    if (container) fleet.containers.put(sampledContainer(container, sample, reading));
  }
}

function removeNode(serverId: string): void {
  fleet.nodes.remove(serverId);
  for (const container of fleet.containers.items.peek()) {
    if (container.serverId === serverId) fleet.containers.remove(containerKey(container));
  }
}

function keepCommand(command: Command): void {
  fleet.commands.put(command);
  const items = fleet.commands.items.peek();
  if (items.length <= MOST_COMMANDS) return;
  for (const { id } of items.slice(RECENT_COMMANDS)) fleet.commands.remove(id);
}

/** Shows what the events since the last time have changed. */
export function publishFleet(): void {
  batch(() => Object.values(fleet).forEach((store) => store.publish()));
}
