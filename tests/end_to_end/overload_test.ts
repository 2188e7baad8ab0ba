import assert from "node:assert/strict";
import { cpus } from "node:os";
import { loadLimits } from "../../actors/load.ts";
import { residentBytes } from "../../bench/displays/process_stat.ts";
import { FLOODS } from "../../bench/overload/floods.ts";
import { startOperator } from "../../bench/overload/operator.ts";
import { startStage } from "../../bench/overload/stage.ts";
import { startFlooder } from "../../bench/overload/start_flooder.ts";
import type { z } from "zod";
import { Health } from "../../protocols/api/health.ts";
import { withDataDir } from "../adapters/sqlite/with_data_dir.ts";
import { withControlHost } from "../support/control_host.ts";
import { eventually } from "../support/eventually.ts";
import { ADMIN_TOKEN } from "../support/host_settings.ts";

const LONG = Deno.env.get("SIGNALBOX_TEST_LONG") === "1";
/** Three seconds of too much, on a busy machine. */
const PATIENCE_MS = 10_000;
const MEBIBYTE = 1_048_576;
const CEILING_MEBIBYTES = 1_536;
/** That any process is over. */
const CEILING_OF_ONE = 1;
const SIGN_IN_MS = 2_000;
/** One of each port, all at once, for the fast ring. */
const A_FEW = [
  "http: requests of nobody",
  "http: tokens guessed from 40 addresses",
  "http: slow headers",
  "sync: lines on 64 connections",
  "mqtt: readings on 64 connections",
];

interface Storm {
  readonly floods: readonly string[];
  readonly seconds: number;
}

/** Works beside a flood; answers how long sign-ins took, and how large the host was in the end. */
async function workBeside({ floods, seconds }: Storm) {
  return await withDataDirOf(async (dataDir) => {
    const { host, target, leave } = await startStage(dataDir);
    const operator = await startOperator(target);
    const { ended } = startFlooder({ floods, target, seconds });
    const work = await operator.work(seconds);
    const mebibytes = residentBytes(host.pid) / MEBIBYTE;
    await ended;
    operator.leave();
    await leave();
    return { work, mebibytes };
  });
}

async function withDataDirOf<T>(work: (dataDir: string) => Promise<T>): Promise<T> {
  const done = Promise.withResolvers<T>();
  await withDataDir(async (dataDir) => done.resolve(await work(dataDir)));
  return await done.promise;
}

Deno.test("under a flood of every port commands complete, people sign in, and no neighbour goes stale", async () => {
  const { work, mebibytes } = await workBeside({ floods: A_FEW, seconds: 4 });
  assert.deepEqual([work.failures, work.stale], [[], []]);
  assert.ok(mebibytes < CEILING_MEBIBYTES, `${mebibytes} MiB`);
});

for (const name of LONG ? Object.keys(FLOODS) : []) {
  Deno.test(`under the flood "${name}" sign-in takes less than 2 s, and everything works`, async () => {
    const { work, mebibytes } = await workBeside({ floods: [name], seconds: 15 });
    assert.deepEqual([work.failures, work.stale], [[], []]);
    const slowest = Math.max(...work.signInMs);
    assert.ok(slowest < SIGN_IN_MS, `${slowest} ms with ${cpus().length} cores`);
    assert.ok(mebibytes < CEILING_MEBIBYTES, `${mebibytes} MiB`);
  });
}

Deno.test("an overloaded control host says so everywhere, refuses what is expensive, and takes commands", async () => {
  await withControlHost(
    async ({ api, url, devicePort, log }) => {
      const health = async () => Health.parse(await (await fetch(`${url}/healthz`)).json());
      const isOverloaded = ({ load }: z.infer<typeof Health>) => load?.state === "overloaded";
      const { load } = await eventually(health, isOverloaded, PATIENCE_MS);
      assert.deepEqual(load?.causes, ["memory"]);
      const operator = await startOperator({
        httpPort: Number(new URL(url).port),
        devicePort,
        token: ADMIN_TOKEN,
      });
      const work = await operator.work(1);
      operator.leave();
      assert.deepEqual(work.failures, []);
      const strips = await api.request("/api/v1/strips");
      assert.deepEqual([strips.status, strips.headers.get("Retry-After")], [503, "10"]);
      await strips.body?.cancel();
      const figures = await (await api.request("/metrics")).text();
      assert.match(figures, /^signalbox_load\{state="overloaded"\} 1$/m);
      assert.match(figures, /^signalbox_peer_problems_total\{kind="noRoom"\} 1$/m);
      const lines = log.filter(({ logger }) => logger === "signalbox.load");
      assert.deepEqual(lines.map(({ message }) => message), ["overloaded: too much of memory"]);
    },
    { load: loadLimits(CEILING_OF_ONE) },
    { memoryCeiling: CEILING_OF_ONE },
  );
});
