import type { LineRules } from "../../../../agents/displays/agent/line_rules.ts";
import {
  type DisplayAgent,
  type DisplayAgentOptions,
  startDisplayAgent,
} from "../../../../agents/displays/agent/display_agent.ts";
import { POSIX_MACHINE } from "../../../../agents/displays/agent/posix_machine.ts";
import { withDataDir } from "../../../adapters/sqlite/with_data_dir.ts";
import { BareServer } from "../bare_server.ts";

export const NAME = "Display_01";
/** Fifty protocol seconds in one; programs live in real time. */
const TIME_SCALE = 50;

/** A server, an agent at it that runs real programs, and the agent's state folder. */
export interface AgentStage {
  readonly server: BareServer;
  readonly stateDir: string;
  /** `level sentence`, oldest first. */
  readonly log: string[];
  /** Starts one more life of the agent; all are stopped at the end. */
  start(options?: Partial<DisplayAgentOptions>): Promise<DisplayAgent>;
}

export const ALL_PROGRAMS: LineRules = { shell: "auto", allowed: null };

/** Runs `play`, and clears it away. */
export function onAgentStage(play: (stage: AgentStage) => Promise<void>): Promise<void> {
  return withDataDir(async (stateDir) => {
    const server = await BareServer.start();
    const agents: DisplayAgent[] = [];
    const log: string[] = [];
    const start = async (options: Partial<DisplayAgentOptions> = {}) => {
      const agent = await startDisplayAgent({
        url: server.url,
        name: NAME,
        address: () => Promise.resolve("127.0.0.1"),
        stateDir,
        rules: ALL_PROGRAMS,
        machine: POSIX_MACHINE,
        log: (level, sentence) => void log.push(`${level} ${sentence}`),
        timeScale: TIME_SCALE,
        ...options,
      });
      agents.push(agent);
      return agent;
    };
    try {
      await play({ server, stateDir, log, start });
    } finally {
      for (const agent of agents) await agent.stop();
      await server.close();
    }
  });
}

/** The same, with an agent that is registered. */
export function withAgent(
  play: (stage: AgentStage, agent: DisplayAgent) => Promise<void>,
  options: Partial<DisplayAgentOptions> = {},
): Promise<void> {
  return onAgentStage(async (stage) => {
    const agent = await stage.start(options);
    await stage.server.until(() => stage.server.all("process_status").length > 0);
    await play(stage, agent);
  });
}

/** Execution ids of a test, in order. */
export function execute(
  server: BareServer,
  command: string,
  presetId: number | null = 1,
  id = "x1",
): void {
  server.send({ type: "execute", name: NAME, command, presetId, executionId: id });
}

export function stop(server: BareServer, presetId: number | null = 1): void {
  server.send({ type: "stop", name: NAME, presetId, executionId: "stop" });
}

/** Statuses of executions that the server has heard, in order. */
export function statuses(server: BareServer): string[] {
  return server.all("execution_result").map(({ status }) => String(status));
}

/** Heartbeats from now on: whatever came before them is settled. */
export function beats(server: BareServer, count: number): Promise<void> {
  const before = server.all("heartbeat").length;
  return server.until(() => server.all("heartbeat").length >= before + count);
}

/** The first report of a status, with its details. */
export async function report(
  server: BareServer,
  status: string,
  count = 1,
): Promise<Readonly<Record<string, unknown>> & { readonly details: Record<string, unknown> }> {
  const found = () => server.all("execution_result").filter((each) => each.status === status);
  await server.until(() => found().length >= count);
  return found()[count - 1] as Awaited<ReturnType<typeof report>>;
}

/** Processes, anywhere on this machine, with a word on their command line. */
export async function processesWith(word: string): Promise<readonly number[]> {
  const { stdout } = await new Deno.Command("pgrep", { args: ["-f", word] }).output();
  return new TextDecoder().decode(stdout).split("\n").filter((line) => line !== "").map(Number);
}

/** A number that no other process carries on its command line: an unlikely number of seconds to sleep. */
export function rareSeconds(): string {
  return `3${String(crypto.getRandomValues(new Uint32Array(1))[0]).padStart(10, "0")}`;
}
