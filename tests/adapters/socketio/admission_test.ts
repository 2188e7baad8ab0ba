import assert from "node:assert/strict";
import { request } from "node:http";
import { openRaw, withGateway } from "./gateway_bench.ts";

/** The status that a handshake with this Origin gets. */
function handshake(host: string, origin: string | undefined): Promise<number | undefined> {
  const [hostname, port] = host.split(":");
  const headers = origin === undefined ? {} : { origin };
  const path = "/socket.io/?EIO=4&transport=polling";
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, headers, agent: false }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve(answer.statusCode));
    });
    sent.on("error", reject);
    sent.end();
  });
}

Deno.test("isForeignOrigin() takes no Origin, and the server's own as Python's library sends it", () =>
  withGateway(async ({ host }) => {
    assert.equal(await handshake(host, undefined), 200);
    assert.equal(await handshake(host, `http://${host}`), 200);
    assert.equal(await handshake(host, `https://${host}`), 200);
  }));

Deno.test("isForeignOrigin() refuses a web page of another origin, port or name", () =>
  withGateway(async ({ host, problems }) => {
    for (
      const origin of [
        "http://evil.example",
        "null",
        "",
        `http://${host}.evil.example`,
        "http://127.0.0.1:1",
        `ftp://${host}`,
      ]
    ) assert.equal(await handshake(host, origin), 403, `origin ${JSON.stringify(origin)}`);
    assert.ok(problems.every((problem) => problem.startsWith("connectionRefused: a web page")));
  }));

Deno.test("createGateway() refuses more connections of one address than its limit, and takes them again later", () =>
  withGateway(async (bench) => {
    const first = await bench.dial();
    const second = await bench.dial();
    await assert.rejects(bench.dial());
    assert.match(bench.problems.at(-1) ?? "", /2 connections of this address/);
    const link = await bench.link(second);
    link.drop("makes room");
    assert.equal((await bench.heard("linkClosed")).link, link);
    await bench.dial();
    assert.equal(first.connected, true);
  }, { limits: { maxConnectionsPerAddress: 2 } }));

Deno.test("createGateway() refuses connections beyond its limit in all", () =>
  withGateway(async (bench) => {
    await bench.dial();
    await assert.rejects(bench.dial(["polling"]));
    assert.match(bench.problems.at(-1) ?? "", /1 connections are open/);
  }, { limits: { maxConnections: 1 } }));

Deno.test("createGateway() counts a transport that never joins a namespace", () =>
  withGateway(async (bench) => {
    const raw = openRaw(bench.host);
    await raw.frame("0");
    await assert.rejects(bench.dial());
    assert.match(bench.problems.at(-1) ?? "", /connections of this address/);
  }, { limits: { maxConnectionsPerAddress: 1 } }));
