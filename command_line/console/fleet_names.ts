import { Alert } from "../../protocols/api/alert.ts";
import { AlertChannelList } from "../../protocols/api/alert_channel.ts";
import { Camera } from "../../protocols/api/camera.ts";
import { Command } from "../../protocols/api/command.ts";
import { Display } from "../../protocols/api/display.ts";
import { GroupList } from "../../protocols/api/group.ts";
import { MaintenanceList } from "../../protocols/api/maintenance.ts";
import { Node } from "../../protocols/api/node.ts";
import { PresetList } from "../../protocols/api/preset.ts";
import { ScheduleList } from "../../protocols/api/schedule.ts";
import { SyncHost } from "../../protocols/api/sync_host.ts";
import type { ApiClient } from "../api/api_client.ts";
import { wallsOf } from "../api/find_wall.ts";
import { containersOf } from "../api/find_node.ts";
import { visible } from "../terminal/visible.ts";

/** A name is good for this long: Tab is pressed twice in a second, and a fleet changes seldom. */
const FRESH_MS = 5_000;
/** More names than this are not looked through with Tab. */
const MOST = 1_000;
/** Hosts whose containers are kept in mind. */
const MOST_HOSTS = 64;

interface Kept {
  readonly at: number;
  readonly names: Promise<readonly string[]>;
}

/** Names that Tab completes to, asked of the control host and kept for some seconds. */
export class FleetNames {
  readonly #api: ApiClient;
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept>();
  readonly listed: readonly string[];

  constructor(api: ApiClient, now: () => number, listed: readonly string[]) {
    this.listed = listed;
    this.#api = api;
    this.#now = now;
  }

  /** Server ids; with a slash where there are several containers to choose from. */
  hosts(): Promise<readonly string[]> {
    return this.#once("nodes", async () => {
      const { items } = await this.#api.pages(Node, { path: "/nodes" }, MOST);
      return items.map(({ serverId, containers }) => serverId + (containers.total > 1 ? "/" : ""));
    });
  }

  displays(): Promise<readonly string[]> {
    return this.#once("displays", async () => {
      const { items } = await this.#api.pages(Display, { path: "/displays" }, MOST);
      return items.map(({ name }) => name);
    });
  }

  presets(): Promise<readonly string[]> {
    return this.#once("presets", async () => {
      const { items } = await this.#api.ask(PresetList, { path: "/presets" });
      return items.map(({ name }) => name);
    });
  }

  groups(): Promise<readonly string[]> {
    return this.#once("groups", async () => {
      const { items } = await this.#api.ask(GroupList, { path: "/groups" });
      return items.map(({ name }) => name);
    });
  }

  syncHosts(): Promise<readonly string[]> {
    return this.#once("syncHosts", async () => {
      const { items } = await this.#api.pages(SyncHost, { path: "/sync-hosts" }, MOST);
      return items.map(({ name }) => name);
    });
  }

  walls(): Promise<readonly string[]> {
    return this.#once("walls", async () => (await wallsOf(this.#api)).map(({ name }) => name));
  }

  cameras(): Promise<readonly string[]> {
    return this.#once("cameras", async () => {
      const { items } = await this.#api.pages(Camera, { path: "/cameras" }, MOST);
      return items.map(({ name }) => name);
    });
  }

  containers(serverId: string): Promise<readonly string[]> {
    return this.#once(`node/${serverId}`, async () => {
      const items = await containersOf(this.#api, serverId);
      return items.map(({ name }) => name);
    });
  }

  /** Commands that are not over. */
  openCommands(): Promise<readonly string[]> {
    return this.#once("commands", async () => {
      const query = { state: ["queued", "sent", "acknowledged", "running"] };
      const { items } = await this.#api.pages(Command, { path: "/commands", query }, MOST_HOSTS);
      return items.map(({ id }) => id);
    });
  }

  schedules(): Promise<readonly string[]> {
    return this.#once("schedules", async () => {
      const { items } = await this.#api.ask(ScheduleList, { path: "/schedules" });
      return items.map(({ name }) => name);
    });
  }

  /** Numbers of alerts that are not over. */
  openAlerts(): Promise<readonly string[]> {
    return this.#once("alerts", async () => {
      const query = { state: "unresolved" };
      const { items } = await this.#api.pages(Alert, { path: "/alerts", query }, MOST);
      return items.map(({ id }) => String(id));
    });
  }

  alertChannels(): Promise<readonly string[]> {
    return this.#once("alertChannels", async () => {
      const { items } = await this.#api.ask(AlertChannelList, { path: "/alert-channels" });
      return items.map(({ name }) => name);
    });
  }

  /** Numbers of maintenance windows that are not over. */
  maintenanceWindows(): Promise<readonly string[]> {
    return this.#once("maintenance", async () => {
      const { items } = await this.#api.ask(MaintenanceList, { path: "/maintenance" });
      return items.filter(({ state }) => state === "planned" || state === "active")
        .map(({ id }) => String(id));
    });
  }

  async #once(key: string, ask: () => Promise<readonly string[]>): Promise<readonly string[]> {
    const kept = this.#kept.get(key);
    if (kept !== undefined && this.#now() - kept.at < FRESH_MS) return await kept.names;
    if (this.#kept.size > MOST_HOSTS) this.#kept.clear();
    // A name that could steer the terminal cannot be offered; it can still be typed.
    const names = ask().then((all) => all.filter((name) => visible(name) === name));
    this.#kept.set(key, { at: this.#now(), names });
    names.catch(() => this.#kept.delete(key));
    return await names;
  }
}
