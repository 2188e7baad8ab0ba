import { z } from "zod";
import { Camera } from "../../protocols/api/camera.ts";
import { Command } from "../../protocols/api/command.ts";
import { Container, ContainerList } from "../../protocols/api/container.ts";
import { Display } from "../../protocols/api/display.ts";
import { ExecutionDetail } from "../../protocols/api/execution.ts";
import { Group } from "../../protocols/api/group.ts";
import { NodeSubmission } from "../../protocols/api/node_command.ts";
import { Preset, PresetList } from "../../protocols/api/preset.ts";
import { Schedule } from "../../protocols/api/schedule.ts";
import { WallNote } from "../../protocols/api/wall.ts";
import type { ApiClient } from "../api/api_client.ts";
import type { DemoNames } from "./host.ts";
import type { DemoSeedTexts } from "../texts/demo.ts";
import { nodePath } from "../api/find_node.ts";
import type { WaitingClock } from "../host/host.ts";

/** What seeding needs. */
export interface DemoSeedNeeds {
  readonly api: ApiClient;
  readonly names: DemoNames;
  readonly texts: DemoSeedTexts;
  readonly clock: WaitingClock;
}

/** Between two looks at who is there. */
const LOOK_MS = 500;
/** A thousand members are there within a minute; who is not by then is left out. */
const PATIENCE_MS = 90_000;
/** Long enough for a recording to be worth opening. */
const RECORDING_MS = 5_000;
const ANYTHING = z.unknown();

type Displays = readonly [Display, ...Display[]];

/**
 * Makes what an operator would have made of a fleet by the end of the first day: groups, presets, schedules, a note,
 * a recording, and commands of every kind in the ledger. A data folder that has presets already is left as it is.
 * Resolves with whether anything was made; rejects with the first failure, when everything that was possible has been.
 */
export async function seedDemo(needs: DemoSeedNeeds): Promise<boolean> {
  const { api, names } = needs;
  const { items } = await api.ask(PresetList, { path: "/presets" });
  if (items.length > 0) return false;
  await whenThere(needs, Display, "/displays", names.displays.length);
  const outcomes = await Promise.allSettled([
    seedDisplays(needs),
    seedNodes(needs),
    seedWalls(needs),
    seedCameras(needs),
  ]);
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  return true;
}

async function seedDisplays({ api, texts }: DemoSeedNeeds): Promise<void> {
  const { items: all } = await api.pages(Display, { path: "/displays" }, Infinity);
  const [first, ...others] = all.toSorted((a, b) => a.name.localeCompare(b.name));
  if (first === undefined) return;
  const displays: Displays = [first, ...others];
  const half = Math.ceil(displays.length / 2);
  const halls = [displays.slice(0, half), displays.slice(half)];
  const groups: Group[] = [];
  for (const [at, members] of halls.entries()) {
    const body = { name: texts.groups[at], displayIds: members.map(({ id }) => id) };
    groups.push(await post(api, Group, "/groups", body));
  }
  const morning = await seedPresets(api, texts, displays, groups[0]?.id ?? null);
  await post(api, ExecutionDetail, `/presets/${morning.id}/execute`, {});
  await post(api, Command, `${displayPath(first.name)}/commands`, { action: "check" });
  await post(api, Schedule, "/schedules", {
    name: texts.schedules.opening,
    cron: "0 9 * * 1-5",
    timeZone: "Asia/Seoul",
    work: { type: "preset", presetId: morning.id, action: "execute" },
  });
}

async function seedPresets(
  api: ApiClient,
  { presets }: DemoSeedTexts,
  displays: Displays,
  groupId: number | null,
): Promise<Preset> {
  const make = (name: string, members: readonly Display[], show: string, more: object) => {
    const commands = members.map(({ id, name: display }) => ({
      displayId: id,
      command: `${show}.exe -dc_node=${display} -fullscreen`,
    }));
    return post(api, Preset, "/presets", { name, commands, ...more });
  };
  const half = displays.slice(0, Math.ceil(displays.length / 2));
  await make(presets.loop, half, "Lobby", { groupId });
  await make(presets.night, displays, "Night", { barrier: true });
  return await make(presets.morning, displays, "Morning", {});
}

async function seedNodes(needs: DemoSeedNeeds): Promise<void> {
  const { api, names, texts } = needs;
  const [serverId] = names.nodeHosts;
  if (serverId === undefined) return;
  const [first, second] = await whenContainers(needs, serverId);
  await post(api, NodeSubmission, "/nodes/commands", { command: "status" });
  for (const [work, hour] of [["backup_keys", "4"], ["status", "*/2"]] as const) {
    await post(api, Schedule, "/schedules", {
      name: work === "status" ? texts.schedules.look : texts.schedules.backup,
      cron: `0 ${hour} * * *`,
      timeZone: "Asia/Seoul",
      work: { type: "node", selection: { scope: "each" }, command: work },
    });
  }
  if (first === undefined) return;
  const order = (container: Container, body: object) =>
    post(api, ANYTHING, `${nodePath(serverId)}/containers/${container.name}/commands`, body);
  await order(first, { command: "logs", params: { lines: 20 } });
  await order(first, { command: "rotate_keys" });
  await order(second ?? first, { command: "backup_keys" });
}

async function seedWalls({ api, names, texts }: DemoSeedNeeds): Promise<void> {
  const [wall] = names.walls;
  if (wall === undefined) return;
  await post(api, WallNote, `/walls/${encodeURIComponent(wall)}/notes`, { text: texts.note });
}

async function seedCameras(needs: DemoSeedNeeds): Promise<void> {
  const { api, names, clock } = needs;
  const [camera] = names.cameras;
  if (camera === undefined) return;
  await whenThere(needs, Camera, "/cameras?stream=streaming", names.cameras.length);
  const path = `/cameras/${encodeURIComponent(camera)}/commands`;
  await post(api, ANYTHING, path, { action: "record_start" });
  await clock.sleep(RECORDING_MS);
  await post(api, ANYTHING, path, { action: "record_stop" });
}

/** Waits until so many of a kind are in the list, and not for ever. */
async function whenThere<T>(
  { api, clock }: DemoSeedNeeds,
  item: z.ZodType<T>,
  list: string,
  count: number,
): Promise<void> {
  const { pathname: path, searchParams } = new URL(list, "http://127.0.0.1");
  const query = Object.fromEntries(searchParams);
  const until = clock.now() + PATIENCE_MS;
  for (;;) {
    const { items } = await api.pages(item, { path, query }, count);
    if (items.length >= count || clock.now() > until) return;
    await clock.sleep(LOOK_MS);
  }
}

/** The containers of a host, once it has told of them. */
async function whenContainers(
  { api, clock }: DemoSeedNeeds,
  serverId: string,
): Promise<readonly Container[]> {
  const until = clock.now() + PATIENCE_MS;
  for (;;) {
    const path = `${nodePath(serverId)}/containers`;
    const items = await api.ask(ContainerList, { path }).then((list) => list.items, () => []);
    if (items.length > 0 || clock.now() > until) return items;
    await clock.sleep(LOOK_MS);
  }
}

function displayPath(name: string): string {
  return `/displays/${encodeURIComponent(name)}`;
}

async function post<T>(
  api: ApiClient,
  answer: z.ZodType<T>,
  path: string,
  body: object,
): Promise<T> {
  const idempotencyKey = crypto.randomUUID();
  return await api.ask(answer, { method: "POST", path, body, idempotencyKey });
}
