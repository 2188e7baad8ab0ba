import assert from "node:assert/strict";
import { displayChanged } from "../../../../actors/topics.ts";
import { EventFeed } from "../../../../adapters/http/streams/event_feed.ts";
import { createSystem } from "../../../../actors/kernel/mod.ts";
import { AlertBook } from "../../../../actors/alerts/book.ts";
import { AT } from "../../../support/stores/store_samples.ts";
import { sampleWindow } from "../stubs/alert_stubs.ts";
import { type ApiBench, withApi } from "../api_bench.ts";
import { sampleSnapshot } from "../stubs/samples.ts";

const WORK = { until: new Date(AT + 60_000).toISOString(), note: "Cables", by: "ops" };

type Marked = { readonly maintenance: unknown };

async function marks(bench: ApiBench, path: string): Promise<readonly unknown[]> {
  const answer = await bench.request(`/api/v1/${path}`, { role: "view" });
  const body: Marked & { readonly items?: readonly Marked[] } = await answer.json();
  return (body.items ?? [body]).map(({ maintenance }) => maintenance);
}

const LISTS = ["displays", "nodes", "containers", "sync-hosts", "walls", "cameras"];
const DETAILS = [
  "displays/1",
  "nodes/HOST-1",
  "nodes/HOST-1/containers/3node0",
  "sync-hosts/1",
  "walls/Hall",
  "cameras/1",
];

Deno.test("every list and detail says that its members are under maintenance, while they are", () =>
  withApi(async (bench) => {
    const all = [...LISTS, ...DETAILS];
    for (const path of all) {
      for (const mark of await marks(bench, path)) assert.equal(mark, null, path);
    }
    bench.alertBook.windows.set(3, { ...sampleWindow, everything: true });
    for (const path of all) {
      for (const mark of await marks(bench, path)) assert.deepEqual(mark, WORK, path);
    }
    bench.alertBook.windows.set(3, { ...sampleWindow, everything: true, until: AT });
    for (const path of all) {
      for (const mark of await marks(bench, path)) assert.equal(mark, null, path);
    }
  }));

Deno.test("a host under maintenance takes its containers with it, and nobody else", () =>
  withApi(async (bench) => {
    bench.alertBook.windows.set(3, { ...sampleWindow, groups: [] });
    assert.deepEqual(await marks(bench, "nodes/HOST-1"), [WORK]);
    assert.deepEqual(await marks(bench, "nodes/HOST-1/containers/3node0"), [WORK]);
    assert.deepEqual(await marks(bench, "displays/1"), [null]);
  }));

Deno.test("an event says of its member what the lists say", async () => {
  const system = createSystem();
  const maintenance = new AlertBook();
  maintenance.windows.set(3, { ...sampleWindow, kinds: ["display"] });
  const feed = new EventFeed({ system, bootId: "b", now: () => AT, maintenance });
  const stream = feed.open(undefined, {
    owner: "tok_1",
    stillAllowed: () => Promise.resolve(true),
    drop: () => {},
  });
  assert.ok(stream);
  system.publish(displayChanged, sampleSnapshot(1));
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes("display.changed")) text += (await reader.read()).value ?? assert.fail();
  assert.ok(text.includes(`"maintenance":${JSON.stringify(WORK)}`), text);
  await reader.cancel();
  feed.close();
  await system.stop(1_000);
});
