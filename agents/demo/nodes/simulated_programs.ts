import { EngineError, type ExecOutcome } from "../../nodes/agent/container_engine.ts";
import { rpcPortOf } from "../../nodes/agent/node_names.ts";
import { namesIn } from "./node_files.ts";
import { answerRpc } from "./node_rpc.ts";
import type { SimulatedContainer } from "./simulated_container.ts";

/** A program that is run inside a container. */
export interface ProgramCall {
  readonly container: SimulatedContainer;
  readonly args: readonly string[];
  readonly input: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

type Program = (call: ProgramCall) => ExecOutcome;

/** What curl ends with when nobody listens. */
const COULD_NOT_CONNECT = 7;

/** What is installed in a simulated container: enough for its RPC, and for a person who looks around. */
const PROGRAMS: ReadonlyMap<string, Program> = new Map<string, Program>([
  ["curl", curl],
  ["echo", ({ args }) => said(`${args.join(" ")}\n`)],
  ["hostname", ({ container }) => said(`${container.id}\n`)],
  ["date", ({ now }) => said(`${new Date(now).toUTCString()}\n`)],
  ["uptime", ({ container, now }) => {
    const minutes = Math.floor((now - (container.startedAt ?? now)) / 60_000);
    return said(`up ${minutes} minutes\n`);
  }],
  ["ls", ({ container, args }) => list(container, args)],
  ["du", ({ container, args, now }) => {
    return said(`${Math.floor(container.dataBytes(now) / 1_024)}\t${args.at(-1)}\n`);
  }],
  ["true", () => said("")],
  ["false", () => ({ ...said(""), exitCode: 1 })],
]);

/** Runs a program to its end. @throws {EngineError} `noProgram` */
export function runProgram(program: string, call: ProgramCall): ExecOutcome {
  const run = PROGRAMS.get(program.slice(program.lastIndexOf("/") + 1));
  if (run !== undefined) {
    // What our own agent asks the node's RPC is nobody's command.
    if (run !== curl) call.container.onDeed("ran", [program, ...call.args].join(" "));
    return run(call);
  }
  throw new EngineError("noProgram", `There is no program ${program} in ${call.container.name}.`);
}

function curl({ container, args, input, now }: ProgramCall): ExecOutcome {
  const url = args.find((arg) => /^https?:\/\//.test(arg)) ?? "";
  const port = URL.canParse(url) ? Number(new URL(url).port) : 0;
  if (port !== rpcPortOf(container.name) || !container.servesRpc(now)) {
    const stderr = `curl: (${COULD_NOT_CONNECT}) Failed to connect to 127.0.0.1 port ${port}\n`;
    return { exitCode: COULD_NOT_CONNECT, stdout: "", stderr, truncated: false };
  }
  return said(answerRpc(container, input, now));
}

/** `ls` of one folder, by lines. */
function list(container: SimulatedContainer, args: readonly string[]): ExecOutcome {
  const folder = args.find((arg) => !arg.startsWith("-")) ?? "/";
  const names = namesIn(container, folder);
  if (names.length > 0) return said(names.map((name) => `${name}\n`).join(""));
  const stderr = `ls: cannot access '${folder}': No such file or directory\n`;
  return { exitCode: 2, stdout: "", stderr, truncated: false };
}

function said(stdout: string): ExecOutcome {
  return { exitCode: 0, stdout, stderr: "", truncated: false };
}
