import assert from "node:assert/strict";
import { join } from "node:path";
import { type Examination, examine } from "../../agents/doctor/examine.ts";
import type { Place } from "../../agents/doctor/reach.ts";
import { english } from "../../command_line/texts/doctor.ts";
import { FINDING_CODES } from "../../agents/doctor/finding.ts";
import { all, short } from "../agents/doctor/stage.ts";
import { withControlHost } from "../support/control_host.ts";
import { ADMIN_TOKEN } from "../support/host_settings.ts";
import { signalbox } from "../support/processes/project_task.ts";

const REACHED = ["name.isAddress", "port.open"];
const SIGNALBOX = ["program.isSignalbox", "version.sameVersion", "clock.inTime"];

Deno.test("examine() finds nothing in the way of a control host that runs, whoever asks", async () => {
  await withControlHost(async ({ host, api }) => {
    const port = (name: string) => host.ports.get(name)?.port ?? 0;
    const { version } = await api.call<{ readonly version: string }>("/healthz");
    const place = (name: string): Place => ({
      host: "127.0.0.1",
      port: port(name),
      secure: false,
    });
    const token = { token: ADMIN_TOKEN, role: "admin", rights: ["exec"] };
    const cases: readonly (readonly [Omit<Examination, "version">, readonly string[]])[] = [
      [{ kind: "host", place: place("http"), token }, [...SIGNALBOX, "token.tokenGood"]],
      [{ kind: "display", place: place("http") }, [...SIGNALBOX, "displays.takesDisplays"]],
      [{ kind: "node", place: place("device") }, SIGNALBOX],
      [{ kind: "sync", place: place("device") }, ["question.answers", ...SIGNALBOX]],
      [{ kind: "camera", place: place("mqtt") }, ["broker.brokerGood"]],
    ];
    for (const [order, outcome] of cases) {
      const found = (await all(examine({ ...order, version }))).map(short);
      assert.deepEqual(found, [...REACHED, ...outcome], order.kind);
    }
  });
});

Deno.test("examine() tells a wrong port, a wrong token and a broker that is none", async () => {
  await withControlHost(async ({ api, httpPort, devicePort }) => {
    const place = { host: "127.0.0.1", port: httpPort, secure: false };
    const device = { ...place, port: devicePort };
    const token = { token: "sbx_of_somebody_else", role: "view", rights: [] };
    const nobody = { user: undefined, password: undefined };
    const { version } = await api.call<{ readonly version: string }>("/healthz");
    const broker = { ...place, ...nobody };
    const wrong = await all(examine({ kind: "host", place, version, token, broker }));
    const faults = wrong.filter(({ ok }) => !ok).map(({ check, code }) => `${check}.${code}`);
    assert.deepEqual(faults.map((fault) => fault.split(".")[0]), ["token", "broker"]);
    assert.equal(faults[0], "token.tokenInvalid");
    const lost = await all(examine({ kind: "display", place: device, version: "0.1.0" }));
    assert.equal(short(lost.at(-1) ?? assert.fail()), "-displays.otherProgram");
    const node = { token: "no such token", role: "view", rights: [] };
    const refused = await all(
      examine({ kind: "node", place: device, version: "0.1.0", token: node }),
    );
    assert.equal(short(refused.at(-1) ?? assert.fail()), "-token.tokenInvalid");
  });
});

Deno.test("signalbox doctor trusts the certificate that it is given, and no other", async () => {
  const dataDir = await Deno.makeTempDir();
  await withControlHost(
    async ({ host }) => {
      const port = host.ports.get("tls")?.port ?? 0;
      const ca = join(dataDir, "tls", "cert.pem");
      const words = ["doctor", "node", "--url", `wss://localhost:${port}`];
      const unknown = await signalbox(words, {});
      assert.equal(unknown.code, 1);
      assert.match(unknown.out, /✗ {2}TLS .*\n +→ .*--ca/);
      const trusted = await signalbox([...words, "--ca", ca], {});
      assert.deepEqual([trusted.code, trusted.err], [0, ""]);
      assert.match(trusted.out, /✓ {2}TLS .*\n✓ {2}Program /);
    },
    {},
    { tlsSelfSigned: true, dataDir },
  );
  await Deno.remove(dataDir, { recursive: true });
});

Deno.test("doctor has words for everything that can be found", () => {
  const worded = Object.keys(english.words);
  assert.deepEqual(FINDING_CODES.filter((code) => !worded.includes(code)), []);
  assert.deepEqual(worded.filter((code) => !FINDING_CODES.some((known) => known === code)), []);
});
