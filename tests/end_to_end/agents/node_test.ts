import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { CommandDetail } from "../../../protocols/api/command.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import {
  TEST_ONLY_CERTIFICATE,
  TEST_ONLY_KEY,
} from "../../adapters/device_port/test_certificate.ts";
import { AgentProcess } from "../../support/processes/agent_process.ts";
import { runAgainst } from "../../support/processes/command_line_run.ts";
import { ControlHostProcess } from "../../support/processes/control_host_process.ts";
import { ADMIN_TOKEN } from "../../support/host_settings.ts";
import { NODE_KEY } from "../../support/processes/node_agent_entry.ts";
import { signalbox } from "../../support/processes/project_task.ts";
import { PythonProgram } from "../../support/machine/python.ts";
import { needing, works } from "../../support/machine/system_needs.ts";
import { order, PATIENCE_MS, run, seen, SERVER_ID, withLives } from "./node_stage.ts";

const SERVER = fileURLToPath(new URL("../../fixtures/mclient/server.py", import.meta.url));
const python = works("/usr/bin/python3", ["-c", "import websockets"])
  ? undefined
  : "needs Debian's python3-websockets";

/** A control host of its own, and the WebSocket of its device port. */
function withHost(
  test: (host: ControlHostProcess, url: string) => Promise<void>,
): Promise<void> {
  return withDataDir(async (dataDir) => {
    const host = await ControlHostProcess.start(dataDir, {}, { warmUpMs: 0 });
    try {
      await test(host, `ws://127.0.0.1:${host.ready.devicePort}/ws/monitoring/`);
    } finally {
      await host.stop();
    }
  });
}

Deno.test("signalbox agent node reports a machine without Docker, fails commands with the reason, and ends at SIGTERM", () =>
  withHost((host, url) =>
    withDataDir(async (stateDir) => {
      const agent = new AgentProcess({
        words: [
          ...["node", "--server", url, "--server-id", SERVER_ID, "--state-dir", `${stateDir}/s`],
          ...["--engine", "unix:///nowhere/docker.sock", "--nodes", "3node0"],
        ],
      });
      try {
        await agent.says(/^There is no socket \/nowhere\/docker\.sock: .* Tried again for ever\.$/);
        const { connected, system, version } = await seen(
          host.api,
          (node) => node.connected && node.containers.total === 1,
        );
        assert.deepEqual([connected, system?.dockerAvailable], [true, false]);
        assert.match(version, /^signalbox \d/);
        const { state, reason } = await run(host.api, "status");
        assert.equal(state, "failed");
        assert.match(reason ?? "", /\/nowhere\/docker\.sock/);
      } finally {
        assert.equal(await agent.end(), 0);
      }
      assert.equal(agent.said.all.at(-1), "Stopped.");
    })
  ));

Deno.test("a node agent carries out what comes over HTTP, by send and in the console", () =>
  withHost((host, url) =>
    withLives({ url }, async ({ start, payouts }) => {
      const { api } = host;
      await start();
      await seen(api, (node) => node.containers.running + node.containers.syncing === 1);
      const logs = await run(api, "logs", { lines: 7 });
      assert.deepEqual([logs.state, logs.result?.output], ["completed", "7 lines\n"]);
      const rotated = await run(api, "rotate_keys");
      assert.equal(rotated.state, "completed", rotated.reason ?? "");
      assert.equal(rotated.result?.keyStored, true);
      assert.ok(!JSON.stringify(rotated).includes(NODE_KEY));
      const send = await runAgainst(host.url, ADMIN_TOKEN, [
        ...["send", `${SERVER_ID}/3node0`, "payout", "--yes"],
      ]);
      assert.match(send.out, /✔ completed/);
      const console = await runAgainst(
        host.url,
        ADMIN_TOKEN,
        ["console"],
        `send ${SERVER_ID}/3node0 stop\nsend ${SERVER_ID} start\nbroadcast status\n`,
      );
      assert.equal(console.out.match(/✔ completed/g)?.length, 3, console.out);
      assert.equal(await payouts(), 1);
    })
  ));

Deno.test("a node agent pays out once, through a restart of the control host in the middle of it", () =>
  withDataDir(async (dataDir) => {
    let host = await ControlHostProcess.start(dataDir, {}, { warmUpMs: 0 });
    const url = `ws://127.0.0.1:${host.ready.devicePort}/ws/monitoring/`;
    try {
      await withLives({ url, payoutMs: 3_000 }, async ({ start, payouts }) => {
        const agent = await start();
        const before = await seen(host.api, (node) => (node.sequence?.received ?? 0) > 3);
        const { id } = await order(host.api, "payout");
        await host.api.until<CommandDetail>(
          `/api/v1/commands/${id}`,
          ({ state }) => state !== "queued",
          PATIENCE_MS,
        );
        await host.kill();
        host = await host.again();
        await agent.connected(2);
        assert.equal((await run(host.api, "status")).state, "completed");
        await agent.log.find((line) => line.includes("payout 3node0"), PATIENCE_MS);
        // The answer of the life before: nobody repeats what was asked.
        await seen(host.api, (node) => node.work === null && node.queued === 0);
        const { sequence } = await seen(
          host.api,
          (node) => (node.sequence?.received ?? 0) > (before.sequence?.received ?? 0),
        );
        assert.equal(sequence?.missing, 0, "readings waited for the host");
        await run(host.api, "payout");
        assert.equal(await payouts(), 2, "one each");
      });
    } finally {
      await host.stop();
    }
  }));

