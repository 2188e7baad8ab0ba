import {
  type CommandScript,
  healthyMachine,
  type NodeCommand,
  type ScriptedOutcome,
} from "../../nodes/scripted_commands.ts";
import type { Waits } from "../../waits.ts";
import { textOf } from "./log_follow.ts";
import { lastLines } from "./node_log.ts";
import type { SimulatedContainer } from "./simulated_container.ts";
import type { SimulatedHost } from "./simulated_host.ts";
import { runProgram } from "./simulated_programs.ts";

/** What Docker takes. */
const STOP_MS = 1_800;
const START_MS = 1_200;
const LOOK_MS = 200;
/** What everything takes besides, on a disk that is slow. */
const SLOW_DISK_MS = 3_000;
/** After so long, an RPC that does not answer is given up. */
const RPC_TIMEOUT_MS = 10_000;
const RPC_TIMED_OUT = "Command '['docker', 'exec', …]' returned non-zero exit status 28.";
const NO_PROGRAM = "Command '['docker', 'exec', …]' returned non-zero exit status 127.";
const MAX_LINES = 1_000;

/** How a fielded client carries commands out on a simulated machine: in its words, and so that it shows. */
export function fieldedCommands(host: SimulatedHost, waits: Waits): CommandScript {
  return (command) => {
    const outcome = carryOut(host, waits, command);
    return host.slow ? { ...outcome, takesMs: outcome.takesMs + SLOW_DISK_MS } : outcome;
  };
}

function carryOut(host: SimulatedHost, waits: Waits, order: NodeCommand): ScriptedOutcome {
  const { command, target, params } = order;
  const now = waits.clock.now();
  const nodes = targetsOf(host, target);
  if (nodes.length === 0) return { takesMs: LOOK_MS, error: `No such container: ${target}` };
  switch (command) {
    case "start":
    case "stop":
    case "restart":
      return { takesMs: power(command, nodes, waits), result: worded(command, nodes) };
    case "logs":
      return { takesMs: LOOK_MS, result: logOf(nodes, params, now) };
    case "status":
      return { takesMs: LOOK_MS, result: tableOf(nodes) };
    case "rotate_keys":
      return rotate(host, nodes, now);
    case "exec":
      return execute(nodes, params, now);
    case "backup_keys":
      return backUp(nodes, waits, now);
    default:
      return healthyMachine(order);
  }
}

/** `all` is what runs. */
function targetsOf({ containers }: SimulatedHost, target: string): readonly SimulatedContainer[] {
  return containers.filter(({ name, running }) => target === "all" ? running : name === target);
}

/** Answers with how long it takes. */
function power(
  command: "start" | "stop" | "restart",
  nodes: readonly SimulatedContainer[],
  waits: Waits,
): number {
  const stopMs = command === "start" ? 0 : STOP_MS;
  const startMs = command === "stop" ? 0 : START_MS;
  const each = (act: (node: SimulatedContainer, now: number) => void) => () => {
    for (const node of nodes) act(node, waits.clock.now());
  };
  if (stopMs > 0) waits.after(stopMs, each((node, now) => node.stop(now)));
  if (startMs > 0) waits.after(stopMs + startMs, each((node, now) => node.start(now)));
  return stopMs + startMs;
}

const WORDS = { start: "시작됨", stop: "중지됨", restart: "재시작됨" } as const;

function worded(command: keyof typeof WORDS, nodes: readonly SimulatedContainer[]): string {
  return nodes.map(({ name }) => `${name} ${WORDS[command]}`).join("\n");
}

function logOf(
  [node]: readonly SimulatedContainer[],
  { lines }: NodeCommand["params"],
  now: number,
): string {
  const count = Math.min(MAX_LINES, Math.max(0, Math.floor(Number(lines ?? 50)) || 0));
  return node === undefined ? "" : textOf(lastLines(node, count, now));
}

function tableOf(nodes: readonly SimulatedContainer[]): string {
  const rows = nodes.map(({ name, running }) => `${name} ${running ? "Up" : "Exited (0)"}`);
  return ["NAMES STATUS", ...rows].join("\n");
}

/** Such clients split a command line at its blanks, and know no shell. */
function execute(
  [container]: readonly SimulatedContainer[],
  { command }: NodeCommand["params"],
  now: number,
): ScriptedOutcome {
  const [program = "", ...args] = String(command ?? "").trim().split(/\s+/);
  try {
    if (container === undefined) return { takesMs: LOOK_MS, result: "" };
    const { stdout } = runProgram(program, { container, args, input: "", now });
    return { takesMs: LOOK_MS, result: stdout };
  } catch {
    return { takesMs: LOOK_MS, error: NO_PROGRAM };
  }
}

/** The node is down meanwhile. */
function backUp(
  nodes: readonly SimulatedContainer[],
  waits: Waits,
  now: number,
): ScriptedOutcome {
  const [name = ""] = nodes.map((node) => node.name);
  const stamp = new Date(now).toISOString().replace(/[-:]/g, "").replace("T", "-").slice(0, 13);
  const takesMs = power("restart", nodes, waits);
  return { takesMs, result: `키 백업 완료: ${name}-keys-${stamp}.tar.gz` };
}

function rotate(
  { keysFail }: SimulatedHost,
  [node]: readonly SimulatedContainer[],
  now: number,
): ScriptedOutcome {
  if (keysFail || node === undefined || !node.servesRpc(now)) {
    return { takesMs: RPC_TIMEOUT_MS, error: RPC_TIMED_OUT };
  }
  return { takesMs: 2 * LOOK_MS, result: `새 세션 키: ${node.rotateKeys()}` };
}
