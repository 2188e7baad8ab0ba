import { z } from "zod";
import type { WireJson } from "../../../../protocols/mserver/events.ts";
import type { DeviceClock } from "../../../waits.ts";
import type { NodeNotice } from "../command_runner.ts";
import type { ContainerEngine, ContainerFacts } from "../container_engine.ts";
import type { KeyMemory } from "../keys/key_memory.ts";
import type { KeyFolders } from "../keys/key_folders.ts";
import type { KeyBackups } from "../keys/key_backups.ts";
import type { SubstrateRpc } from "../substrate_rpc.ts";
import type { PayoutProgram } from "./payout_program.ts";

/** What commands work with. */
export interface CommandTools {
  readonly engine: ContainerEngine;
  readonly rpc: SubstrateRpc;
  readonly clock: DeviceClock;
  readonly keyMemory: KeyMemory;
  readonly keyFolders: KeyFolders;
  readonly backups: KeyBackups;
  /** Undefined: this machine pays nothing out. */
  readonly payout: PayoutProgram | undefined;
}

/** One run of a command on one container. */
export interface CommandRun {
  readonly tools: CommandTools;
  readonly container: string;
  /** The container was there a moment ago. */
  readonly facts: ContainerFacts;
  /** Never given for a command that concerns money or keys. */
  readonly signal: AbortSignal;
  say(text: string): void;
}

/** What a command has come to. */
export interface CommandDone {
  readonly result: WireJson;
  readonly after?: readonly NodeNotice[];
}

/** A command that did not work out. The message is a sentence for people, without keys. */
export class CommandFailed extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "CommandFailed";
  }
}

/** One command, whatever its parameters are. */
export interface NodeCommand {
  /** `inTurn`: one after the other for each container, as it changes it. `free`: at any time. */
  readonly turn: "inTurn" | "free";
  /** It ends when nobody wants it any more; false for what concerns money or keys. */
  readonly cancellable: boolean;
  /** It takes `all`, and then runs for each node container. */
  readonly takesAll: boolean;
  /** @throws {CommandFailed} for parameters that it cannot use */
  prepare(params: Readonly<Record<string, unknown>>): (run: CommandRun) => Promise<CommandDone>;
}

interface CommandRule<P> extends Partial<Omit<NodeCommand, "prepare">> {
  readonly params: z.ZodType<P>;
  run(params: P, run: CommandRun): Promise<CommandDone>;
}

/** A command of its rule; by default it runs in turn, may be cancelled, and takes one container. */
export function commandOf<P>(rule: CommandRule<P>): NodeCommand {
  return {
    turn: rule.turn ?? "inTurn",
    cancellable: rule.cancellable ?? true,
    takesAll: rule.takesAll ?? false,
    prepare(params) {
      const read = rule.params.safeParse(params);
      if (!read.success) throw new CommandFailed(problemIn(read.error));
      return (run) => rule.run(read.data, run);
    },
  };
}

/** For commands that need none; what a server sends all the same does no harm. */
export const NO_PARAMS: z.ZodType<Readonly<Record<string, unknown>>> = z.looseObject({});

/** Without the value, which may be a key. */
function problemIn({ issues: [issue] }: z.ZodError): string {
  const path = ["params", ...(issue?.path ?? [])].map(String).join(".");
  return `${path}: ${issue?.message ?? "cannot be read"}`;
}
