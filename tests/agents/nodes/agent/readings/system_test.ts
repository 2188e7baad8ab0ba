import assert from "node:assert/strict";
import { LinuxSystem } from "../../../../../agents/nodes/agent/linux_system.ts";
import { cpuBetween, readProc } from "../../../../../agents/nodes/agent/proc_figures.ts";

const PROC = `cpu  100 20 30 800 50 1 2 3 40 0
cpu0 50 10 15 400 25 0 1 2 20 0
cpu1 50 10 15 400 25 1 1 1 20 0
intr 12345 1 2 3
MemTotal:       16384 kB
MemFree:          100 kB
SwapTotal:       2048 kB
SwapFree:        1024 kB
86400.55 172000.10
`;

Deno.test("readProc() reads what Linux tells of itself", () => {
  assert.deepEqual(readProc(PROC), {
    ticks: { user: 120, system: 36, idle: 850 },
    cores: 2,
    memoryTotal: 16_777_216,
    swapTotal: 2_097_152,
    swapFree: 1_048_576,
    uptime: 86_400,
  });
});

Deno.test("readProc() says null for what is not there, and never throws", () => {
  for (const text of ["", "cpu", "MemTotal: x kB", "\0".repeat(100)]) {
    const { ticks, cores, memoryTotal, uptime } = readProc(text);
    assert.deepEqual([ticks, cores, memoryTotal, uptime], [null, null, null, null]);
  }
});

Deno.test("cpuBetween() is what was used between two looks", () => {
  const before = { user: 100, system: 50, idle: 850 };
  assert.deepEqual(cpuBetween(before, { user: 110, system: 55, idle: 935 }), {
    cpu_usage: 15,
    cpu_user: 10,
    cpu_system: 5,
    cpu_idle: 85,
  });
  assert.deepEqual(cpuBetween(before, before), {});
});

Deno.test("LinuxSystem puts figures together, and reads the processor's name once", async () => {
  const asked: string[] = [];
  const system = new LinuxSystem({
    hostName: "rack-1",
    cat: (paths) => {
      asked.push(paths.join(" "));
      return Promise.resolve(paths.includes("/proc/cpuinfo") ? "model name\t: EPYC 7313\n" : PROC);
    },
  });
  await system.read();
  const figures = await system.read();
  assert.deepEqual(
    [figures.host_name, figures.cpu_model, figures.cpu_cores, figures.swap_used, figures.uptime],
    ["rack-1", "EPYC 7313", 2, 1_048_576, 86_400],
  );
  assert.ok((figures.disk_total ?? 0) >= (figures.disk_used ?? 0));
  assert.equal(asked.filter((paths) => paths === "/proc/cpuinfo").length, 1);
});

Deno.test("LinuxSystem leaves out what is not known", async () => {
  const system = new LinuxSystem({
    hostName: "mac",
    diskPath: "/nowhere/at/all",
    cat: () => Promise.resolve(""),
  });
  assert.deepEqual(await system.read(), { host_name: "mac" });
});

Deno.test({
  name: "LinuxSystem measures this machine",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const figures = await new LinuxSystem({ hostName: "here" }).read();
    assert.ok((figures.cpu_usage ?? -1) >= 0 && (figures.cpu_usage ?? 101) <= 100);
    assert.ok((figures.host_memory_total ?? 0) > 1e6);
    assert.ok((figures.disk_total ?? 0) > 1e6);
  },
});
