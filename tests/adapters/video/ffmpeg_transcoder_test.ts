import assert from "node:assert/strict";
import { spawnPiped } from "../../../adapters/video/ffmpeg_program.ts";
import {
  createFfmpegTranscoder,
  type FfmpegTranscoder,
} from "../../../adapters/video/ffmpeg_transcoder.ts";
import { signalChild } from "../../support/processes/signal_child.ts";
import { needing, works } from "../../support/machine/system_needs.ts";
import { accessUnits, FRAMES, lives, Takes, watched } from "./transcoder_stage.ts";

const missing = works("ffmpeg", ["-version"]) ? undefined : "needs ffmpeg";

Deno.test({
  ...needing("feed() makes one JPEG of each picture, the last one at once as well", missing),
  async fn() {
    const units = await accessUnits();
    assert.equal(units.length, FRAMES);
    const takes = new Takes(createFfmpegTranscoder());
    for (const unit of units) takes.run.feed(unit);
    await takes.until(FRAMES);
    for (const jpeg of takes.jpegs) {
      assert.deepEqual([...jpeg.subarray(0, 3)], [0xff, 0xd8, 0xff]);
      assert.deepEqual([...jpeg.subarray(-2)], [0xff, 0xd9]);
    }
    assert.equal(takes.run.queuedBytes, 0);
    takes.run.stop();
    assert.equal(await takes.ended, "stopped");
    assert.equal(takes.jpegs.length, FRAMES);
  },
});

Deno.test({
  ...needing("feed() makes a picture of a single keyframe, for a snapshot", missing),
  async fn() {
    const [keyframe = new Uint8Array()] = await accessUnits();
    const takes = new Takes(createFfmpegTranscoder());
    takes.run.feed(keyframe);
    await takes.until(1);
    takes.run.stop();
    await takes.ended;
  },
});

Deno.test({
  ...needing("feed() goes on when the size changes in mid-stream", missing),
  async fn() {
    const [small, large] = [await accessUnits(), await accessUnits("640x480")];
    const takes = new Takes(createFfmpegTranscoder());
    for (const unit of small) takes.run.feed(unit);
    await takes.until(FRAMES);
    for (const unit of large) takes.run.feed(unit);
    await takes.until(2 * FRAMES);
    takes.run.stop();
    await takes.ended;
  },
});

Deno.test({
  ...needing(
    "ended() tells of a killed program, and of one that cannot read what it gets",
    missing,
  ),
  async fn() {
    const { transcoder, newest } = await watched();
    const killed = new Takes(transcoder);
    signalChild(newest(), "SIGKILL");
    assert.equal(await killed.ended, "ffmpeg was ended by SIGKILL");
    killed.run.feed(new Uint8Array(100));
    killed.run.stop();
    const wrong = createFfmpegTranscoder({
      spawn: (command) =>
        spawnPiped(command, ["-hide_banner", "-loglevel", "error", "-i", "/nowhere"]),
    });
    assert.match(
      await new Takes(wrong).ended,
      /^ffmpeg ended with code \d+: \/nowhere: No such file/,
    );
  },
});

Deno.test({
  ...needing("stop() leaves no process behind, and nothing is made after it", missing),
  async fn() {
    const { transcoder, newest } = await watched();
    const units = await accessUnits();
    const takes = new Takes(transcoder);
    for (const unit of units) takes.run.feed(unit);
    await takes.until(1);
    const made = takes.jpegs.length;
    takes.run.stop();
    takes.run.stop();
    assert.equal(await takes.ended, "stopped");
    assert.equal(takes.jpegs.length, made);
    assert.equal((await newest().status).signal, "SIGKILL");
  },
});

Deno.test({
  ...needing("ffmpeg ends when the process that has started it is killed", missing),
  async fn() {
    const owner = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--frozen",
        "--allow-run=ffmpeg",
        new URL("./orphan_entry.ts", import.meta.url).pathname,
      ],
      stdin: "null",
      stdout: "piped",
    }).spawn();
    const { value } = await owner.stdout.getReader().read();
    const pid = Number(new TextDecoder().decode(value));
    assert.ok(lives(pid));
    owner.kill("SIGKILL");
    await owner.status;
    while (lives(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
  },
});

Deno.test({
  ...needing("feed() ends a program that takes nothing in, with bounded memory", missing),
  async fn() {
    const idle = createFfmpegTranscoder({ spawn: () => spawnPiped("sleep", ["60"]) });
    const takes = new Takes(idle);
    for (let n = 0; n < 100; n++) takes.run.feed(new Uint8Array(1024 * 1024));
    assert.ok(takes.run.queuedBytes <= 9.1 * 1024 * 1024, `${takes.run.queuedBytes}`);
    assert.match(await takes.ended, /^ffmpeg has left \d+ bytes waiting$/);
  },
});

Deno.test("unavailable says in a sentence why there is no program, and start() ends with it", async () => {
  const cases: readonly [FfmpegTranscoder, RegExp][] = [
    [createFfmpegTranscoder({ command: "no-such-program" }), /^no-such-program is not installed$/],
    [
      createFfmpegTranscoder({ permitted: () => false }),
      /^ffmpeg is not installed, or Signalbox may not run it \(--allow-run=ffmpeg\)$/,
    ],
    [
      createFfmpegTranscoder({ spawn: () => spawnPiped("false", []) }),
      /^ffmpeg does not run: it ended with code 1$/,
    ],
  ];
  for (const [transcoder, words] of cases) {
    await transcoder.probe();
    assert.match(`${transcoder.unavailable}`, words);
    const takes = new Takes(transcoder);
    takes.run.feed(new Uint8Array(10));
    takes.run.stop();
    assert.match(await takes.ended, words);
    assert.equal(takes.run.queuedBytes, 0);
  }
});

Deno.test("unavailable looks once, and not before it is asked", async () => {
  let looks = 0;
  const transcoder = createFfmpegTranscoder({
    spawn() {
      looks++;
      return spawnPiped("true", []);
    },
  });
  assert.equal(looks, 0);
  assert.equal(transcoder.unavailable, null);
  assert.equal(transcoder.unavailable, null);
  await transcoder.probe();
  assert.equal(transcoder.unavailable, null);
  assert.equal(looks, 1);
});
