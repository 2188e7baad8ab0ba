import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { join } from "node:path";
import { hostNames } from "../../../adapters/tls/host_names.ts";
import { ensureSelfSigned, type SelfSignedOptions } from "../../../adapters/tls/self_signed.ts";

const NOW = Date.parse("2026-03-01T09:30:00.000Z");
const DAY_MS = 86_400_000;
const NAMES = ["127.0.0.1", "::1", "box.example", "localhost"];

async function withTlsFolder(
  test: (
    ensure: (changes?: Partial<SelfSignedOptions>) => ReturnType<typeof ensureSelfSigned>,
  ) => Promise<void>,
): Promise<void> {
  const parent = await Deno.makeTempDir();
  const options = { folder: join(parent, "tls"), names: NAMES, now: NOW };
  try {
    await test((changes) => ensureSelfSigned({ ...options, ...changes }));
  } finally {
    await Deno.remove(parent, { recursive: true });
  }
}

Deno.test("ensureSelfSigned() makes a certificate for every name, and no authority", () =>
  withTlsFolder(async (ensure) => {
    const { certPath, reason, validUntil } = await ensure();
    assert.equal(reason, "first");
    const certificate = new X509Certificate(await Deno.readTextFile(certPath));
    assert.equal(certificate.checkHost("box.example"), "box.example");
    assert.equal(certificate.checkHost("other.example"), undefined);
    assert.ok(certificate.checkIP("::1") && certificate.checkIP("127.0.0.1"));
    assert.equal(certificate.checkIP("192.0.2.1"), undefined);
    assert.equal(certificate.ca, false);
    assert.ok(validUntil - NOW > 4 * 365 * DAY_MS);
    assert.ok(Math.abs(Date.parse(certificate.validTo) - validUntil) < 1_000);
    assert.ok(Date.parse(certificate.validFrom) < NOW);
  }));

Deno.test({
  name: "ensureSelfSigned() lets only the owner read the key",
  ignore: Deno.build.os === "windows", // has no such modes
  fn: () =>
    withTlsFolder(async (ensure) => {
      const { certPath, keyPath } = await ensure();
      assert.equal((Deno.statSync(keyPath).mode ?? 0) & 0o777, 0o600);
      assert.equal((Deno.statSync(certPath).mode ?? 0) & 0o777, 0o644);
    }),
});

Deno.test("ensureSelfSigned() keeps what is there as long as it covers every name", () =>
  withTlsFolder(async (ensure) => {
    const { certPath } = await ensure();
    const first = await Deno.readTextFile(certPath);
    assert.equal((await ensure({ now: NOW + 900 * DAY_MS })).reason, "kept");
    assert.equal((await ensure({ names: ["localhost"] })).reason, "kept");
    assert.equal(await Deno.readTextFile(certPath), first);
    assert.equal((await ensure({ names: [...NAMES, "192.0.2.9"] })).reason, "names");
    assert.notEqual(await Deno.readTextFile(certPath), first);
  }));

Deno.test("ensureSelfSigned() makes a new one near the end, and where two files do not match", () =>
  withTlsFolder(async (ensure) => {
    const { validUntil, certPath, keyPath } = await ensure();
    assert.equal((await ensure({ now: validUntil - 91 * DAY_MS })).reason, "kept");
    assert.equal((await ensure({ now: validUntil - 89 * DAY_MS })).reason, "expiry");
    const key = await Deno.readTextFile(keyPath);
    await ensure({ names: ["other.example"] });
    await Deno.writeTextFile(keyPath, key);
    assert.equal((await ensure({ names: ["other.example"] })).reason, "unreadable");
    await Deno.writeTextFile(certPath, "no certificate");
    assert.equal((await ensure()).reason, "unreadable");
    await Deno.remove(keyPath);
    assert.equal((await ensure()).reason, "unreadable");
    assert.equal((await ensure()).reason, "kept");
  }));

Deno.test("hostNames() has loopback, this host's name, and what was added, each once", async () => {
  const { names, complete } = await hostNames(["Box.Example", "192.0.2.7", "localhost", "0.0.0.0"]);
  assert.ok(complete);
  for (const name of ["localhost", "127.0.0.1", "::1", "box.example", "192.0.2.7"]) {
    assert.equal(names.filter((each) => each === name).length, 1, name);
  }
  assert.ok(names.includes(Deno.hostname().toLowerCase()));
  assert.ok(!names.includes("0.0.0.0"));
});

Deno.test({
  name: "hostNames() asks nobody when it may not see the host's name",
  permissions: { sys: false },
  fn: async () => {
    const { names, complete } = await hostNames(["box.example"]);
    assert.deepEqual([names, complete], [["127.0.0.1", "::1", "box.example", "localhost"], false]);
  },
});
