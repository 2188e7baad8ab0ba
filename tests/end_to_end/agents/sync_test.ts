import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { SyncHost } from "../../../protocols/api/sync_host.ts";
import { AgentProcess } from "../../support/processes/agent_process.ts";
import { withControlHost } from "../../support/control_host.ts";
import { signalbox } from "../../support/processes/project_task.ts";
import { PythonProgram } from "../../support/machine/python.ts";
import { needing, works } from "../../support/machine/system_needs.ts";

const GUIDE = new URL("../../fixtures/syncguard_guide/", import.meta.url);
const PATIENCE_MS = 60_000;
const CLAIM = "10.20.0.31";

const python = works("/usr/bin/python3", ["-c", "import socket"])
  ? undefined
  : "needs Debian's python3";

function guideProgram(name: string, ...args: readonly string[]): PythonProgram {
  return new PythonProgram(fileURLToPath(new URL(name, GUIDE)), args);
}

/** A file that holds the state of a card, and the words that point an agent at it. */
async function withCard(
  run: (turn: (state: string) => Promise<void>, words: readonly string[]) => Promise<void>,
): Promise<void> {
  const path = await Deno.makeTempFile();
  const turn = (state: string) => Deno.writeTextFile(path, state);
  try {
    await turn("master");
    const here = ["--bind", "127.0.0.1", "--port", "0", "--claim", CLAIM];
    await run(turn, ["sync", "--state-file", path, "--target-ip", "127.0.0.1", ...here]);
  } finally {
    await Deno.remove(path);
  }
}

function agentAt(words: readonly string[], targetPort: string): AgentProcess {
  return new AgentProcess({ words: [...words, "--target-port", targetPort] });
}

async function portOf(program: PythonProgram): Promise<string> {
  const line = await program.out.find((each) => each.startsWith("port "), PATIENCE_MS);
  return line.slice("port ".length);
}

async function portOfAgent(agent: AgentProcess): Promise<string> {
  return /:(\d+)\.$/.exec(await agent.says(/^Answering /))?.[1] ?? assert.fail("no port");
}

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  Deno.test(`signalbox agent sync shows a control host each change, and ends at ${signal}`, async () => {
    await withControlHost(async ({ api, devicePort }) => {
      await withCard(async (turn, words) => {
        const agent = agentAt(words, String(devicePort));
        try {
          const path = `/api/v1/sync-hosts?q=${CLAIM}`;
          type Page = { readonly items: readonly SyncHost[] };
          for (const state of ["master", "slave", "error"] as const) {
            await turn(state);
            await api.until<Page>(path, ({ items }) => items[0]?.state === state, PATIENCE_MS);
          }
        } finally {
          assert.equal(await agent.end(signal), 0);
        }
        assert.equal(agent.said.all.at(-1), "Stopped.");
      });
    });
  });
}

Deno.test({
  ...needing("signalbox agent sync serves a receiver and an asker written from the guide", python),
  fn: () =>
    withCard(async (turn, words) => {
      const receiver = guideProgram("receiver.py");
      const port = await portOf(receiver);
      const agent = agentAt(words, port);
      const asker = guideProgram("asker.py", await portOfAgent(agent));
      try {
        for (const [state, digit, answer] of [["master", 2, "Synced"], ["slave", 1, "Free"]]) {
          await turn(String(state));
          const message = `message 127.0.0.1 ${CLAIM} ${digit}`;
          await receiver.out.find((line) => line === message, PATIENCE_MS);
          await asker.out.find((line) => line === `answer ${answer}`, PATIENCE_MS);
        }
        assert.deepEqual(receiver.out.all.filter((line) => line.startsWith("unknown")), []);
      } finally {
        await Promise.all([asker.stop(), receiver.stop(), agent.end()]);
      }
    }),
});

Deno.test({
  ...needing("signalbox agent sync is back by itself when its target was started again", python),
  fn: () =>
    withCard(async (_, words) => {
      const first = guideProgram("receiver.py");
      const port = await portOf(first);
      const agent = agentAt(words, port);
      const heard = (line: string) => line.startsWith("message ");
      try {
        await first.out.find(heard, PATIENCE_MS);
        await first.stop();
        await agent.says(/has closed the connection|cannot be reached/);
        const second = guideProgram("receiver.py", port);
        try {
          await second.out.find(heard, PATIENCE_MS);
        } finally {
          await second.stop();
        }
      } finally {
        await agent.end();
      }
    }),
});

Deno.test("signalbox agent sync test tries a control host, and says what is wrong with a dead one", async () => {
  let deadPort = 0;
  await withControlHost(async ({ devicePort, api }) => {
    deadPort = devicePort;
    const target = ["--target-ip", "127.0.0.1", "--target-port", String(devicePort)];
    const test = ["agent", "sync", "test", ...target, "--claim", CLAIM];
    const sent = await signalbox([...test, "--state-command", "echo Master"], {});
    assert.equal(sent.code, 0, sent.err);
    assert.match(
      sent.out,
      /^Connected to 127\.0\.0\.1:\d+ in \d+ ms\.\nSent 10\.20\.0\.31_state2\./,
    );
    type Page = { readonly items: readonly SyncHost[] };
    const path = `/api/v1/sync-hosts?q=${CLAIM}`;
    await api.until<Page>(path, ({ items }) => items[0]?.state === "master", PATIENCE_MS);
    const asked = await signalbox([...test, "--ask"], {});
    assert.deepEqual([asked.code, asked.out.split("\n")[1]], [0, "It answers Synced."]);
  });
  const words = ["--target-ip", "127.0.0.1", "--target-port", String(deadPort)];
  const { code, out } = await signalbox(["agent", "sync", "test", ...words], {});
  assert.equal(code, 1);
  assert.match(out, /refuses: the machine is there, and nothing listens/);
});

Deno.test("signalbox agent sync says in one line what cannot be started, and ends with code 2", async () => {
  if (Deno.build.os === "windows") return;
  const { code, out, err } = await signalbox(["agent", "sync", "--port", "0"], {});
  assert.deepEqual([code, out], [2, ""]);
  assert.match(err, /^There is no WMI on linux: say where the state comes from.*\n$/);
});
