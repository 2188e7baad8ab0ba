/**
 * A display agent as a process of its own, for tests that kill it or put it behind a cable: options come as JSON in
 * the first argument, and each line of its log is a line on standard output.
 */
import { startDisplayAgent } from "../../../agents/displays/agent/display_agent.ts";
import { POSIX_MACHINE } from "../../../agents/displays/agent/posix_machine.ts";

/** What a test says of the agent. */
export interface AgentOrder {
  readonly url: string;
  readonly name: string;
  readonly stateDir: string;
  readonly timeScale: number;
}

if (import.meta.main) {
  const order: AgentOrder = JSON.parse(Deno.args[0] ?? "{}");
  const encoder = new TextEncoder();
  const agent = await startDisplayAgent({
    ...order,
    address: () => Promise.resolve("127.0.0.1"),
    rules: { shell: "auto", allowed: null },
    machine: POSIX_MACHINE,
    log: (level, sentence) => void Deno.stdout.writeSync(encoder.encode(`${level} ${sentence}\n`)),
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    Deno.addSignalListener(signal, async () => {
      await agent.stop();
      Deno.exit(0);
    });
  }
}
