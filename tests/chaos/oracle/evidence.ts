import type { z } from "zod";
import type { Alert, AlertDetail } from "../../../protocols/api/alert.ts";
import type { Camera } from "../../../protocols/api/camera.ts";
import type { Command } from "../../../protocols/api/command.ts";
import type { Display } from "../../../protocols/api/display.ts";
import type { Group } from "../../../protocols/api/group.ts";
import type { MaintenanceWindow } from "../../../protocols/api/maintenance.ts";
import type { NodeDetail } from "../../../protocols/api/node.ts";
import type { Preset } from "../../../protocols/api/preset.ts";
import type { SyncHost } from "../../../protocols/api/sync_host.ts";
import type { Wall } from "../../../protocols/api/wall.ts";
import type { Api } from "../../support/api/api.ts";
import type { FleetTruth } from "../processes/fleet_truth.ts";
import type { Answered } from "../workload/wish.ts";

/** What the control host says, in the end, of everything. */
export interface HostAccount {
  /** Newest first. */
  readonly commands: readonly Command[];
  readonly alerts: readonly Alert[];
  readonly presets: readonly Preset[];
  readonly groups: readonly Group[];
  readonly windows: readonly MaintenanceWindow[];
  readonly displays: readonly Display[];
  readonly nodes: readonly NodeDetail[];
  readonly syncHosts: readonly SyncHost[];
  readonly cameras: readonly Camera[];
  readonly walls: readonly Wall[];
  /** First ten characters of every stored key, by `serverId/container`. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
  /** Of alerts that somebody has acknowledged. */
  readonly acknowledged: readonly z.infer<typeof AlertDetail>[];
}

/** Everything that the verdict rests on. */
export interface Evidence {
  readonly answered: readonly Answered[];
  readonly account: HostAccount;
  readonly truth: FleetTruth;
}

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor?: string | null;
}

/** As many as a page may have. */
const LIMIT = 500;

/** Reads everything, a page at a time. */
export async function readAccount(
  api: Api,
  answered: readonly Answered[],
): Promise<HostAccount> {
  const all = <T>(path: string) => everyPage<T>(api, `/api/v1/${path}`);
  const list = async <T>(path: string) => (await api.call<Page<T>>(`/api/v1/${path}`)).items;
  const nodes = await all<{ readonly serverId: string }>("nodes");
  return {
    commands: await all("commands"),
    alerts: await all("alerts"),
    presets: await list("presets"),
    groups: await list("groups"),
    windows: await list("maintenance"),
    displays: await all("displays"),
    nodes: await eachOf(nodes, ({ serverId }) => api.call(`/api/v1/nodes/${serverId}`)),
    syncHosts: await all("sync-hosts"),
    cameras: await all("cameras"),
    walls: await list("walls"),
    keys: await keysOf(api, answered),
    acknowledged: await eachOf(acknowledgedIds(answered), (id) => api.call(`/api/v1/alerts/${id}`)),
  };
}

async function everyPage<T>(api: Api, path: string): Promise<T[]> {
  const found: T[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const more: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const page: Page<T> = await api.call(`${path}?limit=${LIMIT}${more}`);
    found.push(...page.items);
    cursor = page.nextCursor ?? null;
  }
  return found;
}

/** One at a time: nobody is in a hurry any more. */
async function eachOf<T, R>(all: readonly T[], read: (each: T) => Promise<R>): Promise<R[]> {
  const found: R[] = [];
  for (const each of all) found.push(await read(each));
  return found;
}

async function keysOf(api: Api, answered: readonly Answered[]) {
  const containers = new Set(answered.flatMap(({ wish: { kind, path } }) => {
    const [, serverId, name] = /nodes\/([^/]+)\/containers\/([^/]+)/.exec(path) ?? [];
    return kind === "rotate_keys" && serverId && name ? [`${serverId}/${name}`] : [];
  }));
  const keys = new Map<string, readonly string[]>();
  for (const container of containers) {
    const [serverId, name] = container.split("/");
    const path =
      `/api/v1/session-keys/history?serverId=${serverId}&container=${name}&limit=${LIMIT}`;
    const { items } = await api.call<Page<{ readonly masked: string }>>(path);
    keys.set(container, items.map(({ masked }) => masked.slice(0, KEY_START)));
  }
  return keys;
}

/** `0x` and the eight digits that a masked key shows. */
export const KEY_START = 10;

function acknowledgedIds(answered: readonly Answered[]): readonly number[] {
  const ids = answered.flatMap(({ wish: { kind }, status, body }) =>
    kind === "acknowledge" && status === 200 ? [(body as Alert).id] : []
  );
  return [...new Set(ids)];
}
