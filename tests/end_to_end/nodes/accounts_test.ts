import assert from "node:assert/strict";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import { signalbox } from "../../support/processes/project_task.ts";
import { createScriptedNode } from "../../../agents/nodes/scripted_node.ts";
import { DEVICE_PASSWORD } from "../../support/api/api_requests.ts";
import { exampleAccount } from "../../support/samples/account_examples.ts";
import { PATIENCE_MS, withNodeStage } from "./stage.ts";

/** Twenty client seconds in one; the server's answers are not given less time. */
const TIME_SCALE = 20;
/** Issued by the server that was there before. */
const OLD_TOKEN = "9f".repeat(20);

Deno.test("a client with an account logs in, streams under its name, and leaves its summaries", () =>
  withNodeStage(
    async ({ join, look, host }) => {
      await exampleAccount(host.system, "ops");
      const node = join({
        build: "M11",
        serverId: "with-account",
        timeScale: TIME_SCALE,
        credentials: { username: "Ops", password: DEVICE_PASSWORD },
      });
      await node.until(() => node.http.logsSaved >= 1, PATIENCE_MS);
      assert.deepEqual(node.http.logFailures, []);
      assert.deepEqual([node.connects, node.failures], [1, []]);
      assert.equal((await look("with-account")).account, "ops");
      assert.match(node.http.token ?? "", /^[0-9a-f]{40}$/);
    },
    {},
    { nodeTokens: "required" },
  ));

Deno.test("nobody comes in without a token where one is required, nor with a wrong one anywhere", async () => {
  for (const [nodeTokens, token] of [["required", null], ["optional", OLD_TOKEN]] as const) {
    await withNodeStage(
      async ({ wsUrl, complaints }) => {
        const socket = new WebSocket(`${wsUrl}/ws/monitoring/`, {
          headers: token === null ? {} : { Authorization: `Token ${token}` },
        });
        const closed = Promise.withResolvers<boolean>();
        socket.onopen = () => closed.resolve(false);
        socket.onerror = () => closed.resolve(true);
        assert.equal(await closed.promise, true);
        assert.deepEqual(complaints(), ["connectionRefused 127.0.0.1"]);
      },
      {},
      { nodeTokens },
    );
  }
});

Deno.test("a token of another server goes to the first server id that uses it, and to no other", () =>
  withNodeStage(
    async ({ join, wsUrl, look, log, complaints }) => {
      const first = join({
        build: "M11",
        serverId: "first",
        timeScale: TIME_SCALE,
        token: OLD_TOKEN,
      });
      await first.until(() => first.statsAcknowledged > 1, PATIENCE_MS);
      assert.equal((await look("first")).account, null);
      const second = createScriptedNode({
        build: "M11",
        url: wsUrl,
        serverId: "second",
        token: OLD_TOKEN,
        timeScale: TIME_SCALE,
      });
      try {
        second.start();
        await second.until(() => second.closes.length > 0, PATIENCE_MS);
        assert.equal(second.connects, 0);
        assert.equal(second.closes[0], 1008);
        assert.match(second.failures[0] ?? "", /error/);
      } finally {
        second.stop();
      }
      assert.ok(complaints().includes("registrationRefused 127.0.0.1"));
      assert.ok(
        log.every((line) => !JSON.stringify(line).includes(OLD_TOKEN)),
        "no token in the log",
      );
      const before = first.statsAcknowledged;
      await first.until(() => first.statsAcknowledged > before, PATIENCE_MS);
      assert.equal(first.connects, 1);
    },
    {},
    { nodeTokens: "migrate" },
  ));

Deno.test("an account that is added beside the running host works at once, and ends when it is removed", () =>
  withDataDir((dataDir) =>
    withNodeStage(
      async ({ url }) => {
        const type = (...words: string[]) => signalbox([...words, "--data-dir", dataDir], {});
        const made = await type("account", "add", "rack-a", "--email", "rack-a@example.org");
        assert.equal(made.code, 0, made.err);
        const post = await fetch(`${url}/api/auth/login`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ email: "rack-a@example.org", password: made.out.trim() }),
        });
        const { token } = await post.json();
        const verify = async () => {
          const headers = { Authorization: `Token ${token}` };
          const answer = await fetch(`${url}/api/auth/verify/`, { headers });
          return [answer.status, await answer.json()];
        };
        assert.deepEqual(await verify(), [200, { valid: true }]);
        const listed = JSON.parse((await type("account", "list", "--json")).out);
        assert.deepEqual(listed.map(({ userName }: { userName: string }) => userName), ["rack-a"]);
        assert.equal((await type("account", "remove", "rack-a")).code, 0);
        assert.deepEqual(await verify(), [401, { valid: false }]);
      },
      {},
      { dataDir },
    )
  ));
