import assert from "node:assert/strict";
import { levelOf, readLines } from "../../../agents/cameras/program_lines.ts";

Deno.test("levelOf() reads the level of libcamera, rpicam-vid and ffmpeg, and takes others for information", () => {
  const lines: readonly (readonly [string, string])[] = [
    ["[0:12:34.567890123] [4321]  INFO Camera camera_manager.cpp:313 libcamera v0.3.2", "info"],
    ["[0:12:34.567890123] [4321]  WARN RPiSdn sdn.cpp:39 Using legacy SDN tuning", "warn"],
    ["[12:12:34.567890123] [4321] ERROR V4L2 v4l2_videodevice.cpp:1248 Failed to start", "error"],
    ["[0:12:34.567890123] [4321] FATAL IPAModule error", "error"],
    ["[0:12:34.567890123] [4321] DEBUG Camera frame done with error code 0", "debug"],
    ["ERROR: *** no cameras available ***", "error"],
    ["[h264 @ 0x5581] [error] non-existing PPS 0 referenced", "error"],
    ["[warning] deprecated pixel format used", "warn"],
    ["#12 (30.00 fps) exp 33239.00 ag 8.00 dg 1.00", "debug"],
    ["Mode selection for 1920:1080:12:P", "info"],
    ["errors may follow, or not", "info"],
  ];
  for (const [line, level] of lines) assert.equal(levelOf(line), level, line);
});

Deno.test("readLines() tells whole lines wherever they were cut, and cuts endless ones", async () => {
  const heard: string[] = [];
  const chunks = ["on", "e\ntwo\r", "\nprogress 1\rprogress 2\r\n\n", "x".repeat(2_000), "\nlast"];
  const bytes = ReadableStream.from(chunks.map((chunk) => new TextEncoder().encode(chunk)));
  await readLines(bytes, (line) => void heard.push(line));
  assert.deepEqual(heard, ["one", "two", "progress 1", "progress 2", "x".repeat(500), "last"]);
});
