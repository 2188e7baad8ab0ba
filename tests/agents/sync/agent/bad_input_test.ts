import assert from "node:assert/strict";
import { connect, createServer } from "node:net";
import { once } from "node:events";
import { type Clock, SYSTEM_CLOCK } from "../../../../actors/kernel/mod.ts";
import { commandState } from "../../../../agents/sync/agent/program_state.ts";
import { startSyncAgent, type SyncAgent } from "../../../../agents/sync/agent/sync_agent.ts";
import { eventually } from "../../../support/eventually.ts";
import { quickClock } from "../../../support/quick_clock.ts";
import { talk } from "./talk.ts";

const PATIENCE_MS = 20_000;
const TEN_MEGABYTES = 10_000_000;

/** What an agent is given; a command that says Master, and no target, where nothing else is said. */
interface Given {
  readonly command?: string;
  readonly port?: number;
  readonly clock?: Clock;
}

/** An agent whose state comes from a command, with or without a target. */
async function withAgent(
  { command = "echo Master", port, clock = SYSTEM_CLOCK }: Given,
  use: (agent: SyncAgent, log: readonly string[]) => Promise<void>,
): Promise<void> {
  const log: string[] = [];
  const agent = await startSyncAgent({
    source: commandState(command, clock),
    target: port === undefined ? null : { address: "127.0.0.1", port },
    intervalMs: 1_000,
    claim: null,
    listen: { address: "127.0.0.1", port: 0 },
    log: (level, sentence) => void log.push(`${level} ${sentence}`),
    clock,
  });
  try {
    await use(agent, log);
  } finally {
    await agent.stop();
  }
}

Deno.test("startSyncAgent() stays connected when its target sends commands and 10 MB of anything", async () => {
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    socket.on("error", () => {});
    socket.resume();
    socket.write('42["execute_command",{"clientName":"other"}]\r\nSTOP\r\nGET_STATUS\r\n');
    socket.write(new Uint8Array(TEN_MEGABYTES).fill(0x41));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { readonly port: number };
  try {
    await withAgent({ port }, async (agent, log) => {
      await eventually(() => agent.linesSent, (lines) => lines >= 3, PATIENCE_MS);
      assert.equal(connections, 1);
      assert.deepEqual(log.filter((line) => line.startsWith("warn")), []);
    });
  } finally {
    server.close();
  }
});

Deno.test("startSyncAgent() answers two at once, and does not answer what is no question", () =>
  withAgent({}, async (agent) => {
    await eventually(() => agent.digit, (digit) => digit === 2, PATIENCE_MS);
    const port = agent.port ?? 0;
    const stranger = connect(port, "127.0.0.1");
    stranger.on("error", () => {});
    let heard = "";
    stranger.on("data", (bytes) => heard += bytes);
    stranger.write("STOP\r\nget_state other\r\n");
    const answers = await Promise.all([1, 2].map(() => talk(port, ["GET_STATUS"], 6)));
    assert.deepEqual(answers, ["Synced", "Synced"]);
    assert.equal(heard, "");
    stranger.destroy();
  }));

for (
  const [what, command] of [
    ["writes 10 MB in one line", `head -c ${TEN_MEGABYTES} /dev/zero | tr '\\0' x`],
    ["needs a terminal", "sh -c 'read line </dev/tty && echo Master'"],
    ["does not exist", "no-such-card --state || true"],
  ] as const
) {
  Deno.test(`startSyncAgent() says error, and why, when its state's command ${what}`, () =>
    // A state counts for five seconds.
    withAgent({ command, clock: quickClock(5) }, async (agent, log) => {
      await eventually(() => agent.digit, (digit) => digit === 0, PATIENCE_MS);
      assert.ok(log.some((line) => line.startsWith("warn")), log.join("\n"));
      assert.equal(await talk(agent.port ?? 0, ["GET_STATUS"], 4), "Free");
    }));
}
