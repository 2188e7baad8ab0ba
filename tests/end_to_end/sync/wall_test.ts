import assert from "node:assert/strict";
import type { SyncHostHistory, SyncHostPage } from "../../../protocols/api/sync_host.ts";
import type { Wall, WallHistory } from "../../../protocols/api/wall.ts";
import { SseClient } from "../../adapters/http/stubs/sse_client.ts";
import type { Api } from "../../support/api/api.ts";
import { withControlHost } from "../../support/control_host.ts";

const EIGHT = [1, 2, 3, 4, 5, 6, 7, 8];
const addressOf = (n: number) => `10.20.0.${n}`;
const SETTINGS = { walls: [{ name: "Main", hosts: EIGHT.map(addressOf) }] };
/** The fastest that a SyncGuard can be set to: its rhythm is known within a second. */
const INTERVAL_MS = 100;
/** Silence is noticed after 5 s; everything else at once. */
const PATIENCE_MS = 15_000;
const MASTER = 2, SLAVE = 1, ERROR = 0;

/** Eight PCs that report over one connection each; `digits` is what they say, and who is not in it says nothing. */
class Hall {
  readonly digits = new Map<number, number>();
  readonly #connections: Deno.TcpConn[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;
  #spoken = Promise.withResolvers<void>();

  /** Goes on until the control host knows the rhythm of all, which takes six lines of each, and some more after a gap. */
  async untilKnown(api: Api): Promise<void> {
    for (let known = false; !known;) {
      await this.#spoken.promise;
      const { items } = await api.call<SyncHostPage>("/api/v1/sync-hosts");
      known = items.every(({ liveness }) => liveness.intervalMs < 1_000);
    }
  }

  async open(port: number): Promise<void> {
    for (const n of EIGHT) {
      this.#connections.push(await Deno.connect({ hostname: "127.0.0.1", port }));
      this.digits.set(n, n === 1 ? MASTER : SLAVE);
    }
    this.#timer = setInterval(() => this.#speak(), INTERVAL_MS);
  }

  #speak(): void {
    for (const [n, digit] of this.digits) {
      const line = new TextEncoder().encode(`${addressOf(n)}_state${digit}\r\n`);
      // A line is in one write of a few bytes; the host hangs up only when it stops, and then it does not matter.
      this.#connections[n - 1]?.write(line).catch(() => {});
    }
    this.#spoken.resolve();
    this.#spoken = Promise.withResolvers();
  }

  close(): void {
    clearInterval(this.#timer);
    for (const connection of this.#connections) connection.close();
  }
}

/** What an SSE listener hears of the wall. */
class Listener {
  readonly #events: SseClient;

  private constructor(stream: ReadableStream<Uint8Array> | null) {
    this.#events = new SseClient(stream);
  }

  static async join(api: Api, signal: AbortSignal): Promise<Listener> {
    return new Listener((await api.request("/api/v1/events", { signal })).body);
  }

  /** Waits until the wall's verdict and culprits are these. */
  async hears(expected: string): Promise<void> {
    const heard: string[] = [];
    const timer = setTimeout(() => this.#events.leave(), PATIENCE_MS);
    try {
      for (let event = await this.#events.next(); event; event = await this.#events.next()) {
        if (event.event !== "wall.changed") continue;
        heard.push(wordsOf(event.data?.data as Wall));
        if (heard.at(-1) === expected) return;
      }
    } finally {
      clearTimeout(timer);
    }
    assert.fail(`never heard ${expected}, but ${heard.slice(-5).join(" | ")}`);
  }
}

function wordsOf({ verdict, culprits }: Pick<Wall, "verdict" | "culprits">): string {
  return [verdict, ...culprits.map(({ host, condition }) => `${host} ${condition}`)].join(" ");
}

async function play(hall: Hall, listener: Listener, api: Api): Promise<void> {
  await listener.hears("synced");
  await hall.untilKnown(api);
  hall.digits.set(1, ERROR);
  await listener.hears("lost 10.20.0.1 error");
  hall.digits.set(1, SLAVE);
  hall.digits.set(2, MASTER);
  await listener.hears("synced");
  hall.digits.set(5, ERROR);
  await listener.hears("degraded 10.20.0.5 error");
  hall.digits.set(5, SLAVE);
  await listener.hears("synced");
  hall.digits.delete(7);
  await listener.hears("degraded 10.20.0.7 silent");
  hall.digits.set(7, SLAVE);
  await listener.hears("synced");
  await hall.untilKnown(api);
  for (const n of EIGHT) if (n !== 2) hall.digits.delete(n);
  const dead = EIGHT.filter((n) => n !== 2).map((n) => `${addressOf(n)} silent`);
  await listener.hears(["degraded", ...dead].join(" "));
}

Deno.test("a control host takes over other walls and names while it runs", async () => {
  await withControlHost(
    async ({ host, api }) => {
      const hosts = async () => (await api.call<SyncHostPage>("/api/v1/sync-hosts")).items;
      assert.deepEqual(await hosts(), []);
      host.reconfigure({
        syncHosts: [{ name: "Left", claimed: "10.0.0.31" }],
        walls: [{ name: "Side", hosts: ["Left"] }],
      });
      const renamed = ({ items }: { items: readonly Wall[] }) => items[0]?.name === "Side";
      const walls = await api.until("/api/v1/walls", renamed, PATIENCE_MS);
      assert.deepEqual(walls.items.map(wordsOf), ["unknown Left missing"]);
      assert.deepEqual((await hosts()).map(({ name }) => name), ["Left"]);
    },
    {},
    SETTINGS,
  );
});

Deno.test("an SSE listener hears of a wall of eight what is wrong and whose fault it is, and the disk has it too", async () => {
  await withControlHost(
    async ({ api, devicePort }) => {
      const over = new AbortController();
      const hall = new Hall();
      try {
        const listener = await Listener.join(api, over.signal);
        await hall.open(devicePort);
        await play(hall, listener, api);
        const wall = await api.call<Wall>("/api/v1/walls/main");
        assert.deepEqual([wall.verdict, wall.culprits.length], ["degraded", 7]);
        const json = { text: "The switch of the left rack had no power." };
        await api.call("/api/v1/walls/Main/notes", { method: "POST", json });
        const timeline = await api.call<WallHistory>("/api/v1/walls/Main/history");
        assert.equal(timeline.items[0]?.notes[0]?.text, json.text);
        assert.ok(timeline.items.some((entry) => wordsOf(entry) === "lost 10.20.0.1 error"));
        const { items } = await api.call<SyncHostHistory>("/api/v1/sync-hosts/1/history");
        const states = items.filter(({ kind }) => kind === "state").map(({ to }) => to);
        assert.deepEqual(states, ["slave", "error", "master"]);
      } finally {
        over.abort();
        hall.close();
      }
    },
    {},
    SETTINGS,
  );
});
