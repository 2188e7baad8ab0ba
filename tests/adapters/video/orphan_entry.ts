/**
 * Starts ffmpeg, says its process number, and waits to be killed.
 *
 * @module
 */
import { spawnPiped } from "../../../adapters/video/ffmpeg_program.ts";
import { createFfmpegTranscoder } from "../../../adapters/video/ffmpeg_transcoder.ts";

let pid = 0;
const transcoder = createFfmpegTranscoder({
  spawn(command, args) {
    const program = spawnPiped(command, args);
    pid = program.pid;
    return program;
  },
});
await transcoder.probe();
const run = transcoder.start(() => {}, () => {});
run.feed(new Uint8Array(10));
await Deno.stdout.write(new TextEncoder().encode(String(pid)));
setInterval(() => {}, 1_000);
