import assert from "node:assert/strict";
import {
  TEST_ONLY_CERTIFICATE,
  TEST_ONLY_KEY,
} from "../../../adapters/device_port/test_certificate.ts";
import { withBareMserver } from "../bare_mserver.ts";
import { onNodeStage } from "./stage.ts";

const TLS = { cert: TEST_ONLY_CERTIFICATE, key: TEST_ONLY_KEY };

function wss(url: string): string {
  return `${url.replace("ws://", "wss://").replace("127.0.0.1", "localhost")}/ws`;
}

Deno.test("a node agent trusts the certificate that it was given, for login and line alike", () =>
  onNodeStage(async ({ server, start, until }) => {
    const agent = await start({
      urls: [wss(server.url)],
      ca: TEST_ONLY_CERTIFICATE,
      credentials: { username: "ops", password: "word" },
    });
    await until(() => agent.registered);
    assert.deepEqual(server.handshakes, ["/ws Token issued"]);
  }, { tls: TLS }));

Deno.test("a node agent says that a certificate is not trusted, and says nothing without TLS instead", () =>
  onNodeStage(async ({ server, start, until, log }) => {
    await start({ urls: [wss(server.url), `${server.url}/ws`] });
    await until(() => log.length > 0);
    assert.match(
      log[0] ?? "",
      /^warn wss:.*: its certificate is signed by itself; name .* --ca; tried/,
    );
    assert.deepEqual(server.handshakes, []);
  }, { tls: TLS }));

Deno.test("a node agent tries TLS first, goes on without where there is none, and says so", () =>
  onNodeStage(async ({ server, start, until, log }) => {
    const agent = await start({ urls: [wss(server.url), `${server.url}/ws`] });
    await until(() => agent.registered);
    assert.match(
      log.join("\n"),
      /debug wss:.* cannot be reached: it does not speak TLS at that port/,
    );
    assert.match(log.join("\n"), /warn ws:.* is not encrypted: no server answered with TLS/);
  }));

Deno.test("a node agent whose login is refused over TLS does not tell its password without TLS", () =>
  onNodeStage(async ({ server, start, until, log }) => {
    await withBareMserver(async (plain) => {
      server.manners.authStatus = 401;
      const agent = await start({
        urls: [wss(server.url), `${plain.url}/ws`],
        ca: TEST_ONLY_CERTIFICATE,
        credentials: { username: "ops", password: "word" },
      });
      await until(() => server.requests.length >= 2);
      server.manners.authStatus = 200;
      server.manners.upgradeStatus = 503;
      await until(() => log.some((line) => line.includes("503")));
      server.manners.upgradeStatus = 101;
      await until(() => agent.registered);
      assert.deepEqual([plain.requests, plain.handshakes], [[], []]);
    });
  }, { tls: TLS }));

Deno.test("a node agent that has spoken TLS never goes on without it", () =>
  onNodeStage(async ({ server, start, until, log }) => {
    const urls = [wss(server.url), "ws://127.0.0.1:9/ws"];
    const agent = await start({ urls, ca: TEST_ONLY_CERTIFICATE });
    await until(() => agent.registered);
    server.manners.upgradeStatus = 503;
    server.cut();
    await until(() => log.filter((line) => line.includes("503")).length >= 2);
    assert.ok(!log.some((line) => line.includes("ws://127.0.0.1:9")), log.join("\n"));
  }, { tls: TLS }));
