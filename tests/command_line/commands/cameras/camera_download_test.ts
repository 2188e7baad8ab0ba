import assert from "node:assert/strict";
import { FakeHost } from "../../fakes/fake_host.ts";
import { recordingBody } from "../../fakes/fake_cameras.ts";

const NAME = "20260301_093000.000.mp4";
const PART = `${NAME}.camera-1.part`;
const TEXT = "all that was recorded";

function stage(): FakeHost {
  const host = new FakeHost();
  host.api.cameras.add("Entrance");
  host.api.cameras.recordings.push(recordingBody(NAME, { bytes: TEXT.length }));
  return host;
}

const ranges = ({ api }: FakeHost) =>
  api.asked.filter(({ path }) => path.endsWith(NAME)).map(({ headers }) => headers.get("range"));

Deno.test("camera download writes a recording into a file of its name, and tells only that on stdout", async () => {
  const host = stage();
  const { code, out, err } = await host.run("camera", "download", "Entrance", NAME);
  assert.deepEqual([code, out, err], [0, `${NAME}\n`, "21 B, all of it.\n"]);
  assert.deepEqual([...host.downloads.files], [[NAME, TEXT]]);
  const told = await host.run("camera", "download", "1", NAME, "-o", "other.mp4", "--json");
  assert.deepEqual(JSON.parse(told.out), { file: "other.mp4", bytes: 21, finished: true });
});

Deno.test("camera download says what is missing when it breaks off, and goes on from there", async () => {
  const host = stage();
  host.api.cameras.breaksAfter = 8;
  const cut = await host.run("camera", "download", "Entrance", NAME);
  assert.deepEqual([cut.code, cut.out, cut.err], [
    1,
    "",
    "13 B are missing.\nThe same line goes on where it stopped.\n",
  ]);
  assert.deepEqual([...host.downloads.files], [[PART, TEXT.slice(0, 8)]]);
  host.api.cameras.breaksAfter = undefined;
  const { code, err } = await host.run("camera", "download", "Entrance", NAME);
  assert.deepEqual([code, err], [0, "Goes on behind the 8 B that are here.\n21 B, all of it.\n"]);
  assert.deepEqual([...host.downloads.files], [[NAME, TEXT]]);
  assert.deepEqual(ranges(host), [null, "bytes=8-"]);
});

Deno.test("camera download asks for nothing more when all of it is there already but its name", async () => {
  const host = stage();
  host.downloads.files.set(PART, TEXT);
  assert.equal((await host.run("camera", "download", "Entrance", NAME)).code, 0);
  assert.deepEqual([ranges(host), [...host.downloads.files.keys()]], [[], [NAME]]);
});

Deno.test("camera download never writes over a file, nor behind a part of another recording", async () => {
  const host = stage();
  host.downloads.files.set(NAME, "mine");
  const there = await host.run("camera", "download", "Entrance", NAME);
  assert.equal(there.code, 1);
  assert.match(there.err, /is there already: choose another file with --output/);
  assert.equal(host.downloads.files.get(NAME), "mine");
  host.downloads.files.set("b.mp4.camera-1.part", `${TEXT} and more`);
  const longer = await host.run("camera", "download", "Entrance", NAME, "-o", "b.mp4");
  assert.equal(longer.code, 1);
  assert.match(longer.err, /b\.mp4\.camera-1\.part is longer than the recording/);
});

Deno.test("camera download refuses an answer that begins at the front again", async () => {
  const host = stage();
  host.downloads.files.set(PART, TEXT.slice(0, 8));
  const fetch = host.api.fetch.bind(host.api);
  host.api.fetch = async (request) => {
    request.headers.delete("range");
    return await fetch(request);
  };
  const { code, err } = await host.run("camera", "download", "Entrance", NAME);
  assert.equal(code, 1);
  assert.match(err, /HTTP 200/);
  assert.equal(host.downloads.files.get(PART), TEXT.slice(0, 8));
});

Deno.test("camera download says that a recording goes on, and tells the nearest name of one that is none", async () => {
  const host = stage();
  const growing = recordingBody("now.mp4", { bytes: 5, finished: false });
  host.api.cameras.recordings.push(growing);
  const { code, err } = await host.run("camera", "download", "Entrance", "now.mp4");
  assert.equal(code, 0);
  assert.match(err, /It was still being written: this is what there was\.\n$/);
  host.env.SIGNALBOX_LANG = "ko";
  const missing = await host.run("camera", "download", "Entrance", "nov.mp4");
  assert.equal(missing.code, 1);
  assert.match(missing.err, /녹화 파일 "nov\.mp4"가 없습니다.*"now\.mp4"/);
});

Deno.test("camera download tells how far it has come, on a terminal alone", async () => {
  const host = stage();
  host.terminal = true;
  const { out } = await host.run("camera", "download", "Entrance", NAME);
  assert.equal(out, `\r\u001b[KFetching 100 %\r\u001b[K${NAME}\n`);
});

Deno.test("camera download in the console stops at Ctrl+C, with what has come until then", async () => {
  const host = stage();
  host.inputTerminal = true;
  host.terminal = true;
  host.keyboard.interruptAfter = 1;
  const fetch = host.api.fetch.bind(host.api);
  host.api.fetch = (request) =>
    request.url.endsWith(NAME) ? Promise.resolve(neverEnding(request, host)) : fetch(request);
  host.keyboard.lines.push(`camera download Entrance ${NAME}`);
  const { code, err } = await host.run("console");
  assert.equal(code, 0);
  assert.match(err, /^13 B are missing\.\nThe same line goes on where it stopped\.\n$/m);
  assert.equal(host.downloads.files.get(PART), TEXT.slice(0, 8));
});

/** Eight bytes, then Ctrl+C, and nothing more. */
function neverEnding({ signal }: Request, host: FakeHost): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      signal.addEventListener("abort", () => controller.error(signal.reason));
      controller.enqueue(new TextEncoder().encode(TEXT.slice(0, 8)));
    },
    // Asked for once the eight bytes were taken.
    pull: () => host.keyboard.passed(),
  }, { highWaterMark: 0 });
  return new Response(body);
}
