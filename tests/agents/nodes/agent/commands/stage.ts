import assert from "node:assert/strict";
import { VirtualClock } from "../../../../../actors/kernel/testing.ts";
import {
  type CommandRunnerOptions,
  createCommandRunner,
  type StartedCommandRunner,
} from "../../../../../agents/nodes/agent/commands/runner.ts";
import type { NodeOutcome } from "../../../../../agents/nodes/agent/command_runner.ts";
import { FakeEngine } from "../fake_engine.ts";

/** Session keys of four kinds, and others. */
export const KEY = `0x${"ab".repeat(128)}`;
export const OTHER_KEY = `0x${"cd".repeat(128)}`;

/** A runner over a machine with the container 3node0. */
export interface CommandStage {
  readonly engine: FakeEngine;
  readonly clock: VirtualClock;
  readonly runner: StartedCommandRunner;
  readonly said: string[];
  run(
    command: string,
    params?: Record<string, unknown>,
    target?: string | null,
  ): Promise<NodeOutcome>;
  /** The result of a command that completed. */
  result(
    command: string,
    params?: Record<string, unknown>,
    target?: string | null,
  ): Promise<unknown>;
  /** Why it failed. */
  error(command: string, params?: Record<string, unknown>, target?: string | null): Promise<string>;
}

export function commandStage(options: Partial<CommandRunnerOptions> = {}): CommandStage {
  const engine = new FakeEngine();
  engine.add("3node0");
  const clock = new VirtualClock();
  const runner = createCommandRunner({ engine, clock, backupFolder: "/nowhere", ...options });
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const { signal } = new AbortController();
  const run: CommandStage["run"] = (command, params = {}, target = "3node0") =>
    runner.run({ id: "cmd_1", command, target, params }, say, signal);
  return {
    ...{ engine, clock, runner, said, run },
    async result(...order) {
      const { status, result, error } = await run(...order);
      assert.deepEqual([status, error], ["completed", null]);
      return result;
    },
    async error(...order) {
      const { status, result, error } = await run(...order);
      assert.deepEqual([status, result], ["failed", null]);
      return error ?? assert.fail("no reason");
    },
  };
}
