import assert from "node:assert/strict";
import { once } from "node:events";
import type { Server } from "node:http";
// @ts-types="@types/ws"
import { WebSocket } from "ws";
import { openHttpServer } from "../../../../adapters/http/server.ts";
import { groupRemoved } from "../../../../actors/topics.ts";
import { LIVE_CLOSE } from "../../../../protocols/api/live_events.ts";
import { type ApiBench, withApi } from "../api_bench.ts";

interface Told {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly data: unknown;
}

/** A page that watches. */
class Watcher {
  readonly told: Told[] = [];
  readonly closed: Promise<number>;
  #wanted = 0;
  #enough: () => void = () => {};

  constructor(readonly socket: WebSocket) {
    socket.on("error", () => {});
    socket.on("message", (data: unknown) => {
      this.told.push(JSON.parse(String(data)));
      if (this.told.length >= this.#wanted) this.#enough();
    });
    this.closed = new Promise((resolve) => socket.on("close", resolve));
  }

  /** Its first `count` messages; the test runner's own deadline ends a wait in vain. */
  async first(count: number): Promise<readonly Told[]> {
    this.#wanted = count;
    if (this.told.length < count) await new Promise<void>((resolve) => this.#enough = resolve);
    return this.told.slice(0, count);
  }
}

interface Served {
  readonly bench: ApiBench;
  readonly server: Server;
  watch(query?: string, headers?: Record<string, string>): Promise<Watcher>;
  /** The status of an answer that is no WebSocket. */
  refused(query: string, headers: Record<string, string>): Promise<number>;
}

async function withServer(test: (served: Served) => Promise<void>): Promise<void> {
  await withApi(async (bench) => {
    const { fetch, attach } = bench.api;
    const http = await openHttpServer({ host: "127.0.0.1", port: 0, fetch, attach });
    const base = `ws://127.0.0.1:${http.address.port}/api/v1/live`;
    const authorized = { Authorization: `Bearer ${bench.secrets.view}` };
    const watch = async (query = "", headers: Record<string, string> = authorized) => {
      const watcher = new Watcher(new WebSocket(`${base}${query}`, { headers }));
      await once(watcher.socket, "open");
      return watcher;
    };
    const refused = async (query: string, headers: Record<string, string>) => {
      const socket = new WebSocket(`${base}${query}`, { headers });
      socket.on("error", () => {});
      const [, response] = await once(socket, "unexpected-response");
      socket.terminate();
      return response.statusCode;
    };
    try {
      await test({ bench, server: http.server, watch, refused });
    } finally {
      bench.api.close();
      await http.close(100);
    }
  });
}

function removeGroups({ system }: ApiBench, ...ids: number[]): void {
  for (const id of ids) system.publish(groupRemoved, { id });
}

Deno.test("/live tells what /events tells, each with its id", async () => {
  await withServer(async ({ bench, watch }) => {
    const watcher = await watch();
    await watcher.first(1);
    removeGroups(bench, 7, 8);
    const told = await watcher.first(3);
    assert.deepEqual(told.map(({ id, type, data }) => [id, type, data]), [
      ["boot-1-0", "ready", {}],
      ["boot-1-1", "group.removed", { id: 7 }],
      ["boot-1-2", "group.removed", { id: 8 }],
    ]);
    assert.deepEqual(bench.api.events(), { readers: 1, cutOff: 0 });
  });
});

Deno.test("/live goes on after the last id without a gap, and says reset where it cannot", async () => {
  await withServer(async ({ bench, watch }) => {
    removeGroups(bench, 1, 2, 3);
    const resumed = await watch("?after=boot-1-1");
    assert.deepEqual((await resumed.first(3)).map(({ id }) => id), [
      "boot-1-1",
      "boot-1-2",
      "boot-1-3",
    ]);
    const lost = await watch("?after=boot-0-1");
    assert.deepEqual((await lost.first(1)).map(({ id, type }) => [id, type]), [
      ["boot-1-3", "reset"],
    ]);
  });
});

Deno.test("/live refuses strangers, pages of other origins, and whoever asks for no WebSocket", async () => {
  await withServer(async ({ bench, refused }) => {
    assert.equal(await refused("", {}), 401);
    const authorization = { Authorization: `Bearer ${bench.secrets.view}` };
    assert.equal(await refused("", { ...authorization, Origin: "http://evil.example" }), 403);
    assert.equal(await refused(`?after=${"x".repeat(129)}`, authorization), 422);
    assert.equal((await bench.request("/api/v1/live", { role: "view" })).status, 426);
    assert.equal(bench.api.events().readers, 0);
  });
});

Deno.test("/live ends as soon as its token is revoked, and says why", async () => {
  await withServer(async ({ bench, watch }) => {
    const watcher = await watch();
    const other = await watch("", { Authorization: `Bearer ${bench.secrets.operate}` });
    await Promise.all([watcher.first(1), other.first(1)]);
    const { items } = await (await bench.request("/api/v1/tokens", { role: "admin" })).json();
    const { id } = items.find(({ name }: { readonly name: string }) => name === "viewer");
    const path = `/api/v1/tokens/${id}`;
    assert.equal((await bench.request(path, { method: "DELETE", role: "admin" })).status, 204);
    assert.equal(await watcher.closed, LIVE_CLOSE.refused);
    removeGroups(bench, 1);
    assert.equal((await other.first(2)).length, 2);
  });
});

Deno.test("/live says that the control host stops, and counts a reader that has left no more", async () => {
  await withServer(async ({ bench, watch }) => {
    const [stays, leaves] = [await watch(), await watch()];
    await Promise.all([stays.first(1), leaves.first(1)]);
    leaves.socket.close();
    await leaves.closed;
    bench.api.close();
    assert.equal(await stays.closed, LIVE_CLOSE.goingAway);
    assert.deepEqual(bench.api.events(), { readers: 0, cutOff: 0 });
  });
});

Deno.test("/live passes over what a page says, and closes on a message that is too long", async () => {
  await withServer(async ({ bench, watch }) => {
    const watcher = await watch();
    watcher.socket.send("hello");
    removeGroups(bench, 1);
    await watcher.first(2);
    watcher.socket.send("x".repeat(10_000));
    assert.equal(await watcher.closed, 1009);
  });
});