Deno.test("a node agent that is killed in the middle of a payout tells so, and does not pay twice", () =>
  withHost((host, url) =>
    withLives({ url, payoutMs: 1_000 }, async ({ start, payouts }) => {
      const first = await start();
      const there = () =>
        seen(host.api, ({ connected, members }) => connected && members.length > 0);
      await there();
      const { id } = await order(host.api, "payout");
      await first.log.find((line) => line.includes("payout 3node0"), PATIENCE_MS);
      await first.end("SIGKILL");
      await start();
      const told = await host.api.until<CommandDetail>(
        `/api/v1/commands/${id}`,
        ({ events, reason }) => /started anew/.test(`${reason} ${JSON.stringify(events)}`),
        PATIENCE_MS,
      );
      assert.match(JSON.stringify(told), /nobody knows whether it was carried out/);
      assert.equal(await payouts(), 0);
      await there();
      assert.equal((await run(host.api, "payout")).state, "completed");
      assert.equal(await payouts(), 1);
    })
  ));

Deno.test({
  ...needing(
    "a node agent serves a server written from the guides, which names no container",
    python,
  ),
  fn: async () => {
    const lines = [
      ...["send logs 3", "send exec ls /data", "send status", "broadcast restart", "send has_key"],
      ...["send rotate_keys", "again", "send no_such_thing", "send payout", "drop", "again"],
    ];
    for (const register of ["acknowledges", "silent"]) {
      const server = new PythonProgram(SERVER, [register, ...lines]);
      try {
        const said = await server.out.find((line) => line.startsWith("port "), PATIENCE_MS);
        const url = `ws://127.0.0.1:${said.slice(5)}/ws`;
        await withLives({ url, payoutMs: 100 }, async ({ start, payouts }) => {
          await start();
          await server.out.find((line) => line === "done", PATIENCE_MS);
          assert.equal(await payouts(), 1);
        });
        checkGuideServer(server.out.all);
      } finally {
        await server.stop();
        assert.deepEqual(server.errors.all, []);
      }
    }
  },
});

type Answer = {
  readonly id: string;
  readonly status: string;
  readonly result: unknown;
  readonly error: string | null;
};

function checkGuideServer(lines: readonly string[]): void {
  const heard = lines.filter((line) => line.startsWith("[")).map((line) =>
    JSON.parse(line) as [string, { readonly data: unknown; readonly sequence?: number }]
  );
  const answers = heard.filter(([kind]) => kind === "command_response").map(([, { data }]) =>
    data as Answer
  );
  const [logs, , status, , , rotated, again, unknown, paid, paidAgain] = answers;
  assert.equal(logs?.result, "3 lines\n");
  assert.match(String(status?.result), /3node0 +Up 3 days/);
  const { container, session_key: key } = rotated?.result as Record<string, unknown>;
  assert.deepEqual([container, key], ["3node0", NODE_KEY]);
  assert.deepEqual(again, rotated);
  const updates = heard.filter(([kind]) => kind === "key_update").map(([, { data }]) =>
    data as Record<string, unknown>
  );
  assert.deepEqual([updates[0]?.container, updates[0]?.session_key, updates[0]?.action], [
    "3node0",
    NODE_KEY,
    "rotate_keys",
  ]);
  assert.equal(unknown?.error, "지원되지 않는 명령어: no_such_thing");
  assert.deepEqual(paidAgain, paid, "the same answer, and no second payout");
  const sequences = heard.filter(([kind]) => kind === "stats").map(([, { sequence }]) => sequence);
  const distinct = [...new Set(sequences)];
  assert.deepEqual(distinct, distinct.map((_, at) => at + 1), "no reading is missing");
}

Deno.test("signalbox agent node trusts the certificate it is given, and says of another that it is not trusted", () =>
  withDataDir(async (folder) => {
    const [tlsCert, tlsKey] = [`${folder}/cert.pem`, `${folder}/key.pem`];
    await Deno.writeTextFile(tlsCert, TEST_ONLY_CERTIFICATE);
    await Deno.writeTextFile(tlsKey, TEST_ONLY_KEY);
    const host = await ControlHostProcess.start(`${folder}/data`, { tlsCert, tlsKey });
    const words = (name: string, ...more: string[]) => [
      ...["node", "--server", `localhost:${host.ready.devicePort}`, "--server-id", name],
      ...["--state-dir", `${folder}/${name}`, "--engine", "unix:///nowhere/docker.sock", ...more],
    ];
    const stranger = new AgentProcess({ words: words("stranger") });
    const friend = new AgentProcess({ words: words(SERVER_ID, "--ca", tlsCert) });
    try {
      const node = await seen(host.api, ({ connected }) => connected);
      assert.equal(node.secure, true);
      await stranger.says(/its certificate is signed by itself; name that certificate with --ca/);
      assert.ok(!stranger.said.all.some((line) => line.includes("connected to")));
    } finally {
      await Promise.all([stranger.end(), friend.end()]);
      await host.stop();
    }
  }));

Deno.test("signalbox agent node says in one line what is in the way, and ends with code 2", async () => {
  const refused = [
    [["--server", "http://192.0.2.10"], /^--server: must be host\[:port\], or ws:\/\/ or wss:/],
    [["--state-dir", "/proc/nowhere"], /^The state folder cannot be used: \/proc\/nowhere \(/],
    [["--username", "ops"], /^A login takes both/],
  ] as const;
  for (const [words, line] of refused) {
    const { code, err } = await signalbox(["agent", "node", ...words], {});
    assert.equal(code, 2, err);
    assert.match(err, line);
    assert.equal(err.trimEnd().split("\n").length, 1, err);
  }
});
