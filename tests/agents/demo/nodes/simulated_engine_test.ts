import assert from "node:assert/strict";
import { EngineError, type LogPiece } from "../../../../agents/nodes/agent/container_engine.ts";
import { readTar } from "../../../../agents/nodes/agent/keys/tar_entries.ts";
import { engineStage } from "./engine_stage.ts";

const KEYSTORE = "/root/data/chains/creditcoin3/keystore";

function isEngineError(code: EngineError["code"]) {
  return (cause: unknown) => cause instanceof EngineError && cause.code === code;
}

Deno.test("SimulatedEngine.containers() says what runs, and what has stopped", async () => {
  const { engine, after } = engineStage();
  const [first, second] = await after(20, engine.containers());
  assert.equal(first?.state, "running");
  assert.match(first?.status ?? "", /^Up \d+ (days|hours)$/);
  assert.match(first?.id ?? "", /^[0-9a-f]{12}$/);
  assert.ok(first?.argv.join(" ").includes("--base-path /root/data"));
  await after(3_000, engine.stop("3node1"));
  const [, stopped] = await after(20, engine.containers());
  assert.deepEqual([second?.state, stopped?.state], ["running", "exited"]);
  assert.match(stopped?.status ?? "", /^Exited \(0\) \d seconds ago$/);
});

Deno.test("SimulatedEngine takes seconds to restart, and counters begin anew", async () => {
  const { engine, after, node, clock, advance } = engineStage();
  const before = await after(20, engine.load("3node0"));
  assert.ok(before.networkReceivedBytes > 1_000_000_000);
  const restarting = engine.restart("3node0");
  await advance(1_900);
  assert.equal(node.running, false);
  await after(1_200, restarting);
  assert.equal(node.running, true);
  await advance(10_000);
  const load = await after(20, engine.load("3node0"));
  assert.ok(load.networkReceivedBytes < 1_000_000 && load.networkReceivedBytes > 0);
  assert.equal(node.servesRpc(clock.now()), true);
});

Deno.test("SimulatedEngine says that there is nothing to start or to stop", async () => {
  const { engine, after } = engineStage();
  assert.equal(await after(0, engine.start("3node0")), false);
  assert.equal(await after(3_000, engine.stop("3node0")), true);
  assert.equal(await after(0, engine.stop("3node0")), false);
});

Deno.test("SimulatedEngine rejects what cannot be, each in its own way", async () => {
  const { engine, after } = engineStage();
  await assert.rejects(engine.start("3node9"), isEngineError("notFound"));
  const wrong = engine.exec("3node0", ["vim"]);
  await assert.rejects(after(20, wrong), isEngineError("noProgram"));
  await assert.rejects(after(20, engine.readArchive("3node0", "/etc")), isEngineError("notFound"));
  await after(3_000, engine.stop("3node0"));
  await assert.rejects(engine.load("3node0"), isEngineError("notRunning"));
  await assert.rejects(engine.exec("3node0", ["date"]), isEngineError("notRunning"));
});

Deno.test("SimulatedEngine gives up at the caller's signal, and at his time", async () => {
  const { engine, host, advance, clock } = engineStage();
  host.slowDisk(true, clock.now());
  const leaving = new AbortController();
  const aborted = assert.rejects(
    engine.restart("3node0", { signal: leaving.signal }),
    isEngineError("aborted"),
  );
  leaving.abort();
  await aborted;
  const late = assert.rejects(
    engine.logs("3node0", 5, { timeoutMs: 1_000 }),
    isEngineError("timedOut"),
  );
  await advance(1_100);
  await late;
  assert.equal(clock.pending, 0);
});

Deno.test("SimulatedEngine.readArchive() is a tar of the same keys each time, whether the node runs or not", async () => {
  const { engine, after } = engineStage();
  const read = async () => await readTar(await after(20, engine.readArchive("3node0", KEYSTORE)));
  const entries = await read();
  assert.equal(entries.length, 4);
  assert.ok(entries.every(({ header: { name } }) => /^keystore\/[0-9a-f]{72}$/.test(name)));
  await after(3_000, engine.stop("3node0"));
  assert.deepEqual(await read(), entries);
});

