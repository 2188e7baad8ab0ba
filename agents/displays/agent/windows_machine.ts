import { isAlive } from "./is_alive.ts";
import type { Launched, LaunchOrder, ShowMachine } from "./machine.ts";
import { OutputTail } from "./output_tail.ts";
import { WINDOWS } from "./windows_line.ts";
import { parseProcessCsv, treeOf } from "./windows_table.ts";
import { windowsText } from "./windows_text.ts";

/** A look starts a PowerShell, which takes a second of processor time. */
const LOOK_MS = 10_000;
const TABLE = "Get-CimInstance Win32_Process | Select-Object ProcessId,ParentProcessId," +
  "@{n='Started';e={$_.CreationDate.ToFileTimeUtc()}} | ConvertTo-Csv -NoTypeInformation";

/** Windows, which has neither groups nor marks: a tree of parents and their children. Nobody has measured it yet. */
export const WINDOWS_MACHINE: ShowMachine = {
  dialect: WINDOWS,
  lookEveryMs: LOOK_MS,
  launch,
  async members(_runId, leader) {
    const text = await outputOf("powershell.exe", ["-NoProfile", "-Command", TABLE]);
    return treeOf(parseProcessCsv(text), leader);
  },
  alive: isAlive,
  async signal(pids, how) {
    const forced = how === "force" ? ["/F"] : [];
    const named = pids.flatMap((pid) => ["/PID", String(pid)]);
    if (named.length > 0) await outputOf("taskkill.exe", [...forced, ...named]);
  },
};

function launch({ program, args }: LaunchOrder): Launched {
  const child = new Deno.Command(program, {
    args: [...args],
    windowsRawArguments: true,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const tail = new OutputTail();
  const read = Promise.allSettled([tail.read(child.stdout), tail.read(child.stderr)]);
  const ended = child.status.then(async ({ code, signal }) => {
    await read;
    return { exitCode: code, signal };
  });
  return { pid: child.pid, ended, output: () => windowsText(tail.bytes) };
}

async function outputOf(program: string, args: readonly string[]): Promise<string> {
  const { stdout } = await new Deno.Command(program, {
    args: [...args],
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).output();
  return new TextDecoder().decode(stdout);
}
