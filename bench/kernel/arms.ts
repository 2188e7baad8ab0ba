import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** How a process is started. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

/** One column of the table. */
export interface Arm {
  readonly name: string;
  readonly title: string;
  command(workload: string): Command;
}

/** Erlang's own limit is 262,144 processes; skynet has more. */
const ROOM = ["+P", "2000000"] as const;

/** All arms, in the order of the columns; ours is the first. */
export const ARMS: readonly Arm[] = [
  javascript("ours", "signalbox"),
  javascript("bare", "bare calls"),
  erlang("erlang1", "Erlang +S 1", [...ROOM, "+S", "1"]),
  erlang("erlang", "Erlang", [...ROOM]),
  javascript("nact", "nact"),
  javascript("xstate", "xstate"),
];

/** Says whether an arm is one of the two Erlangs that ratios are taken against. */
export function isErlang({ name }: Arm): boolean {
  return name.startsWith("erlang");
}

function javascript(name: string, title: string): Arm {
  const script = fileURLToPath(new URL("arm.ts", import.meta.url));
  // One flag for all: memory is weighed after a collection.
  const flags = ["run", "-A", "--no-check", "--frozen", "--v8-flags=--expose-gc"];
  return {
    name,
    title,
    command: (workload) => ({
      program: Deno.execPath(),
      args: [...flags, script, name, workload],
    }),
  };
}

function erlang(name: string, title: string, flags: readonly string[]): Arm {
  return {
    name,
    title,
    command: (workload) => ({
      program: "erl",
      args: [
        ...flags,
        "-noshell",
        "-pa",
        compiled(),
        "-s",
        "bench_arm",
        "main",
        "-extra",
        workload,
      ],
    }),
  };
}

let folder: string | undefined;

/** Compiles the Erlang modules once, into a folder that goes when the program ends. */
function compiled(): string {
  if (folder !== undefined) return folder;
  const sources = new URL("erlang/", import.meta.url);
  const files = readdirSync(sources).filter((file) => file.endsWith(".erl"));
  const made = folder = mkdtempSync(`${tmpdir()}/bench_kernel_`);
  process.once("exit", () => rmSync(made, { recursive: true, force: true }));
  execFileSync("erlc", ["-o", made, ...files.map((file) => fileURLToPath(new URL(file, sources)))]);
  return made;
}
