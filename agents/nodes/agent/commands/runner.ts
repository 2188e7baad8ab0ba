/**
 * Carries out the thirteen commands of a node host.
 *
 * @example
 * ```ts
 * const runner = createCommandRunner({ engine, clock: realClock, backupFolder: "/var/lib/signalbox/backups" });
 * const order = { id: "cmd_1", command: "logs", target: "3node0", params: { lines: 20 } };
 * const { status, result } = await runner.run(order, () => {}, new AbortController().signal);
 * ```
 * @module
 */
import { cleanLine } from "../../../../protocols/text.ts";
import { ALL_CONTAINERS } from "../../../../protocols/mserver/commands.ts";
import { withoutKeysIn } from "../../../../protocols/mserver/session_keys.ts";
import type { AgentLog } from "../../../agent_log.ts";
import type { DeviceClock } from "../../../waits.ts";
import type { NodeCommandRunner, NodeOrder, NodeOutcome } from "../command_runner.ts";
import type { ContainerEngine, ContainerFacts } from "../container_engine.ts";
import { KeyBackups } from "../keys/key_backups.ts";
import { KeyFolders } from "../keys/key_folders.ts";
import { KeyMemory } from "../keys/key_memory.ts";
import { SubstrateRpc } from "../substrate_rpc.ts";
import { forAll, nodeContainers } from "./all_containers.ts";
import {
  type CommandDone,
  CommandFailed,
  type CommandRun,
  type CommandTools,
  type NodeCommand,
} from "./command.ts";
import { ContainerTurns } from "./container_turns.ts";
import { type PayoutOptions, PayoutProgram, type RunProgram } from "./payout_program.ts";
import { statusTable } from "./status.ts";
import { COMMAND_TABLE } from "./table.ts";

/** What commands are carried out with. */
export interface CommandRunnerOptions {
  readonly engine: ContainerEngine;
  readonly clock: DeviceClock;
  /** Where backups of keys go. */
  readonly backupFolder: string;
  /** Default: one without settings of its own. */
  readonly rpc?: SubstrateRpc;
  /** What `all` stands for. Default: every container that is called like a node. */
  readonly nodes?: readonly string[];
  /** Default: nothing is paid out. */
  readonly payout?: PayoutOptions;
  /** How the payout program is run; for machines that only seem to be there. */
  readonly runProgram?: RunProgram;
  readonly basePaths?: Readonly<Record<string, string>>;
  readonly chains?: Readonly<Record<string, readonly string[]>>;
}

/** A runner, and what to do before it gets its first order. */
export interface StartedCommandRunner extends NodeCommandRunner {
  /** Starts nodes that a killed agent has stopped for a backup. Never rejects. */
  recover(log: AgentLog): Promise<void>;
}

/** See the module. */
export function createCommandRunner(options: CommandRunnerOptions): StartedCommandRunner {
  const { engine, clock, backupFolder: folder, payout } = options;
  const keyFolders = new KeyFolders(options);
  const tools: CommandTools = {
    engine,
    clock,
    rpc: options.rpc ?? new SubstrateRpc({ engine }),
    keyMemory: new KeyMemory(),
    keyFolders,
    backups: new KeyBackups({ engine, clock, keyFolders, folder }),
    payout: payout === undefined ? undefined : new PayoutProgram(payout, options.runProgram),
  };
  return new CommandRunner(tools, options.nodes ?? []);
}

type RunOne = (run: CommandRun) => Promise<CommandDone>;

class CommandRunner implements StartedCommandRunner {
  readonly #tools: CommandTools;
  readonly #nodes: readonly string[];
  readonly #turns = new ContainerTurns();

  constructor(tools: CommandTools, nodes: readonly string[]) {
    this.#tools = tools;
    this.#nodes = nodes;
  }

  async recover(log: AgentLog): Promise<void> {
    await this.#tools.backups.recover(log);
  }

  async run(
    order: NodeOrder,
    say: (text: string) => void,
    signal: AbortSignal,
  ): Promise<NodeOutcome> {
    const command = COMMAND_TABLE.get(order.command);
    if (command === undefined) {
      return failed(`지원되지 않는 명령어: ${cleanLine(order.command, 64)}`);
    }
    try {
      const { result, after } = await this.#carryOut(command, order, say, signal);
      return {
        status: "completed",
        result,
        error: null,
        ...(after === undefined ? {} : { after }),
      };
    } catch (cause) {
      if (command.cancellable && signal.aborted) return failed("cancelled");
      return failed(withoutKeysIn(cause instanceof Error ? cause.message : String(cause)));
    }
  }

  async #carryOut(
    command: NodeCommand,
    { command: name, target, params }: NodeOrder,
    say: (text: string) => void,
    signal: AbortSignal,
  ): Promise<CommandDone> {
    const runOne = command.prepare(params);
    const one = (facts: ContainerFacts) => this.#runOne(command, runOne, facts, say, signal);
    const meant = target === null && name === "status" ? ALL_CONTAINERS : target;
    if (meant === ALL_CONTAINERS && command.takesAll) return await this.#all(name, one);
    if (meant === ALL_CONTAINERS) {
      throw new CommandFailed(`${name} takes one container, not ${meant}`);
    }
    return await one(meant === null ? await this.#onlyNode(name) : await this.#find(meant));
  }

  /** The guides' server names no container, as if each machine had one. */
  async #onlyNode(name: string): Promise<ContainerFacts> {
    const nodes = await nodeContainers(this.#tools.engine, this.#nodes);
    const [only] = nodes;
    if (only !== undefined && nodes.length === 1) return only;
    const there = nodes.map((node) => node.name).join(", ") || "none";
    throw new CommandFailed(`${name} needs a target; the node containers here: ${there}`);
  }

  async #find(target: string): Promise<ContainerFacts> {
    const all = await this.#tools.engine.containers();
    const found = all.find(({ name }) => name === target);
    if (found !== undefined) return found;
    const there = all.map(({ name }) => name).slice(0, 20).join(", ");
    const known = there === "" ? "this machine has none" : `there are ${there}`;
    throw new CommandFailed(`There is no container ${cleanLine(target, 128)} here; ${known}`);
  }

  async #runOne(
    command: NodeCommand,
    runOne: RunOne,
    facts: ContainerFacts,
    say: (text: string) => void,
    signal: AbortSignal,
  ): Promise<CommandDone> {
    const { name: container } = facts;
    const given = command.cancellable ? signal : NEVER;
    const run = { tools: this.#tools, container, signal: given, say };
    if (command.turn === "free") return await runOne({ ...run, facts });
    return await this.#turns.run(container, signal, async () => {
      // It may have been stopped or removed by whoever came before.
      return await runOne({ ...run, facts: await this.#find(container) });
    });
  }

  async #all(name: string, one: (facts: ContainerFacts) => Promise<CommandDone>) {
    const nodes = await nodeContainers(this.#tools.engine, this.#nodes);
    if (nodes.length === 0) throw new CommandFailed("This machine has no node containers");
    if (name === "status") return { result: statusTable(nodes) };
    const { lines, failed } = await forAll(
      nodes,
      async (facts) => String((await one(facts)).result),
    );
    if (failed.length > 0) throw new CommandFailed(lines.join("\n"));
    return { result: lines.join("\n") };
  }
}

const NEVER = new AbortController().signal;

function failed(error: string): NodeOutcome {
  return { status: "failed", result: null, error };
}
