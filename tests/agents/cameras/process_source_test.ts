import assert from "node:assert/strict";
import { processSource } from "../../../agents/cameras/process_source.ts";
import { SourceUnavailable } from "../../../agents/cameras/video_source.ts";
import { membersOf, RecordedFeed } from "./recorded_feed.ts";

const PATIENCE_MS = 10_000;

function shell(script: string) {
  return processSource({ codec: "h264", choices: [{ program: "sh", args: ["-c", script] }] });
}

Deno.test("processSource() passes on what its program writes and says, and how it ended", async () => {
  const feed = new RecordedFeed();
  shell("printf one; echo 'a warning' >&2; printf two; exit 3").start(feed);
  await feed.until(() => feed.endings.length > 0, PATIENCE_MS);
  assert.equal(feed.text, "onetwo");
  assert.deepEqual(feed.lines, ["a warning"]);
  assert.deepEqual(feed.endings, ["exit code 3"]);
});

Deno.test("processSource() takes the first program that is installed", async () => {
  const source = processSource({
    codec: "h264",
    choices: [
      { program: "no-such-program-vid", args: [] },
      { program: "sh", args: ["-c", "printf second"] },
    ],
  });
  const feed = new RecordedFeed();
  source.start(feed);
  await feed.until(() => feed.endings.length > 0, PATIENCE_MS);
  assert.equal(feed.text, "second");
  assert.equal(source.name, "sh");
});

Deno.test("processSource() says which programs would do when none of them is installed", () => {
  const choices = ["no-such-rpicam-vid", "no-such-libcamera-vid"];
  const source = processSource({
    codec: "h264",
    choices: choices.map((program) => ({ program, args: [] })),
  });
  assert.throws(() => source.start(new RecordedFeed()), (cause) => {
    assert.ok(cause instanceof SourceUnavailable);
    assert.deepEqual([cause.code, cause.what], ["missing", choices.join(", ")]);
    return true;
  });
});

Deno.test("processSource() leaves nothing of its program behind when it is stopped", async () => {
  const feed = new RecordedFeed();
  const run = shell("sleep 600 & echo $$; sleep 601").start(feed);
  await feed.until(() => feed.text.includes("\n"), PATIENCE_MS);
  const group = Number(feed.text);
  assert.ok((await membersOf(group)).length >= 2, "the shell and what it started");
  await run.stop();
  assert.deepEqual(await membersOf(group), []);
  assert.deepEqual(feed.endings, [], "a stop is no ending");
});

Deno.test("processSource() ends a program that does not listen to SIGTERM", async () => {
  const feed = new RecordedFeed();
  const run = shell("trap '' TERM; echo $$; while :; do sleep 600; done").start(feed);
  await feed.until(() => feed.text.includes("\n"), PATIENCE_MS);
  const group = Number(feed.text);
  await run.stop();
  assert.deepEqual(await membersOf(group), []);
});

Deno.test("processSource() ends what a program has left behind when it ended by itself", async () => {
  const feed = new RecordedFeed();
  shell("sleep 600 & echo $$; exit 1").start(feed);
  await feed.until(() => feed.endings.length > 0, PATIENCE_MS);
  assert.deepEqual(feed.endings, ["exit code 1"]);
  assert.deepEqual(await membersOf(Number(feed.text)), []);
});

Deno.test("processSource() reads no more of its program than is taken", async () => {
  const feed = new RecordedFeed();
  feed.holding = true;
  const run = shell("head -c 8000000 /dev/zero; sleep 600").start(feed);
  await feed.until(() => feed.size > 0, PATIENCE_MS);
  const held = feed.size;
  assert.ok(held < 1_000_000, `${held} bytes were read`);
  feed.release();
  await feed.until(() => feed.size === 8_000_000, PATIENCE_MS);
  await run.stop();
});
