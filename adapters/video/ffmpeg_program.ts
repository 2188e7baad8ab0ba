/**
 * What ffmpeg is started with: H.264 in, one JPEG after the other out, as soon as each is there.
 *
 * - `-probesize 32 -analyzeduration 0`: it must not gather seconds of video to learn what it is told here. Nothing is
 *   lost by that, while `-fflags nobuffer` would throw away the first keyframe group.
 * - `-threads 1` twice: decoding in several threads holds as many pictures back, and the control host has other work.
 * - `-fps_mode passthrough`: a picture out for each one in; a raw stream has no times that could be followed.
 * - `-q:v 5`: JPEG as cameras make it, 60 to 120 kB at 1080p.
 */
export const FFMPEG_ARGUMENTS: readonly string[] = [
  ..."-hide_banner -loglevel error -probesize 32 -analyzeduration 0 -flags low_delay".split(" "),
  ..."-threads 1 -f h264 -i pipe:0".split(" "),
  ..."-fps_mode passthrough -f image2pipe -c:v mjpeg -q:v 5 -threads 1 pipe:1".split(" "),
];

/** Starts a program with all three streams piped. */
export type SpawnProgram = (command: string, args: readonly string[]) => Deno.ChildProcess;

/** {@link SpawnProgram} by Deno's own means. */
export function spawnPiped(command: string, args: readonly string[]): Deno.ChildProcess {
  const piped = { stdin: "piped", stdout: "piped", stderr: "piped" } as const;
  return new Deno.Command(command, { args: [...args], ...piped }).spawn();
}

/**
 * Whether Signalbox may run a program, without asking anybody: where the permission is missing, the terminal is left
 * alone. Deno takes a program that was not there at its start for one that may not be run.
 */
export function mayRun(command: string): boolean {
  return Deno.permissions.querySync({ name: "run", command }).state === "granted";
}
