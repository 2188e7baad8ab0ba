import assert from "node:assert/strict";
import { SYSTEM_CLOCK } from "../../../../actors/kernel/mod.ts";
import { VirtualClock } from "../../../../actors/kernel/testing.ts";
import { Observers } from "../../../../agents/displays/observers.ts";
import { fileState } from "../../../../agents/sync/agent/file_state.ts";
import { firstState } from "../../../../agents/sync/agent/first_state.ts";
import {
  commandState,
  programState,
  wmiState,
} from "../../../../agents/sync/agent/program_state.ts";
import type { StateFeed } from "../../../../agents/sync/agent/state_source.ts";
import { StateUnavailable } from "../../../../agents/sync/agent/state_source.ts";
import { readWmiLine } from "../../../../agents/sync/agent/wmi_state.ts";
import { eventually } from "../../../support/eventually.ts";
import { membersOf } from "../../cameras/recorded_feed.ts";

const PATIENCE_MS = 10_000;

/** Keeps what a source reports. */
class Feed implements StateFeed {
  readonly heard: string[] = [];
  readonly #observers = new Observers(() => JSON.stringify(this.heard));
  read(digit: number): void {
    this.#add(String(digit));
  }
  failed(reason: string): void {
    this.#add(reason);
  }
  until(count: number): Promise<void> {
    return this.#observers.until(() => this.heard.length >= count, PATIENCE_MS);
  }
  #add(what: string): void {
    this.heard.push(what);
    this.#observers.notify();
  }
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

Deno.test("fileState() reads its file every second, and says what is wrong with it", async () => {
  const clock = new VirtualClock();
  const feed = new Feed();
  let text: string | Error = "master\n";
  const read = () => text instanceof Error ? Promise.reject(text) : Promise.resolve(text);
  const running = fileState({ path: "state", clock, read }).start(feed);
  for (const next of ["slave", "no idea", new Deno.errors.NotFound("gone")]) {
    await clock.advance(1_000, turns);
    text = next;
  }
  await clock.advance(1_000, turns);
  await running.stop();
  await clock.advance(5_000, turns);
  assert.deepEqual(feed.heard.slice(0, 4), ["2", "2", "1", '"no idea" is no state']);
  assert.deepEqual(feed.heard.slice(4), ["it cannot be read: it is not there"]);
});

Deno.test("fileState() reads a file of the file system, and refuses a large one", async () => {
  const path = await Deno.makeTempFile();
  await Deno.writeTextFile(path, "Error\r\n");
  assert.equal(await firstState(fileState({ path, clock: SYSTEM_CLOCK }), SYSTEM_CLOCK), 0);
  for (const mark of ["\ufeff", ""]) {
    await Deno.writeTextFile(path, `${mark}Slave\r\n`);
    assert.equal(await firstState(fileState({ path, clock: SYSTEM_CLOCK }), SYSTEM_CLOCK), 1);
  }
  // What PowerShell writes for `"Master" > state.txt`.
  const utf16 = Uint16Array.from("\ufeffMaster\r\n", (letter) => letter.charCodeAt(0));
  await Deno.writeFile(path, new Uint8Array(utf16.buffer));
  assert.equal(await firstState(fileState({ path, clock: SYSTEM_CLOCK }), SYSTEM_CLOCK), 2);
  await Deno.writeTextFile(path, "2\n".repeat(40_000));
  const feed = new Feed();
  const running = fileState({ path, clock: SYSTEM_CLOCK }).start(feed);
  await feed.until(1);
  await running.stop();
  assert.match(feed.heard[0] ?? "", /cannot be read: it has 80000 bytes/);
  await Deno.remove(path);
});

Deno.test("commandState() asks a command that ends again and again", async () => {
  const path = await Deno.makeTempFile();
  await Deno.writeTextFile(path, "slave");
  const feed = new Feed();
  const running = commandState(`cat ${path}`, SYSTEM_CLOCK).start(feed);
  await feed.until(1);
  await Deno.writeTextFile(path, "master");
  await feed.until(2);
  await running.stop();
  assert.deepEqual(feed.heard, ["1", "2"]);
  await Deno.remove(path);
});

Deno.test("commandState() reads a command that goes on line by line, and leaves nothing of it", async () => {
  const feed = new Feed();
  const script = "echo 0; echo 7; echo Master; sleep 600 & echo $$; wait";
  const running = commandState(script, SYSTEM_CLOCK).start(feed);
  await feed.until(4);
  const group = Number(/"(\d+)"/.exec(feed.heard[3] ?? "")?.[1]);
  assert.ok((await membersOf(group)).length >= 2);
  await running.stop();
  await eventually(() => membersOf(group), (members) => members.length === 0, PATIENCE_MS);
  assert.deepEqual(feed.heard.slice(0, 3), ["0", 'the command says "7", which is no state', "2"]);
});

Deno.test("commandState() says how a command ended that went wrong", async () => {
  const feed = new Feed();
  const running = commandState("echo 'no card' >&2; exit 3", SYSTEM_CLOCK).start(feed);
  await feed.until(1);
  await running.stop();
  assert.deepEqual(feed.heard, ["exit code 3: no card"]);
});

Deno.test("programState() ends a program that says nothing for 10 s, and starts it again", async () => {
  const clock = new VirtualClock();
  const feed = new Feed();
  const starts: (() => void)[] = [];
  const running = programState({
    name: "mute",
    line: { program: "mute", args: [] },
    clock,
    read: readWmiLine,
    start: () => {
      const { promise, resolve } = Promise.withResolvers<string>();
      starts.push(() => resolve("SIGTERM"));
      const stop = () => Promise.resolve(resolve("SIGTERM"));
      const silent = () => new ReadableStream<Uint8Array>({ start: (to) => to.close() });
      return { stdin: undefined, stdout: silent(), stderr: silent(), ended: promise, stop };
    },
  }).start(feed);
  await clock.advance(10_000, settle);
  await clock.advance(1_000, settle);
  assert.deepEqual(feed.heard, ["it has said nothing for 10 s", "SIGTERM"]);
  assert.equal(starts.length, 2);
  await running.stop();
});

/** Streams end some turns of the event loop later. */
function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

Deno.test("programState() says which program is missing", () => {
  const source = programState({
    name: "card",
    line: { program: "no-such-card-program", args: [] },
    clock: SYSTEM_CLOCK,
    read: readWmiLine,
  });
  assert.throws(
    () => source.start(new Feed()),
    (cause) => cause instanceof StateUnavailable && cause.code === "missing",
  );
});

Deno.test("wmiState() is for Windows only, and asks one PowerShell for many readings", () => {
  assert.throws(
    () => wmiState(SYSTEM_CLOCK, "linux"),
    (cause) => cause instanceof StateUnavailable && cause.code === "noWmi",
  );
  assert.equal(wmiState(SYSTEM_CLOCK, "windows").name, "NVIDIA's WMI");
});

Deno.test("programState() passes on what a program says of WMI, reading after reading", async () => {
  const feed = new Feed();
  const script = "echo 'states 1,2'; echo 'failed Invalid namespace'; echo 'states 0'; sleep 600";
  const running = programState({
    name: "WMI",
    line: { program: "sh", args: ["-c", script] },
    clock: SYSTEM_CLOCK,
    read: readWmiLine,
  }).start(feed);
  await feed.until(3);
  await running.stop();
  assert.deepEqual(feed.heard, ["2", "WMI: Invalid namespace", "0"]);
});
