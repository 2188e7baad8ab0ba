import assert from "node:assert/strict";
import type { StripPage } from "../../../protocols/api/presence.ts";
import { eventually } from "../../support/eventually.ts";
import "../browser_globals.ts";

/** As far as it is tested; its own types stand in a browser's. */
interface Store {
  get(key: string): { readonly strip: StripPage["items"][number] } | undefined;
}
interface Connection {
  onMessage(event: unknown, id: string | undefined): void;
}

const load = (path: string) => import(new URL(`../../../dashboard/${path}`, import.meta.url).href);
const { StripStore }: { StripStore: new (kind: string) => Store } = await load(
  "members/strip_store.ts",
);
const { FleetConnection }: { FleetConnection: new () => Connection } = await load(
  "wire/connection.ts",
);

const PATIENCE_MS = 20_000;
const SEGMENT = { at: "2026-01-02T03:04:05.000Z", state: "online", health: null } as const;

/** Answers for strips in place of a control host; knows nothing of display 9. */
async function withStrips(test: (asked: readonly string[][]) => Promise<void>): Promise<void> {
  const asked: string[][] = [];
  const real = globalThis.fetch;
  globalThis.fetch = (input) => {
    const keys = new URL(String(input)).searchParams.getAll("key");
    asked.push(keys);
    const items = keys.filter((key) => key !== "9")
      .map((key) => ({ key, name: `Display_${key}`, segments: [SEGMENT] }));
    return Promise.resolve(Response.json({ kind: "display", from: "", to: "", items }));
  };
  try {
    await test(asked);
  } finally {
    globalThis.fetch = real;
  }
}

const known = (store: Store, key: string) =>
  eventually(() => Promise.resolve(store.get(key)), (found) => found !== undefined, PATIENCE_MS);

Deno.test("StripStore.get() asks once for all rows that come into sight together", async () => {
  await withStrips(async (asked) => {
    const store = new StripStore("display");
    assert.deepEqual(["1", "2", "9"].map((key) => store.get(key)), [
      undefined,
      undefined,
      undefined,
    ]);
    assert.deepEqual((await known(store, "2"))?.strip.segments, [SEGMENT]);
    assert.deepEqual(store.get("9")?.strip.segments, [], "no past is an answer as well");
    assert.deepEqual(asked, [["1", "2", "9"]]);
  });
});

Deno.test("StripStore.get() shows a changed member's strip until it has been read again", async () => {
  await withStrips(async (asked) => {
    const store = new StripStore("display");
    store.get("1");
    await known(store, "1");
    const data = { kind: "display", key: "1", name: "Display_1", from: "online", to: "stale" };
    new FleetConnection().onMessage({ type: "member.liveness", at: "", data }, undefined);
    assert.notEqual(store.get("1"), undefined);
    await eventually(() => Promise.resolve(asked.length), (count) => count === 2, PATIENCE_MS);
    assert.deepEqual(asked, [["1"], ["1"]]);
  });
});
