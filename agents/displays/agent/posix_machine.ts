import { isAlive } from "./is_alive.ts";
import type { Launched, LaunchOrder, ShowMachine } from "./machine.ts";
import { POSIX } from "./posix_line.ts";
import { membersOf, parseProcTable, PROC_SCRIPT } from "./proc_table.ts";

/** What a run's processes have in their environment. Not `SIGNALBOX_…`, which would be taken for a setting. */
const MARK = "SBX_RUN";
/**
 * Sends the output to a file, or nowhere where there is no room for one, and becomes the program. What a shell does
 * not find it says in the output, and ends with 127.
 */
const BECOME = 'true >>"$0" && exec >>"$0" 2>&1 || exec >/dev/null 2>&1; exec "$@"';
/** One look costs some milliseconds of processor time, and signal 0 nearly nothing. */
const LOOK_MS = 1_000;

/** Linux. */
export const POSIX_MACHINE: ShowMachine = {
  dialect: POSIX,
  lookEveryMs: LOOK_MS,
  launch,
  async members(runId, leader) {
    const { stdout } = await new Deno.Command("/bin/sh", {
      args: ["-c", PROC_SCRIPT, `${MARK}=${runId}`],
      stdin: "null",
      stdout: "piped",
      stderr: "null",
    }).output();
    return membersOf(parseProcTable(new TextDecoder().decode(stdout)), leader);
  },
  alive: isAlive,
  signal(pids, how) {
    for (const pid of pids) send(pid, how === "ask" ? "SIGTERM" : "SIGKILL");
    return Promise.resolve();
  },
};

function launch({ program, args, runId, outputPath }: LaunchOrder): Launched {
  const child = new Deno.Command("/bin/sh", {
    args: ["-c", BECOME, outputPath, program, ...args],
    env: { [MARK]: runId },
    stdin: "null",
    stdout: "null",
    stderr: "null",
    // A session of its own: no terminal to ask at, and no Ctrl+C from ours.
    detached: true,
  }).spawn();
  const ended = child.status.then(({ code, signal }) => ({ exitCode: code, signal }));
  return { pid: child.pid, ended };
}

function send(pid: number, signal: "SIGTERM" | "SIGKILL"): void {
  try {
    Deno.kill(pid, signal);
  } catch {
    // It has ended by itself, or may not be signalled; a look at who is left tells.
  }
}
