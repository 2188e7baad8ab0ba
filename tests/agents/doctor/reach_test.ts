import assert from "node:assert/strict";
import { reach } from "../../../agents/doctor/reach.ts";
import { DialError, dialErrorOf } from "../../../agents/tcp_dial.ts";
import { all, type CertificateWish, freePort, short, withTcp, withTls } from "./stage.ts";

const DAY_MS = 86_400_000;

Deno.test("reach() says that an address needs no name, and that nothing listens", async () => {
  const place = { host: "127.0.0.1", port: freePort(), secure: false };
  const found = await all(reach(place, undefined));
  assert.deepEqual(found.map(short), ["name.isAddress", "-port.refused"]);
});

Deno.test("reach() says what a name stands for", async () => {
  await withTcp((socket) => Promise.resolve(socket.close()), async (place) => {
    const [name, port] = await all(reach({ ...place, host: "localhost" }, undefined));
    assert.equal(name?.code, "hasAddress");
    assert.match(String(name?.facts.addresses), /127\.0\.0\.1/);
    assert.equal(port?.code, "open");
  });
});

Deno.test("reach() ends at a name that nobody knows", async () => {
  const place = { host: "no-such-host.invalid", port: 80, secure: true };
  assert.deepEqual((await all(reach(place, undefined))).map(short), ["-name.noName"]);
});

const CERTIFICATES: readonly (readonly [string, CertificateWish, boolean, string])[] = [
  ["good, as it is trusted", { name: "localhost" }, true, "tls.tlsGood"],
  ["of somebody unknown", { name: "localhost" }, false, "-tls.tlsUnknown"],
  [
    "that has ended",
    { name: "localhost", fromMs: -2 * DAY_MS, toMs: -DAY_MS },
    true,
    "-tls.tlsExpired",
  ],
  [
    "of tomorrow",
    { name: "localhost", fromMs: DAY_MS, toMs: 2 * DAY_MS },
    true,
    "-tls.tlsTooEarly",
  ],
  ["for another name", { name: "other.example" }, true, "-tls.tlsWrongName"],
];

for (const [what, wish, trusted, outcome] of CERTIFICATES) {
  Deno.test(`reach() knows a certificate ${what}`, async () => {
    await withTls(wish, async (place, cert) => {
      const found = await all(reach(place, trusted ? cert : undefined));
      assert.deepEqual(found.map(short), ["name.hasAddress", "port.open", outcome]);
    });
  });
}

Deno.test("reach() says that a server speaks no TLS", async () => {
  const hello = new TextEncoder().encode("HTTP/1.1 400 Bad Request\r\n\r\n");
  const meet = async (socket: Deno.Conn) => {
    await socket.write(hello);
    socket.close();
  };
  await withTcp(meet, async (place) => {
    const found = await all(reach({ ...place, secure: true }, undefined));
    assert.equal(short(found.at(-1) ?? assert.fail()), "-tls.tlsNone");
  });
});

Deno.test("dialErrorOf() tells the ways apart in which a connection fails", () => {
  const codes = {
    ENOTFOUND: "noName",
    EAI_AGAIN: "noName",
    ECONNREFUSED: "refused",
    ETIMEDOUT: "timedOut",
    EHOSTUNREACH: "unreachable",
    ENETUNREACH: "unreachable",
    EPIPE: "failed",
  };
  for (const [code, failure] of Object.entries(codes)) {
    assert.equal(dialErrorOf(Object.assign(new Error("no"), { code })).failure, failure);
  }
  const both = new AggregateError([
    Object.assign(new Error("no IPv6"), { code: "EWHATEVER" }),
    Object.assign(new Error("refused"), { code: "ECONNREFUSED" }),
  ]);
  assert.equal(dialErrorOf(both).failure, "refused");
  const own = new DialError("timedOut", "5 s");
  assert.equal(dialErrorOf(own), own);
});
