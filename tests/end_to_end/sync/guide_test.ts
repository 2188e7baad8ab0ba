import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { createScriptedSyncHost } from "../../../agents/sync/scripted_sync_host.ts";
import type { SyncHost, SyncHostHistory } from "../../../protocols/api/sync_host.ts";
import { type HostUnderTest, withControlHost } from "../../support/control_host.ts";
import { PythonProgram } from "../../support/machine/python.ts";
import { needing, works } from "../../support/machine/system_needs.ts";

const SNIPPETS = new URL("../../fixtures/syncguard_guide/", import.meta.url);
const CLAIM = "10.20.0.31";
const PATIENCE_MS = 20_000;

const python = works("/usr/bin/python3", ["-c", "import socket"])
  ? undefined
  : "needs Debian's python3";

/** Runs a snippet of the guide with nothing but addresses and port in other words. */
async function withSnippet(
  name: string,
  { devicePort }: HostUnderTest,
  run: (program: PythonProgram) => Promise<void>,
): Promise<void> {
  const snippet = await Deno.readTextFile(new URL(name, SNIPPETS));
  const script = await Deno.makeTempFile({ suffix: ".py" });
  await Deno.writeTextFile(
    script,
    snippet.replaceAll("8080", String(devicePort)).replaceAll("192.168.0.20", "127.0.0."),
  );
  const program = new PythonProgram(script, []);
  try {
    await run(program);
  } finally {
    await program.stop();
    await Deno.remove(script);
  }
}

/** What the guide's first snippet prints. */
async function answerTo(under: HostUnderTest): Promise<string> {
  let line = "";
  await withSnippet("one_question.py", under, async ({ out }) => {
    line = await out.find((each) => each.includes(":"), PATIENCE_MS);
  });
  return line;
}

async function becomes(under: HostUnderTest, state: string): Promise<void> {
  const path = `/api/v1/sync-hosts?q=${CLAIM}`;
  type Page = { readonly items: readonly SyncHost[] };
  await under.api.until<Page>(path, ({ items }) => items[0]?.state === state, PATIENCE_MS);
}

Deno.test({
  ...needing("the guide's snippets are told the state of the host they run on", python),
  fn: () =>
    withControlHost(
      async (under) => {
        assert.equal(await answerTo(under), "SyncGuard 상태: Free", "nobody is known");
        const host = createScriptedSyncHost({
          build: "P",
          target: { address: "127.0.0.1", port: under.devicePort },
          claimedAddress: CLAIM,
          digit: 2,
        });
        host.start();
        try {
          await becomes(under, "master");
          assert.equal(await answerTo(under), "SyncGuard 상태: Synced");
          await withSnippet("monitor.py", under, async ({ out }) => {
            for (const n of [1, 2, 3]) {
              await out.find((line) => line === `[127.0.0.${n}] 상태: Synced`, PATIENCE_MS);
            }
          });
          host.digit = 1;
          await becomes(under, "slave");
          assert.equal(await answerTo(under), "SyncGuard 상태: Free");
        } finally {
          host.stop();
        }
      },
      {},
      { deviceHost: "0.0.0.0" },
    ),
});

Deno.test({
  ...needing("a server written from the guide is polled, over one connection", python),
  fn: async () => {
    const server = new PythonProgram(fileURLToPath(new URL("server.py", SNIPPETS)), []);
    const line = await server.out.find((line) => line.startsWith("port "), PATIENCE_MS);
    const port = Number(line.slice("port ".length));
    const poll = { address: "127.0.0.1", port, intervalMs: 50 };
    try {
      await withControlHost(
        async ({ api }) => {
          const path = "/api/v1/sync-hosts/Stage";
          const free = await api.until<SyncHost>(
            path,
            ({ state }) => state === "free",
            PATIENCE_MS,
          );
          assert.equal(free.poll?.state, "up");
          assert.equal(free.source, "polled");
          const history = await api.call<SyncHostHistory>(`${path}/history`);
          const states = history.items.filter(({ kind }) => kind === "state").map(({ to }) => to);
          assert.deepEqual(states, ["free", "master"], "newest first");
          assert.equal(server.out.all.filter((line) => line === "connection").length, 1);
        },
        {},
        { syncHosts: [{ name: "Stage", poll }] },
      );
    } finally {
      await server.stop();
    }
  },
});
