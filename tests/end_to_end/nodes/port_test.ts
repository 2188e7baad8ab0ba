import assert from "node:assert/strict";
import { join as joinPath } from "node:path";
import { connect } from "node:net";
import { once } from "node:events";
import {
  TEST_ONLY_CERTIFICATE,
  TEST_ONLY_KEY,
} from "../../adapters/device_port/test_certificate.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import { exampleAccount } from "../../support/samples/account_examples.ts";
import { DEVICE_PASSWORD } from "../../support/api/api_requests.ts";
import { ADMIN_TOKEN } from "../../support/host_settings.ts";
import { createScriptedNode } from "../../../agents/nodes/scripted_node.ts";
import { PATIENCE_MS, withNodeStage } from "./stage.ts";

/** What the control plane serves, and what may not be reached from the device port. */
const CONTROL_PATHS = [
  "/api/v1/nodes",
  "/api/v1/displays",
  "/api/v1/tokens",
  "/api/v1/events",
  "/api/v1/session-keys",
  "/api/v1/session",
  "/api/clients",
  "/api/auth/login/x",
  "/api/auth/login//",
  "/api/auth/%6cogin/",
  "/readyz",
  "/openapi.json",
  "/docs",
  "/metrics",
  "/",
];

async function logIn(url: string): Promise<{ readonly success: boolean }> {
  const response = await fetch(`${url}/api/auth/login/`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ username: "ops", password: DEVICE_PASSWORD }),
  });
  return await response.json();
}

/** As a program of the SyncGuard guide asks: the bare word, and a bare word back. */
async function askForStatus(port: number): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write("GET_STATUS");
  const [answer] = await once(socket, "data");
  socket.destroy();
  return String(answer);
}

Deno.test("one port serves an mclient, an HTTP login, a TLS client, lines and GET_STATUS at the same time", () =>
  withDataDir(async (folder) => {
    const [tlsCert, tlsKey] = [joinPath(folder, "cert.pem"), joinPath(folder, "key.pem")];
    await Deno.writeTextFile(tlsCert, TEST_ONLY_CERTIFICATE);
    await Deno.writeTextFile(tlsKey, TEST_ONLY_KEY);
    await withNodeStage(
      async ({ join, devicePort, look, host }) => {
        await exampleAccount(host.system, "ops");
        const plain = join({ build: "M11", serverId: "plain", intervalMs: 50 });
        const secret = createScriptedNode({
          build: "M11",
          url: `wss://127.0.0.1:${devicePort}`,
          serverId: "secret",
          intervalMs: 50,
        });
        secret.start();
        const lines = connect(devicePort, "127.0.0.1");
        lines.on("error", () => {});
        await once(lines, "connect");
        lines.write("192.0.2.10_state2\r\n");
        try {
          for (let round = 1; round <= 3; round++) {
            assert.equal((await logIn(`http://127.0.0.1:${devicePort}`)).success, true);
            await plain.until(() => plain.statsAcknowledged >= round * 3, PATIENCE_MS);
            await secret.until(() => secret.statsAcknowledged >= round * 3, PATIENCE_MS);
            lines.write("192.0.2.10_state2\r\n");
            // The asker's own host is the one that pushes from the same address: a master.
            assert.equal(await askForStatus(devicePort), "Synced");
          }
          assert.deepEqual([(await look("plain")).secure, (await look("secret")).secure], [
            false,
            true,
          ]);
          assert.equal(lines.destroyed, false);
        } finally {
          secret.stop();
          lines.destroy();
        }
      },
      {},
      { tlsCert, tlsKey },
    );
  }));

Deno.test("the control API cannot be reached on the device port, not with a token either", () =>
  withNodeStage(async ({ devicePort }) => {
    for (const path of CONTROL_PATHS) {
      const headers = { Authorization: `Bearer ${ADMIN_TOKEN}` };
      const answer = await fetch(`http://127.0.0.1:${devicePort}${path}`, { headers });
      assert.equal(answer.status, 404, path);
      await answer.body?.cancel();
    }
  }));
