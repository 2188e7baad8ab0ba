import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "playwright-core";
import type { DemoFaultName } from "../../protocols/demo/faults.ts";
import type { Api } from "../support/api/api.ts";
import { backupSamples, channelSamples, maintenanceSamples, type Samples } from "./samples.ts";

/** One picture of the dashboard. */
export interface View {
  /** Of the file, without theme and ending. */
  readonly name: string;
  /** The hash of the page. */
  readonly at: string;
  /** What the page does before the picture is taken. */
  readonly act?: (page: Page) => Promise<unknown>;
  /** What has to be seen in it. */
  readonly sees?: string;
  /** Taken while this fault shows. */
  readonly fault?: DemoFaultName;
  /** Taken in this language instead of English. */
  readonly language?: "ko";
  /** What the control host is taken to answer: of some things a demo has none. */
  readonly samples?: (now: number) => Samples;
}

/** The demo's members that pages are shown of. */
export interface Places {
  readonly display: string;
  readonly node: string;
  readonly container: string;
  readonly wall: string;
  readonly syncHost: string;
  readonly camera: string;
  readonly preset: string;
  readonly schedule: string;
  readonly command: string;
}

/** Finds them: the first of each kind that has something to show. */
export async function findPlaces(api: Api): Promise<Places> {
  const list = async <T>(path: string): Promise<readonly T[]> =>
    (await api.call<{ readonly items: readonly T[] }>(`/api/v1/${path}`)).items;
  const first = async <T>(path: string, fits: (item: T) => boolean = () => true): Promise<T> => {
    const found = (await list<T>(path)).find(fits);
    if (found === undefined) throw new Error(`the demo has none of ${path}`);
    return found;
  };
  const byId = async (path: string) => String((await first<{ id: number }>(path)).id);
  type Row = { readonly id: string; readonly action: string; readonly target: { key: string } };
  // The one whose keys were rotated has something to show in every tab.
  const rotation = await first<Row>("commands", ({ action }) => action === "rotate_keys");
  const execution = await first<Row>("commands", ({ action }) => action === "execute");
  return {
    display: await byId("displays"),
    node: rotation.target.key.split("/")[0] ?? "",
    container: rotation.target.key,
    wall: (await first<{ name: string }>("walls")).name,
    syncHost: await byId("sync-hosts"),
    camera: await byId("cameras"),
    preset: await byId("presets"),
    schedule: await byId("schedules"),
    command: execution.id,
  };
}

/** Every page of the dashboard. */
export function viewsOf(places: Places): readonly View[] {
  const { display, node, container, wall, syncHost, camera, preset, schedule, command } = places;
  // The demo is not old.
  const charts = `#/nodes/${container}?span=10m`;
  return [
    { name: "fleet", at: "#/", sees: "[data-ready=ready]" },
    { name: "fleet-korean", at: "#/", sees: "[data-ready=ready]", language: "ko" },
    { name: "wall-mode", at: "#/wall-mode", sees: "[data-ready=ready]" },
    { name: "displays", at: "#/displays", sees: ".table .strip" },
    { name: "display", at: `#/displays/${display}`, sees: ".strip" },
    { name: "display-history", at: `#/displays/${display}?tab=history` },
    { name: "nodes", at: "#/nodes", sees: ".table .row" },
    { name: "node", at: `#/nodes/${node}`, sees: ".strip" },
    { name: "container", at: charts, sees: ".chart canvas" },
    { name: "container-korean", at: charts, sees: ".chart canvas", language: "ko" },
    { name: "session-keys", at: `#/nodes/${container}?tab=keys`, sees: "main .panel" },
    { name: "log", at: `#/nodes/${container}?tab=logs`, sees: ".log-lines div" },
    { name: "walls", at: "#/walls" },
    { name: "wall", at: `#/walls/${encodeURIComponent(wall)}`, sees: "svg" },
    { name: "sync-host", at: `#/sync-hosts/${syncHost}` },
    { name: "cameras", at: "#/cameras", act: untilLive },
    { name: "camera", at: `#/cameras/${camera}`, act: untilLive },
    { name: "recordings", at: `#/cameras/${camera}?tab=recordings` },
    { name: "presets", at: "#/presets" },
    { name: "preset", at: `#/presets/${preset}` },
    {
      name: "preset-editor",
      at: `#/presets/${preset}?tab=edit`,
      sees: "main textarea, main input",
    },
    { name: "commands", at: "#/commands", sees: ".table .row" },
    { name: "command", at: `#/commands/${command}` },
    { name: "schedules", at: "#/schedules" },
    { name: "schedule", at: `#/schedules/${schedule}?tab=edit` },
    { name: "machines", at: "#/machines" },
    { name: "actors", at: "#/actors", sees: "[role=treeitem], main li, main .row" },
    {
      name: "jump",
      at: "#/",
      act: (page) => page.keyboard.press("Control+k"),
      sees: ".palette li",
    },
    {
      name: "fleet-fault",
      at: "#/",
      fault: "sync-loss",
      sees: "[data-ready=not_ready] .blockers li",
    },
    { name: "alerts", at: "#/alerts", fault: "sync-loss", sees: ".table .rows .row" },
    {
      name: "maintenance",
      at: "#/alerts?tab=maintenance",
      sees: "[data-maintenance=active]",
      samples: maintenanceSamples,
    },
    { name: "channels", at: "#/alerts?tab=channels", ...CHANNELS },
    { name: "channels-korean", at: "#/alerts?tab=channels", ...CHANNELS, language: "ko" },
    { name: "audit", at: "#/audit", sees: ".table .rows .row" },
    { name: "audit-line", at: "#/audit", act: openLine, sees: ".dialog .difference" },
    { name: "audit-korean", at: "#/audit", sees: ".table .rows .row", language: "ko" },
    { name: "host", at: "#/host", sees: "main h3 ~ .figures dd" },
    {
      name: "backups",
      at: "#/host?tab=backups",
      sees: "[data-backups=good]",
      samples: backupSamples,
    },
    { name: "tokens", at: "#/tokens", sees: ".table .rows .row" },
    { name: "job-panel", at: `#/presets/${preset}`, act: runPreset },
  ];
}

const CHANNELS = { sees: "[data-channel]", samples: channelSamples } as const;

/** Pictures that move, for as long as their rate is counted over. */
async function untilLive(page: Page): Promise<void> {
  for (const place of await page.locator(".live-picture").all()) {
    await place.locator("canvas, video").waitFor();
  }
  await pause(2_500);
}

/** What was changed, in front of the list. */
async function openLine(page: Page): Promise<void> {
  await page.locator(".table .rows a").filter({ hasText: /created/ }).first().click();
}

/** A preset on its way, with a row per target. */
async function runPreset(page: Page): Promise<void> {
  await page.locator(".page-head button.primary").click();
  await page.locator(".jobs .job-row[data-state=completed]").first().waitFor();
}
