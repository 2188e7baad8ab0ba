import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  TEST_ONLY_CERTIFICATE,
  TEST_ONLY_KEY,
} from "../../adapters/device_port/test_certificate.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import { exampleAccount } from "../../support/samples/account_examples.ts";
import { DEVICE_PASSWORD } from "../../support/api/api_requests.ts";
import { PythonProgram } from "../../support/machine/python.ts";
import { needing, works } from "../../support/machine/system_needs.ts";
import { type NodeStage, PATIENCE_MS, withNodeStage } from "./stage.ts";

const SCRIPT = fileURLToPath(new URL("../../fixtures/mclient/run.py", import.meta.url));
const missing = works("/usr/bin/python3", ["-c", "import websockets"])
  ? undefined
  : "needs Debian's python3-websockets";

/** Where a client is let in, and against which certificate it verifies. */
interface TlsStage extends Pick<NodeStage, "devicePort" | "look"> {
  readonly tlsPort: number;
  readonly tlsCert: string;
}

async function pythonConnects({ tlsPort, tlsCert, devicePort, look }: TlsStage): Promise<void> {
  const cases = [
    ["verified", tlsPort, tlsCert],
    ["unverified", tlsPort, "unverified"],
    ["shared", devicePort, tlsCert],
  ] as const;
  for (const [serverId, port, how] of cases) {
    const url = `wss://localhost:${port}/ws/monitoring/`;
    const client = new PythonProgram(SCRIPT, [url, serverId, "0.2", how]);
    try {
      await client.out.find((line) => line.includes('"stats_ack"'), PATIENCE_MS);
      assert.equal((await look(serverId)).secure, true);
    } finally {
      await client.stop();
    }
  }
}

Deno.test({
  ...needing("Python's websockets work over TLS on both device ports, verified and not", missing),
  fn: () =>
    withDataDir(async (folder) => {
      const [tlsCert, tlsKey] = [join(folder, "cert.pem"), join(folder, "key.pem")];
      await Deno.writeTextFile(tlsCert, TEST_ONLY_CERTIFICATE);
      await Deno.writeTextFile(tlsKey, TEST_ONLY_KEY);
      await withNodeStage(
        (stage) =>
          pythonConnects({ ...stage, tlsCert, tlsPort: stage.host.ports.get("tls")?.port ?? 0 }),
        {},
        { tlsCert, tlsKey },
      );
    }),
});

Deno.test({
  ...needing("Python's websockets work with a certificate of our own, verified and not", missing),
  fn: () =>
    withNodeStage(
      async (stage) => {
        const { host: { certificate, ports } } = stage;
        assert.equal(certificate?.reason, "first");
        const { tlsCert = assert.fail() } = certificate ?? {};
        await pythonConnects({ ...stage, tlsCert, tlsPort: ports.get("tls")?.port ?? 0 });
      },
      {},
      { tlsSelfSigned: true },
    ),
});

Deno.test("a device logs in over HTTPS, verified against a certificate of our own", () =>
  withNodeStage(
    async ({ host, devicePort }) => {
      await exampleAccount(host.system, "ops");
      const { tlsCert = assert.fail() } = host.certificate ?? {};
      const client = Deno.createHttpClient({ caCerts: [await Deno.readTextFile(tlsCert)] });
      try {
        for (const port of [host.ports.get("tls")?.port, devicePort]) {
          for (const name of ["localhost", "127.0.0.1"]) {
            const response = await fetch(`https://${name}:${port}/api/auth/login/`, {
              client,
              method: "POST",
              headers: { "Content-Type": "application/json" },
              body: JSON.stringify({ username: "ops", password: DEVICE_PASSWORD }),
            });
            assert.equal(response.status, 200);
            assert.equal((await response.json()).success, true);
          }
        }
      } finally {
        client.close();
      }
    },
    {},
    { tlsSelfSigned: true },
  ));
