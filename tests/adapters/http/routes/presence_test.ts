import assert from "node:assert/strict";
import type { MemberId, PresenceNote } from "../../../../actors/presence/store.ts";
import { PresenceHistory, StripPage } from "../../../../protocols/api/presence.ts";
import { AT } from "../../../support/stores/store_samples.ts";
import { type ApiBench, withApi } from "../api_bench.ts";
import { sampleMember } from "../stubs/past_samples.ts";

const HOUR_MS = 3_600_000;
const iso = (at: number) => new Date(at).toISOString();

async function put(
  bench: ApiBench,
  member: MemberId,
  ...steps: (readonly [at: number, from: string | null, to: string])[]
): Promise<void> {
  const { kind, key } = member;
  await bench.stores.presence.commit(steps.map(([at, from, to]) => {
    const note: PresenceNote = {
      kind,
      key,
      at,
      about: "liveness",
      from,
      to,
      heldMs: from === null ? null : 5_000,
      reason: "So it was.",
    };
    return { type: "memberNoted", note };
  }));
}

async function strips(bench: ApiBench, query: string): Promise<StripPage> {
  const response = await bench.request(`/api/v1/strips?${query}`, { role: "view" });
  assert.equal(response.status, 200);
  return StripPage.parse(await response.json());
}

const PATHS: readonly (readonly [path: string, member: MemberId])[] = [
  ["displays/Wall-1/history", { kind: "display", key: "1" }],
  ["nodes/HOST-1/history", { kind: "node", key: "HOST-1" }],
  ["nodes/HOST-1/containers/3node0/changes", { kind: "container", key: "HOST-1/3node0" }],
  ["cameras/Camera-1/history", { kind: "camera", key: "1" }],
];

for (const [path, member] of PATHS) {
  Deno.test(`GET /${path} answers what changed, newest first and page by page`, () =>
    withApi(async (bench) => {
      await put(bench, member, [AT, null, "online"], [AT + 5_000, "online", "stale"]);
      const page = async (query: string) => {
        const response = await bench.request(`/api/v1/${path}?${query}`, { role: "view" });
        assert.equal(response.status, 200);
        return PresenceHistory.parse(await response.json());
      };
      const first = await page("limit=1");
      const [newest] = first.items;
      assert.deepEqual(newest, {
        id: newest?.id,
        at: iso(AT + 5_000),
        kind: "liveness",
        from: "online",
        to: "stale",
        heldMs: 5_000,
        reason: "So it was.",
      });
      const second = await page(`limit=1&cursor=${first.nextCursor}`);
      assert.deepEqual([second.items[0]?.to, second.nextCursor], ["online", null]);
    }));
}

Deno.test("GET /strips answers a strip for each member, and reads none of a member that did not change", () =>
  withApi(async (bench) => {
    const changed = sampleMember(2, { liveness: "offline", livenessSince: AT - HOUR_MS });
    const steady = sampleMember(1, { livenessSince: 0, healthSince: 0 });
    bench.presence.answers = { listMembers: () => [steady, changed] };
    await put(bench, steady, [AT - 1, null, "stale"]);
    await put(bench, changed, [AT - HOUR_MS, "online", "offline"]);
    const { items, from, to, kind } = await strips(bench, "kind=display&hours=24");
    assert.deepEqual([kind, from, to], ["display", iso(AT - 24 * HOUR_MS), iso(AT)]);
    assert.deepEqual(items, [
      {
        key: "1",
        name: "Wall-1",
        segments: [{ at: iso(AT - 24 * HOUR_MS), state: "online", health: "idle" }],
      },
      {
        key: "2",
        name: "Wall-2",
        segments: [
          { at: iso(AT - 24 * HOUR_MS), state: "online", health: null },
          { at: iso(AT - HOUR_MS), state: "offline", health: "idle" },
        ],
      },
    ]);
  }));

Deno.test("GET /strips asks for the members that are wanted, and pages by their keys", () =>
  withApi(async (bench) => {
    bench.presence.answers = {
      listMembers: ({ atMost }) => [1, 2, 3].slice(0, atMost).map((id) => sampleMember(id)),
    };
    const { items, nextCursor } = await strips(bench, "kind=display&limit=2&key=1&key=서버/2");
    assert.equal(items.length, 2);
    assert.deepEqual(bench.presence.last("listMembers").keys, ["1", "서버/2"]);
    await strips(bench, `kind=display&limit=2&cursor=${nextCursor}`);
    assert.equal(bench.presence.last("listMembers").afterKey, "2");
    for (const query of ["kind=toaster", "kind=display&hours=0", "kind=display&hours=745", ""]) {
      const refused = await bench.request(`/api/v1/strips?${query}`, { role: "view" });
      assert.equal(refused.status, 422, query);
    }
  }));

Deno.test("GET /strips draws a thousand members with forty changes each, and lets others have their turn", () =>
  withApi(async (bench) => {
    const members = Array.from({ length: 1_000 }, (_, id) => sampleMember(id + 1));
    const lines = Array.from({ length: 40 }, (_, index) => ({
      at: AT - index * 60_000,
      about: "liveness" as const,
      from: index % 2 === 0 ? "stale" : "online",
      to: index % 2 === 0 ? "online" : "stale",
    }));
    bench.presence.answers = { listMembers: () => members };
    bench.stores.presence.stepsSince = () => lines;
    let turns = 0;
    const others = setInterval(() => turns++);
    const { items } = await strips(bench, "kind=display");
    clearInterval(others);
    assert.equal(items.length, 1_000);
    assert.equal(items[0]?.segments.length, 41);
    assert.ok(turns > 3, String(turns));
  }));
