import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { FleetProcess } from "./fleet_keeper.ts";

/** How the process of a fleet is started. */
export interface FleetProgram {
  readonly program: string;
  readonly args: readonly string[];
}

/**
 * Starts the process of a fleet. What it writes to standard error goes to ours.
 *
 * @throws {Deno.errors.NotCapable} without `--allow-run`
 */
export function spawnFleet({ program, args }: FleetProgram): FleetProcess {
  const child = new Deno.Command(program, {
    args: [...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const input = child.stdin.getWriter();
  const encoder = new TextEncoder();
  return {
    lines: createInterface({ input: Readable.from(child.stdout) }),
    ended: child.status.then(({ code, signal }) => signal ?? `exit code ${code}`),
    write(line) {
      // A process that is gone reads nothing; its end is told elsewhere.
      input.write(encoder.encode(`${line}\n`)).catch(() => {});
    },
    closeInput: () => void input.close().catch(() => {}),
    kill() {
      try {
        child.kill("SIGKILL");
      } catch {
        // It has ended already, which is what was wanted.
      }
    },
  };
}
