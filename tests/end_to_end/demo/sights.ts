import type { Camera } from "../../../protocols/api/camera.ts";
import type { Command } from "../../../protocols/api/command.ts";
import type { Display, DisplayDetail } from "../../../protocols/api/display.ts";
import type { Node } from "../../../protocols/api/node.ts";
import type { SyncHost } from "../../../protocols/api/sync_host.ts";
import type { Api } from "../../support/api/api.ts";

/** Above what any disk of the demo's node hosts has in good times. */
const FULL_PERCENT = 90;

interface Page<T> {
  readonly items: readonly T[];
}

/** Everybody in the lists, by the keys of the demo's members. */
export interface Sight {
  readonly members: readonly string[];
  /** Those of whom the lists say that something is wrong. */
  readonly unwell: readonly string[];
  /** Of node hosts, in their order. */
  readonly nodeReasons: readonly string[];
}

/** What the lists of the API say. @param shows whether a display has to run something to be well */
export async function look(api: Api, shows: boolean): Promise<Sight> {
  const list = async <T>(path: string) =>
    (await api.call<Page<T>>(`/api/v1/${path}?limit=500`)).items;
  const displays = await list<Display>("displays");
  const nodes = await list<Node>("nodes");
  const syncHosts = await list<SyncHost>("sync-hosts");
  const cameras = await list<Camera>("cameras");
  const all = [
    ...displays.map((display) => seen(`display:${display.name}`, isWell(display, shows))),
    ...nodes.map((node) => seen(`node:${node.serverId}`, isNodeWell(node))),
    ...syncHosts.map((host) => seen(`sync:${host.claimedAddress}`, isLocked(host))),
    ...cameras.map((camera) => seen(`camera:${camera.address}`, camera.stream === "streaming")),
  ];
  const keys = all.map(({ key }) => key).toSorted();
  const unwell = all.filter(({ well }) => !well).map(({ key }) => key).toSorted();
  const nodeReasons = nodes.map(({ reason, liveness }) => `${reason} ${liveness.reason}`);
  return { members: keys, unwell, nodeReasons };
}

function seen(key: string, well: boolean) {
  return { key, well };
}

function isWell({ liveness, health }: Display, shows: boolean): boolean {
  return liveness.state === "online" && (!shows || health === "running");
}

function isNodeWell({ liveness, health, system }: Node): boolean {
  return liveness.state === "online" && health === "ok" &&
    (system?.diskPercent ?? 0) < FULL_PERCENT;
}

function isLocked({ liveness, state }: SyncHost): boolean {
  return liveness.state === "online" && (state === "master" || state === "slave");
}

/** The newest rotations of keys by host: their states, oldest first. */
export async function rotations(api: Api): Promise<ReadonlyMap<string, readonly string[]>> {
  const { items } = await api.call<Page<Command>>("/api/v1/commands?limit=500");
  const rotated = items.filter(({ action }) => action === "rotate_keys").toReversed();
  const hosts = Map.groupBy(rotated, ({ target }) => `node:${target.key.split("/")[0]}`);
  return new Map([...hosts].map(([key, commands]) => [key, commands.map(({ state }) => state)]));
}

/** How often each display has lost its connection, by key. */
export async function losses(
  api: Api,
  keys: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  const counts = await Promise.all(keys.map(async (key) => {
    const display: DisplayDetail = await api.display(key.slice("display:".length));
    return [key, display.notes.filter(({ kind }) => kind === "disconnected").length] as const;
  }));
  return Object.fromEntries(counts);
}
