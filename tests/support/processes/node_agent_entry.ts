/**
 * A node agent as a process of its own, on a machine whose containers only seem to be there: for tests that kill it, put
 * it behind a cable or fill its disk. Options come as JSON in the first argument, and each line of its log is a line on
 * standard output. A payout takes some seconds, and adds a line to a file when it is through.
 */
import { realClock } from "../../../agents/waits.ts";
import { createCommandRunner } from "../../../agents/nodes/agent/commands/runner.ts";
import { openDiskStore } from "../../../agents/nodes/agent/disk_store.ts";
import { createMeasurements } from "../../../agents/nodes/agent/machine_measurements.ts";
import { startNodeAgent } from "../../../agents/nodes/agent/node_agent.ts";
import { FakeEngine } from "../../agents/nodes/agent/fake_engine.ts";

/** What a test says of the agent. */
export interface NodeAgentOrder {
  readonly url: string;
  readonly serverId: string;
  readonly stateDir: string;
  /** Grows by a line with each payout. */
  readonly payoutFile: string;
  readonly payoutMs: number;
  /** Divides the times of the protocol. */
  readonly timeScale: number;
  /** Between two readings, in real time. */
  readonly intervalMs: number;
}

/** The keys of the only node. */
export const NODE_KEY = `0x${"5e".repeat(128)}`;

function machine(): FakeEngine {
  const engine = new FakeEngine();
  engine.add("3node0");
  engine.rpc = (method) => method === "author_rotateKeys" ? NODE_KEY : true;
  return engine;
}

async function payOut({ payoutFile, payoutMs }: NodeAgentOrder) {
  await new Promise((resolve) => setTimeout(resolve, payoutMs));
  await Deno.writeTextFile(payoutFile, "paid\n", { append: true });
  return { exitCode: 0, stdout: "paid\n", stderr: "" };
}

if (import.meta.main) {
  const order: NodeAgentOrder = JSON.parse(Deno.args[0] ?? "{}");
  const encoder = new TextEncoder();
  const log = (level: string, sentence: string) =>
    void Deno.stdout.writeSync(encoder.encode(`${level} ${sentence}\n`));
  const engine = machine();
  const measurements = createMeasurements({
    engine,
    clock: realClock,
    system: { read: () => Promise.resolve({ host_name: "guide-host" }) },
  });
  const agent = await startNodeAgent({
    urls: [order.url],
    serverId: order.serverId,
    version: "signalbox-test",
    runner: createCommandRunner({
      engine,
      clock: realClock,
      backupFolder: `${order.stateDir}/backups`,
      payout: { program: "payout", args: ["{container}"] },
      runProgram: () => payOut(order),
    }),
    measurements,
    store: await openDiskStore(order.stateDir, log),
    log,
    intervalMs: order.intervalMs * order.timeScale,
    timeScale: order.timeScale,
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    Deno.addSignalListener(signal, async () => {
      await agent.stop();
      measurements.close();
      Deno.exit(0);
    });
  }
}
