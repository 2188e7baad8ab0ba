import { EXIT } from "../failure.ts";
import type { ServeNeeds } from "../start/serve.ts";
import type { Settings } from "../settings/settings_table.ts";
import { stopSignal } from "../start/stop_signal.ts";

/** How an agent logs. */
export type AgentLogging = Pick<Settings, "logLevel" | "logFormat">;

/** What running an agent needs of the process around it. */
export interface ServeAgentNeeds extends Pick<ServeNeeds, "onSignal" | "say"> {
  configureLogging(settings: AgentLogging): void;
}

/** An agent to be run, and what is said about it. */
export interface AgentJob<A extends { stop(): Promise<void> }> {
  readonly settings: AgentLogging;
  start(): Promise<A>;
  /** One line about what is in the way of a start. */
  explain(cause: unknown): string;
  greeting(agent: A): readonly string[];
  readonly stopping: string;
  readonly stopped: string;
}

/** Runs an agent until it is told to stop. The exit code: 0 stopped, 2 could not start. */
export async function serveAgent<A extends { stop(): Promise<void> }>(
  job: AgentJob<A>,
  needs: ServeAgentNeeds,
): Promise<number> {
  const { say } = needs;
  needs.configureLogging(job.settings);
  let agent: A;
  try {
    agent = await job.start();
  } catch (cause) {
    say(job.explain(cause));
    return EXIT.usage;
  }
  // Before it is greeted: whoever reads that may signal at once.
  const told = stopSignal(needs);
  for (const line of job.greeting(agent)) say(line);
  await told;
  say(job.stopping);
  await agent.stop();
  say(job.stopped);
  return EXIT.ok;
}
