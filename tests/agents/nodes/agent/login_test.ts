import assert from "node:assert/strict";
import { withDataDir } from "../../../adapters/sqlite/with_data_dir.ts";
import { openDiskStore } from "../../../../agents/nodes/agent/disk_store.ts";
import { createMemoryStore } from "../../../../agents/nodes/agent/node_notes.ts";
import { onNodeStage, SERVER_ID } from "./stage.ts";

const CREDENTIALS = { username: "ops", password: "secret-word" };

Deno.test("a node agent logs in, keeps the token at 0600, shows it, and saves summaries with it", () =>
  withDataDir((folder) =>
    onNodeStage(async ({ server, start, until, log }) => {
      const state = `${folder}/state`;
      const first = await start({
        credentials: CREDENTIALS,
        store: await openDiskStore(state, () => {}),
      });
      await until(() => server.requests.length >= 2);
      assert.deepEqual(server.handshakes, ["/ws/monitoring/ Token issued"]);
      assert.equal(
        server.requests[0],
        `POST /api/auth/login/ undefined ${JSON.stringify(CREDENTIALS)}`,
      );
      const [, saved = ""] = server.requests;
      assert.match(saved, /^POST \/api\/server-logs\/save\/ Token issued \{/);
      const body = JSON.parse(saved.slice(saved.indexOf("{")));
      assert.deepEqual(
        [body.server_id, body.summary_data, body.period_seconds, body.data_points],
        [SERVER_ID, { count: 60 }, 60, 60],
      );
      const path = `${state}/auth_token`;
      assert.equal(await Deno.readTextFile(path), "issued\n");
      assert.equal(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o600);
      await first.stop();
      assert.ok(!/secret-word|issued/.test(log.join("\n")), "no secret is logged");

      server.requests.length = 0;
      await start({ store: await openDiskStore(state, () => {}) });
      await until(() => server.handshakes.length === 2);
      assert.deepEqual(server.requests, ["GET /api/auth/verify/ Token issued "]);
      assert.equal(server.handshakes[1], "/ws/monitoring/ Token issued");
    })
  ));

Deno.test("a node agent without a login dials without a token, and saves no summaries", () =>
  onNodeStage(async ({ server, start, until, heard }) => {
    await start();
    await until(() => heard("summary").length > 0);
    assert.deepEqual([server.requests, server.handshakes], [[], ["/ws/monitoring/ undefined"]]);
  }));

Deno.test("a node agent does not dial while its login is refused, and says why", () =>
  onNodeStage(async ({ server, start, until, log }) => {
    server.manners.authStatus = 401;
    await start({ credentials: CREDENTIALS });
    await until(() => server.requests.length >= 2);
    assert.deepEqual(server.handshakes, []);
    assert.match(log[0] ?? "", /the server does not know that user name and password; tried again/);
    server.manners.authStatus = 200;
    await until(() => server.handshakes.length > 0);
  }));

Deno.test("a node agent whose saved token is not valid any more logs in anew, or says so", () =>
  onNodeStage(async ({ server, start, until, log }) => {
    server.manners.authStatus = 401;
    const store = createMemoryStore();
    await store.saveToken("of-yesterday");
    const first = await start({ store });
    await until(() => log.length > 0);
    assert.match(
      log[0] ?? "",
      /the saved token is not valid there any more; log in with --username/,
    );
    await first.stop();
    server.manners.authStatus = 403;
    server.requests.length = 0;
    const second = await start({ store, credentials: CREDENTIALS });
    // The first agent may still have been asking when it was stopped.
    const others = () =>
      server.requests.filter((line) => !line.startsWith("GET /api/auth/verify/"));
    await until(() => server.requests.length >= 2 && others().length > 0);
    assert.match(others()[0] ?? "", /^POST \/api\/auth\/login\/ undefined/);
    server.manners.authStatus = 200;
    await until(() => second.registered);
  }));

Deno.test("a node agent logs in anew when the server does not take its token at the door", () =>
  onNodeStage(async ({ server, start, until }) => {
    server.manners.upgradeStatus = 401;
    const agent = await start({ credentials: CREDENTIALS });
    await until(() => server.requests.filter((line) => line.includes("/login/")).length >= 2);
    server.manners.upgradeStatus = 101;
    await until(() => agent.registered);
  }));
