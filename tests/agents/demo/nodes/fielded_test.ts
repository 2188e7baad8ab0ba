import assert from "node:assert/strict";
import { VirtualClock } from "../../../../actors/kernel/testing.ts";
import { eraOf, networkHeight } from "../../../../agents/demo/nodes/chain.ts";
import { fieldedCommands } from "../../../../agents/demo/nodes/fielded_commands.ts";
import { fieldedReadings } from "../../../../agents/demo/nodes/fielded_readings.ts";
import { SimulatedHost } from "../../../../agents/demo/nodes/simulated_host.ts";
import { nth } from "../nth.ts";
import { Waits } from "../../../../agents/waits.ts";
import { decodeNodeFrame } from "../../../../protocols/mserver/decoder.ts";

function stage() {
  const clock = new VirtualClock();
  const host = new SimulatedHost(["3node0", "3node1"], 5, clock.now());
  const run = fieldedCommands(host, new Waits(clock, 1));
  const send = (command: string, target: string, params: Record<string, unknown> = {}) =>
    run({ id: "c-1", command, target, params });
  const advance = (ms: number) => clock.advance(ms, () => Promise.resolve());
  return { clock, host, send, advance, first: nth(host.containers, 0) };
}

Deno.test("fieldedReadings() makes stats that the control host reads whole, in both shapes", () => {
  const { clock, host } = stage();
  for (const schema of ["full", "small"] as const) {
    const data = fieldedReadings(host, "HOST-1", schema)(clock.now(), "stats");
    const reading = decodeNodeFrame(
      JSON.stringify({ type: "stats", timestamp: clock.now(), data }),
    );
    assert.ok(reading.type === "statsReported");
    const { system, containers } = reading;
    assert.deepEqual(containers.map(({ name }) => name), ["3node0", "3node1"]);
    assert.ok((system.cpuPercent ?? 0) > 0 && (system.diskPercent ?? 50) < 90);
    assert.equal(containers[0]?.syncState, schema === "full" ? "synced" : null);
  }
});

Deno.test("fieldedReadings() tells payouts with each summary, and each era once", async () => {
  const { clock, host, advance } = stage();
  const look = fieldedReadings(host, "HOST-1", "full");
  const summary = () => {
    const data = look(clock.now(), "summary");
    const read = decodeNodeFrame(JSON.stringify({ type: "summary", timestamp: clock.now(), data }));
    return read.type === "summaryReported" ? read : assert.fail(read.type);
  };
  const era = eraOf(networkHeight(clock.now()));
  const first = summary();
  assert.deepEqual(first.payoutChecks, [
    { container: "3node0", currentEra: era, unclaimed: 0, synced: true, error: null },
  ]);
  const eras = ({ eraTransitions }: typeof first) =>
    eraTransitions.map(({ container, currentEra }) => [container, currentEra]);
  assert.deepEqual(eras(first), [["3node0", era], ["3node1", era]]);
  await advance(60_000);
  assert.deepEqual(eras(summary()), []);
  await advance(3_600_000);
  assert.deepEqual(eras(summary()), [["3node0", era + 1], ["3node1", era + 1]]);
});

Deno.test("fieldedReadings() leaves out what does not run, and says that a node is starting", async () => {
  const { clock, host, send, advance } = stage();
  const look = fieldedReadings(host, "HOST-1", "full");
  const states = () =>
    (look(clock.now(), "stats").containers as { name: string; sync_state: string }[])
      .map((container) => `${container.name} ${container.sync_state}`);
  send("stop", "3node0");
  await advance(1_800);
  assert.deepEqual(states(), ["3node1 synced"]);
  send("start", "3node0");
  await advance(1_200);
  assert.deepEqual(states(), ["3node0 initializing", "3node1 synced"]);
  await advance(10_000);
  assert.deepEqual(states(), ["3node0 synced", "3node1 synced"]);
});

Deno.test("fieldedCommands() restarts all that runs, in the client's words", async () => {
  const { host, send, advance } = stage();
  assert.deepEqual(send("restart", "all"), {
    takesMs: 3_000,
    result: "3node0 재시작됨\n3node1 재시작됨",
  });
  await advance(2_000);
  assert.deepEqual(host.containers.map(({ running }) => running), [false, false]);
  await advance(1_000);
  assert.deepEqual(host.containers.map(({ running }) => running), [true, true]);
});

Deno.test("fieldedCommands() fails for a container that is not there", () => {
  const { send } = stage();
  assert.equal(send("restart", "3node9").error, "No such container: 3node9");
});

Deno.test("fieldedCommands() answers as many lines of a log as were asked for", () => {
  const { send } = stage();
  assert.equal(String(send("logs", "3node0", { lines: 7 }).result).trim().split("\n").length, 7);
  assert.equal(String(send("logs", "3node0").result).trim().split("\n").length, 50);
  assert.equal(send("logs", "3node0", { lines: "many" }).result, "");
});

Deno.test("fieldedCommands() runs what is there, and says with which code the rest has ended", () => {
  const { first, send } = stage();
  assert.equal(send("exec", "3node0", { command: "hostname" }).result, `${first.id}\n`);
  assert.match(send("exec", "3node0", { command: "vim" }).error ?? "", /exit status 127/);
});

Deno.test("fieldedCommands() names a backup after its moment, and has the node down meanwhile", async () => {
  const { first, send, advance } = stage();
  const { result } = send("backup_keys", "3node0");
  assert.equal(result, "키 백업 완료: 3node0-keys-20300101-0000.tar.gz");
  await advance(2_000);
  assert.equal(first.running, false);
  await advance(1_000);
  assert.equal(first.running, true);
});

Deno.test("fieldedCommands() makes new keys, or none while that fails", () => {
  const { host, first, send } = stage();
  const { result } = send("rotate_keys", "3node0");
  const [, key = ""] = /^새 세션 키: (0x[0-9a-f]{256})$/.exec(String(result)) ?? [];
  assert.ok(first.holds(key));
  host.keysFail = true;
  assert.match(send("rotate_keys", "3node0").error ?? "", /exit status 28/);
});

Deno.test("fieldedCommands() takes seconds longer on a slow disk", () => {
  const { clock, host, send } = stage();
  const { takesMs } = send("logs", "3node0");
  host.slowDisk(true, clock.now());
  assert.equal(send("logs", "3node0").takesMs, takesMs + 3_000);
});
