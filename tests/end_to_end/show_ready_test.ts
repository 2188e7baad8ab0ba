import assert from "node:assert/strict";
// @ts-types="@types/ws"
import { WebSocket } from "ws";
import type { ExecutionDetail } from "../../protocols/api/execution.ts";
import type { Group } from "../../protocols/api/group.ts";
import type { MachinePage } from "../../protocols/api/machine.ts";
import type { Preset } from "../../protocols/api/preset.ts";
import type { Ready } from "../../protocols/api/ready.ts";
import { type HostUnderTest, withControlHost } from "../support/control_host.ts";
import { ADMIN_TOKEN } from "../support/host_settings.ts";
import { LightDisplay } from "../support/displays/light_display.ts";

/** Nothing but a defect lets it pass. */
const PATIENCE_MS = 20_000;

interface Told {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
}

/** The events of a control host, over its WebSocket. */
class Live {
  readonly #told: Told[] = [];
  #wake: () => void = () => {};
  readonly #socket: WebSocket;

  constructor({ url }: HostUnderTest, after = "") {
    const headers = { Authorization: `Bearer ${ADMIN_TOKEN}` };
    this.#socket = new WebSocket(`${url.replace("http", "ws")}/api/v1/live${after}`, { headers });
    this.#socket.on("message", (data: unknown) => {
      this.#told.push(JSON.parse(String(data)));
      this.#wake();
    });
  }

  /** The next event that is meant; those before it are passed over. */
  async next(isMeant: (told: Told) => boolean): Promise<Told> {
    const deadline = AbortSignal.timeout(PATIENCE_MS);
    while (true) {
      const told = this.#told.shift();
      if (told && isMeant(told)) return told;
      if (told === undefined) {
        await new Promise<void>((resolve, reject) => {
          this.#wake = resolve;
          deadline.onabort = () => reject(new Error("no such event in time"));
        });
      }
    }
  }

  leave = (): void => this.#socket.terminate();
}

const isVerdict = (state: Ready["state"]) => ({ type, data }: Told) =>
  type === "ready.changed" && (data as Ready).state === state;

Deno.test("the verdict follows a display that joins and leaves, over the port that displays use", () =>
  withControlHost(
    async (under) => {
      const live = new Live(under);
      assert.equal((await live.next(() => true)).type, "ready");
      const display = new LightDisplay(under.url, "Display_01");
      const id = await display.registered;
      await live.next(isVerdict("ready"));
      const ready = await under.api.call<Ready>("/api/v1/ready");
      assert.deepEqual([ready.ready, ready.counts.display.ready], [true, 1]);
      const { items } = await under.api.call<MachinePage>("/api/v1/machines");
      assert.deepEqual(items.map(({ address, total }) => [address, total]), [["127.0.0.1", 1]]);
      display.close();
      await under.api.call(`/api/v1/displays/${id}?force=true`, { method: "DELETE" });
      const { id: last } = await live.next(isVerdict("unknown"));
      live.leave();
      const resumed = new Live(under, `?after=${last}`);
      const first = await resumed.next(() => true);
      assert.deepEqual([first.id, first.type], [last, "ready"]);
      resumed.leave();
    },
    { warmUpMs: 0 },
    { ready: { graceSeconds: 0 } },
  ));

Deno.test("two people edit one preset: the second is told who was first, and nothing is lost", () =>
  withControlHost(async ({ api }) => {
    const made = await api.call<Group>("/api/v1/groups", {
      method: "POST",
      json: { name: "Hall", displayIds: [] },
    });
    const path = `/api/v1/groups/${made.id}`;
    const edit = (name: string) =>
      api.request(path, {
        method: "PUT",
        json: { name, displayIds: [] },
        headers: { "If-Match": `"${made.version}"` },
      });
    const [first, second] = [await edit("Main hall"), await edit("Foyer")];
    assert.deepEqual([first.status, second.status], [200, 412]);
    const { changed } = await second.json();
    assert.deepEqual([changed.version, changed.by], [2, "configured admin"]);
    await first.body?.cancel();
    assert.equal((await api.call<Group>(path)).name, "Main hall");
  }));

Deno.test("a preset holds back who is to start later, and a stop cancels that", () =>
  withControlHost(async ({ api, url }) => {
    const displays = ["Left", "Right"].map((name) => new LightDisplay(url, name));
    const ids = await Promise.all(displays.map(({ registered }) => registered));
    // What is held back asks for nobody before its moment.
    displays.forEach((display) => display.close());
    const preset = await api.call<Preset>("/api/v1/presets", {
      method: "POST",
      json: {
        name: "Wake",
        commands: ids.map((displayId, index) => ({
          displayId,
          command: "boot.exe",
          offsetMs: index * 600_000,
        })),
      },
    });
    const path = `/api/v1/presets/${preset.id}`;
    const run = await api.call<ExecutionDetail>(`${path}/execute`, { method: "POST" });
    assert.deepEqual(run.commands.map(({ offsetMs }) => offsetMs), [undefined, 600_000]);
    await api.call(`${path}/stop`, { method: "POST" });
    const { commands } = await api.call<ExecutionDetail>(`/api/v1/executions/${run.id}`);
    const right = commands.find(({ target }) => target.name === "Right");
    assert.deepEqual([right?.state, right?.reason], [
      "cancelled",
      "configured admin stopped the preset before this was sent.",
    ]);
  }));
