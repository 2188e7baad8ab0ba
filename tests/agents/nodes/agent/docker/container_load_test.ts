import assert from "node:assert/strict";
import { cpuMarkOf, loadOf } from "../../../../../agents/nodes/agent/docker/container_load.ts";
import { Stats } from "../../../../../agents/nodes/agent/docker/engine_shapes.ts";

const CPU = { cpu_usage: { total_usage: 3_000 }, system_cpu_usage: 40_000, online_cpus: 4 };

function stats(more: Record<string, unknown> = {}): Stats {
  return Stats.parse({ cpu_stats: CPU, precpu_stats: CPU, ...more });
}

Deno.test("loadOf() counts 100 percent for each whole core", () => {
  const before = { container: 1_000, machine: 36_000 };
  const { cpuPercent, cpuCores } = loadOf(stats(), before, { container: 3_000, machine: 40_000 });
  assert.deepEqual([cpuPercent, cpuCores], [200, 4]);
});

Deno.test("loadOf() begins anew with a container that was started again", () => {
  const before = { container: 9_000, machine: 36_000 };
  const { cpuPercent } = loadOf(stats(), before, { container: 1_000, machine: 40_000 });
  assert.equal(cpuPercent, 100);
});

Deno.test("loadOf() leaves the cache of files out, under both kinds of control groups", () => {
  const mark = { container: 0, machine: 0 };
  for (const name of ["inactive_file", "total_inactive_file"]) {
    const memory_stats = { usage: 1_000, limit: 4_096, stats: { [name]: 400 } };
    const load = loadOf(stats({ memory_stats }), mark, mark);
    assert.deepEqual([load.memoryUsedBytes, load.memoryLimitBytes], [600, 4_096]);
  }
});

Deno.test("loadOf() adds networks and disks up, in true bytes", () => {
  const mark = { container: 0, machine: 0 };
  const load = loadOf(
    stats({
      networks: {
        eth0: { rx_bytes: 1_288_490_188, tx_bytes: 7 },
        eth1: { rx_bytes: 1, tx_bytes: 2 },
      },
      blkio_stats: {
        io_service_bytes_recursive: [
          { op: "Read", value: 40_960 },
          { op: "write", value: 8 },
          { op: "Total", value: 99 },
        ],
      },
    }),
    mark,
    mark,
  );
  assert.deepEqual([load.networkReceivedBytes, load.networkSentBytes], [1_288_490_189, 9]);
  assert.deepEqual([load.diskReadBytes, load.diskWrittenBytes], [40_960, 8]);
});

Deno.test("cpuMarkOf() says undefined for a container that does not run", () => {
  const stopped = Stats.parse({
    cpu_stats: { cpu_usage: { total_usage: 0 } },
    precpu_stats: {},
    memory_stats: {},
    blkio_stats: { io_service_bytes_recursive: null },
  });
  assert.equal(cpuMarkOf(stopped.cpu_stats), undefined);
});
