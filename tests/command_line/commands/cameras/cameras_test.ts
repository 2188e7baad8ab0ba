import assert from "node:assert/strict";
import { FakeHost } from "../../fakes/fake_host.ts";
import { recordingBody } from "../../fakes/fake_cameras.ts";
import { TIME } from "../../fakes/samples.ts";

const FILE = recordingBody("20260301_093000.000.mp4");

function hostWith(...names: readonly string[]): FakeHost {
  const host = new FakeHost();
  for (const name of names) {
    host.api.cameras.add(name);
    host.api.endings.set(name, { state: "completed", afterMs: 250 });
  }
  return host;
}

/** What was posted last. */
function posted({ api }: FakeHost): Readonly<Record<string, unknown>> {
  const { method, path, headers, body } = api.asked.findLast((asked) => asked.method === "POST") ??
    assert.fail("nothing was posted");
  assert.deepEqual([method, path], ["POST", "/cameras/commands"]);
  assert.ok(headers.get("idempotency-key"));
  return body;
}

Deno.test("list cameras shows what each stream does, and why one does not stream", async () => {
  const host = hostWith("Entrance");
  const recording = { startedAt: TIME, segments: 1, bytes: 1, framesDropped: 0, problem: null };
  host.api.cameras.add("10.0.1.2", { recording });
  host.api.cameras.add("Hall\u001b[2J", {
    stream: "connecting",
    reason: "10.0.1.3:8000 refused the connection.",
    picture: null,
  });
  host.now += 5_000;
  const { code, out } = await host.run("list", "cameras");
  assert.equal(code, 0);
  assert.match(
    out,
    /^Id +Name +State +Stream +fps +Picture +Viewers +Recording +Address +Reason$/m,
  );
  assert.match(
    out,
    /^1 +Entrance +● online +▶ streaming +30\.0 +1280×720 h264 +0 +- +10\.0\.1\.1:8000/m,
  );
  assert.match(out, /^2 .* since 5\.0 s ago +10\.0\.1\.2:8000/m);
  assert.match(out, /^3 +Hall \[2J +● online +… connecting +- +- .* refused the connection\.$/m);
});

Deno.test("list cameras hands its filters on, and refuses a state that is none", async () => {
  const host = hostWith("Entrance");
  await host.run("list", "cameras", "--stream", "stalled", "--query", "x", "--liveness", "stale");
  const query = Object.fromEntries(host.api.asked.at(-1)?.query ?? []);
  assert.deepEqual(query, { q: "x", liveness: "stale", stream: "stalled", limit: "500" });
  const { code, err } = await host.run("list", "cameras", "--stream", "streamin");
  assert.equal(code, 2);
  assert.match(err, /--stream.*Did you mean streaming\?/);
});

Deno.test("camera record start names each camera by its number, and follows the rows", async () => {
  const host = hostWith("Entrance", "Hall");
  const { code, out } = await host.run("camera", "record", "start", "Hall", "1");
  assert.equal(code, 0);
  assert.deepEqual(posted(host), {
    action: "record_start",
    cameras: ["id:2", "id:1"],
    deadlineMs: 60_000,
    waitOnlineMs: null,
  });
  assert.match(out, /^Accepted for 2 cameras\.$/m);
  assert.match(out, /Hall +✔ completed/);
  assert.match(out, /^2 of 2 completed\.$/m);
});

Deno.test("camera record stop --all names nobody, and one alone is told by its id", async () => {
  const host = hostWith("Entrance");
  const { code, out } = await host.run("camera", "record", "stop", "--all", "--wait-online", "30s");
  assert.equal(code, 0);
  assert.deepEqual(posted(host), {
    action: "record_stop",
    deadlineMs: 90_000,
    waitOnlineMs: 30_000,
  });
  assert.match(out, /^Accepted: cmd_1$/m);
});

Deno.test("camera record tells what failed, and exits with 1", async () => {
  const host = hostWith("Entrance", "Hall");
  const reason = "The disk is full.";
  host.api.endings.set("Hall", { state: "failed", reason, afterMs: 500 });
  const { code, out } = await host.run("camera", "record", "start", "--all");
  assert.equal(code, 1);
  assert.match(out, /Hall +✘ failed .*The disk is full\./);
  assert.match(out, /^1 of 2 completed\.$/m);
});

Deno.test("camera record --json prints the rows and nothing else", async () => {
  const host = hostWith("Entrance");
  const { out } = await host.run("camera", "record", "start", "Entrance", "--json");
  const { commands } = JSON.parse(out);
  assert.deepEqual(commands.map(({ state }: { state: string }) => state), ["completed"]);
});

Deno.test("camera record wants either names or --all, and tells the nearest name", async () => {
  const host = hostWith("Entrance");
  for (const words of [[], ["Entrance", "--all"]]) {
    const { code, err } = await host.run("camera", "record", "start", ...words);
    assert.deepEqual([code, err.includes("Name cameras, or say --all.")], [2, true]);
  }
  const { code, err } = await host.run("camera", "record", "start", "Entrnce");
  assert.equal(code, 1);
  assert.match(err, /There is no camera "Entrnce"\. Did you mean "Entrance"\?/);
  assert.ok(host.api.asked.every(({ method }) => method === "GET"));
});

Deno.test("camera recordings lists files with length and size, and says which is being written", async () => {
  const host = hostWith("Entrance");
  const { code: none, out: empty } = await host.run("camera", "recordings", "Entrance");
  assert.deepEqual([none, empty], [0, "No recordings yet.\n"]);
  host.api.cameras.recordings.push(FILE, {
    ...FILE,
    name: "now.mp4",
    finished: false,
    width: null,
  });
  const { out } = await host.run("camera", "recordings", "1");
  assert.match(out, /^20260301_093000\.000\.mp4 .*Asia\/Seoul +10 m 0 s +1280×720 +450\.0 MB$/m);
  assert.match(out, /^now\.mp4 .* - +450\.0 MB \(being written\)$/m);
});

Deno.test("camera delete-recording deletes one file, once that was said", async () => {
  const host = hostWith("Entrance");
  host.api.cameras.recordings.push(FILE, { ...FILE, name: "now.mp4" });
  const typed = ["camera", "delete-recording", "Entrance", FILE.name];
  const refused = await host.run(...typed);
  assert.deepEqual([refused.code, refused.err], [
    2,
    "camera delete-recording cannot be taken back: add --yes.\n",
  ]);
  assert.equal(host.api.cameras.recordings.length, 2);
  const { code, out } = await host.run(...typed, "--yes");
  assert.deepEqual([code, out], [0, `${FILE.name} of "Entrance" was deleted.\n`]);
  assert.equal(host.api.asked.at(-1)?.path, `/cameras/id:1/recordings/${FILE.name}`);
  assert.deepEqual(host.api.cameras.recordings.map(({ name }) => name), ["now.mp4"]);
});

Deno.test("camera delete-recording asks for the file's name, and knows when there is none", async () => {
  const host = hostWith("Entrance");
  host.api.cameras.recordings.push(FILE);
  host.terminal = host.inputTerminal = true;
  const mistyped = await host.run("camera", "delete-recording", "1", FILE.name.replace("9", "8"));
  assert.equal(mistyped.code, 1);
  assert.match(mistyped.err, /no recording .* mean "20260301_093000.*\n.*camera recordings 1\n$/);
  host.keyboard.lines.push("yes");
  const declined = await host.run("camera", "delete-recording", "1", FILE.name);
  assert.deepEqual([declined.code, declined.err], [1, "Nothing was done.\n"]);
  host.keyboard.lines.push(FILE.name);
  const { out } = await host.run("camera", "delete-recording", "1", FILE.name, "--json");
  assert.match(out, /What is recorded there is gone for good\./);
  assert.deepEqual(host.api.cameras.recordings, []);
});

Deno.test("camera snapshot writes the picture, and says when it cannot", async () => {
  const host = hostWith("Entrance");
  const { code, out } = await host.run("camera", "snapshot", "Entrance", "-o", "now.jpg");
  assert.deepEqual([code, out], [0, "now.jpg: 4 bytes.\n"]);
  assert.deepEqual([...host.pictures.get("now.jpg") ?? []], [0xff, 0xd8, 0xff, 0xd9]);
  const refused = await host.run("camera", "snapshot", "Entrance", "-o", "/forbidden/now.jpg");
  assert.equal(refused.code, 1);
  assert.match(refused.err, /\/forbidden\/now\.jpg cannot be written \(Not ours\)/);
  host.api.problem = { code: "notImplemented", detail: "ffmpeg is not installed." };
  const missing = await host.run("camera", "snapshot", "Entrance", "-o", "later.jpg");
  assert.deepEqual([missing.code, missing.err.includes("ffmpeg is not installed.")], [1, true]);
  assert.equal(host.pictures.size, 1);
});

Deno.test("camera forget takes the camera away, by force only when told to", async () => {
  const host = hostWith("Entrance");
  const { code, out } = await host.run("camera", "forget", "Entrance", "--force");
  assert.equal(code, 0);
  assert.match(out, /"Entrance" was forgotten/);
  assert.equal(host.api.asked.at(-1)?.query.get("force"), "true");
  assert.deepEqual(host.api.cameras.cameras, []);
});

Deno.test("cameras are spoken of in Korean as well", async () => {
  const host = hostWith("Entrance");
  host.env.SIGNALBOX_LANG = "ko";
  const { out } = await host.run("list", "cameras");
  assert.match(out, /스트림/);
  assert.match(out, /▶ 실시간/);
  const { err } = await host.run("camera", "forget", "Nowhere");
  assert.match(err, /카메라/);
  const nothing = await host.run("camera", "delete-recording", "Entrance", "x.mp4");
  assert.match(nothing.err, /녹화 파일 "x\.mp4".* 없습니다/);
});