Deno.test("SimulatedEngine.exec() lists the folders that an archive holds", async () => {
  const { engine, after } = engineStage();
  const chains = await after(20, engine.exec("3node0", ["ls", "-1", "/root/data/chains"]));
  assert.equal(chains.stdout, "creditcoin3\n");
  const keys = await after(20, engine.exec("3node0", ["ls", "-1", KEYSTORE]));
  assert.equal(keys.stdout.trim().split("\n").length, 4);
  const none = await after(20, engine.exec("3node0", ["ls", "-1", "/nowhere"]));
  assert.deepEqual([none.exitCode, none.stdout], [2, ""]);
});

Deno.test("SimulatedEngine.followLogs() begins with the last lines, and goes on over a restart", async () => {
  const { engine, after, advance } = engineStage();
  const leaving = new AbortController();
  const pieces: LogPiece[] = [];
  const following = (async () => {
    for await (const piece of engine.followLogs("3node0", { lines: 3, signal: leaving.signal })) {
      pieces.push(piece);
    }
  })();
  await advance(0);
  assert.equal(textIn(pieces).trim().split("\n").length, 3);
  await advance(16_000);
  assert.match(textIn(pieces), /block #\d+ taken in/);
  await after(5_000, engine.restart("3node0"));
  await advance(5_000);
  assert.equal(pieces.filter(({ type }) => type === "restarted").length, 1);
  assert.match(textIn(pieces), /rpc is served\n/);
  leaving.abort();
  await following;
});

function textIn(pieces: readonly LogPiece[]): string {
  return pieces.map((piece) => piece.type === "text" ? piece.text : "").join("");
}

Deno.test("SimulatedEngine does not answer a rotation of keys while that is to fail", async () => {
  const { engine, host, advance, after } = engineStage();
  host.keysFail = true;
  const argv = ["curl", "-d", "@-", "http://127.0.0.1:33980/"];
  const ask = (method: string) => {
    const input = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: [] });
    return engine.exec("3node0", argv, { input, timeoutMs: 15_000 });
  };
  const rotation = assert.rejects(ask("author_rotateKeys"), isEngineError("timedOut"));
  assert.equal((await after(20, ask("system_health"))).exitCode, 0);
  await advance(15_000);
  await rotation;
});

Deno.test("SimulatedEngine takes seconds for what touches a slow disk, and says of itself that it is full", async () => {
  const { engine, host, after, advance, clock } = engineStage();
  const { diskUsedBytes, diskTotalBytes } = host.system(clock.now());
  assert.ok(diskUsedBytes / diskTotalBytes < 0.7);
  host.slowDisk(true, clock.now());
  const full = host.system(clock.now());
  assert.equal(Math.round(100 * full.diskUsedBytes / full.diskTotalBytes), 97);
  let answered = false;
  const asked = engine.logs("3node0", 5).then(() => void (answered = true));
  await advance(2_000);
  assert.equal(answered, false);
  await after(2_100, asked);
});

Deno.test("SimulatedContainer tells what it has done: programs, keys, and its ends and starts", async () => {
  const { engine, after, node, rpc } = engineStage();
  const deeds: string[] = [];
  node.onDeed = (what, detail) => deeds.push(`${what} ${detail.slice(0, 6)}`.trim());
  await after(50, engine.exec("3node0", ["echo", "x"]));
  await rpc({ id: 1, jsonrpc: "2.0", method: "author_rotateKeys", params: [] });
  await after(10_000, engine.restart("3node0"));
  assert.deepEqual(deeds.map((deed) => deed.replace(/0x.*/, "0x")), [
    "ran echo x",
    "rotated 0x",
    "stopped",
    "started",
  ]);
});
