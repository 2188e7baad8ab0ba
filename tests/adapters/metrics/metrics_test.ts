import assert from "node:assert/strict";
import { createSystem, SYSTEM_CLOCK } from "../../../actors/kernel/mod.ts";
import { MessageCounts } from "../../../adapters/metrics/message_counts.ts";
import {
  type Metrics,
  type MetricSources,
  openMetrics,
} from "../../../adapters/metrics/metrics.ts";
import { ProblemCounts } from "../../../adapters/metrics/problem_counts.ts";
import { SAMPLE_FACTS } from "./sample_facts.ts";

async function withMetrics(
  test: (metrics: Metrics) => Promise<void>,
  changes: Partial<MetricSources> = {},
): Promise<void> {
  const system = createSystem();
  const metrics = openMetrics({
    system,
    members: () => Promise.resolve(SAMPLE_FACTS.members ?? []),
    ports: new Map(),
    messages: new MessageCounts(),
    problems: new ProblemCounts(),
    load: () => "normal",
    memoryCeilingBytes: 1,
    readers: () => SAMPLE_FACTS.readers,
    store: () => Promise.resolve(SAMPLE_FACTS.store),
    clock: SYSTEM_CLOCK,
    version: "1.2.3",
    ...changes,
  });
  try {
    await test(metrics);
  } finally {
    metrics.close();
    await system.stop(100);
  }
}

Deno.test("text() has the process, the members and the histogram of the event loop", () =>
  withMetrics(async (metrics) => {
    const text = await metrics.text();
    assert.match(text, /^signalbox_build_info\{version="1\.2\.3"\} 1$/m);
    assert.match(text, /^signalbox_members\{kind="display",liveness="online"\} 14$/m);
    assert.match(text, /^signalbox_event_loop_delay_seconds_bucket\{le="\+Inf"\} \d+$/m);
    assert.match(text, /^process_resident_memory_bytes [1-9]\d+$/m);
    assert.match(metrics.contentType, /^text\/plain; version=0\.0\.4/);
  }));

Deno.test("text() leaves the members out while nobody counts them, and shows the rest", () =>
  withMetrics(async (metrics) => {
    const text = await metrics.text();
    assert.doesNotMatch(text, /signalbox_members/);
    assert.match(text, /^signalbox_store_queue 25$/m);
  }, { members: () => Promise.reject(new Error("too busy")) }));

Deno.test("text() gathers once for all who ask at the same time, and anew for the next", async () => {
  let gathered = 0;
  const store = () => {
    gathered++;
    return Promise.resolve(SAMPLE_FACTS.store);
  };
  await withMetrics(async (metrics) => {
    const [one, other] = await Promise.all([metrics.text(), metrics.text()]);
    assert.equal(one, other);
    assert.equal(gathered, 1);
    await metrics.text();
    assert.equal(gathered, 2);
  }, { store });
});

Deno.test("text() works again after it has failed once", async () => {
  let fails = true;
  const store = () => {
    if (!fails) return Promise.resolve(SAMPLE_FACTS.store);
    fails = false;
    return Promise.reject(new Error("no disk"));
  };
  await withMetrics(async (metrics) => {
    await assert.rejects(metrics.text(), /no disk/);
    assert.match(await metrics.text(), /signalbox_store_queue/);
  }, { store });
});
