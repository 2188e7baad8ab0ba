import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { createScriptedDisplay } from "../../agents/displays/scripted_display.ts";
import { withControlHost } from "../support/control_host.ts";
import { PATIENCE_MS } from "../support/displays/scripted_fleet.ts";
import { needing, works } from "../support/machine/system_needs.ts";

const READER = fileURLToPath(new URL("../fixtures/prometheus/read_metrics.py", import.meta.url));
const missing = works("/usr/bin/python3", ["-c", "import prometheus_client.parser"])
  ? undefined
  : "needs Debian's python3-prometheus-client";

interface Family {
  readonly name: string;
  readonly type: string;
  readonly samples: readonly (readonly [string, Record<string, string>, number])[];
}

/** A scrape as the Prometheus client itself reads it. */
async function parsed(text: string): Promise<readonly Family[]> {
  const reader = new Deno.Command("/usr/bin/python3", {
    args: ["-B", READER],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  await new Blob([text]).stream().pipeTo(reader.stdin);
  const { success, stdout, stderr } = await reader.output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout).trimEnd().split("\n").map((line) => JSON.parse(line));
}

function valueOf(families: readonly Family[], name: string, labels: Record<string, string> = {}) {
  const samples = families.flatMap((family) => family.samples);
  const wanted = Object.entries(labels);
  return samples.find(([each, has]) =>
    each === name && wanted.every(([label, value]) => has[label] === value)
  )?.[2];
}

/** What must be there once one display has carried out one command. */
function checkFamilies(families: readonly Family[]): void {
  const value = (name: string, labels?: Record<string, string>) => valueOf(families, name, labels);
  const atLeast = (least: number, name: string, labels?: Record<string, string>) =>
    assert.ok((value(name, labels) ?? 0) >= least, name);
  const ended = { kind: "display", action: "execute", outcome: "completed" };
  assert.equal(value("signalbox_commands_total", ended), 1);
  assert.equal(value("signalbox_commands_open"), 0);
  assert.equal(value("signalbox_members", { kind: "display", liveness: "online" }), 1);
  assert.equal(value("signalbox_actors", { kind: "display" }), 1);
  atLeast(1, "signalbox_actor_messages_handled_total", { kind: "display" });
  atLeast(1, "signalbox_port_connections", { port: "http" });
  atLeast(500, "signalbox_port_received_bytes_total", { port: "http" });
  atLeast(2, "signalbox_messages_received_total", { protocol: "switchboard" });
  atLeast(1, "signalbox_database_bytes");
  atLeast(1e6, "process_resident_memory_bytes");
  const looks = value("signalbox_event_loop_delay_seconds_count");
  assert.equal(value("signalbox_event_loop_delay_seconds_bucket", { le: "+Inf" }), looks);
  const types = new Map(families.map((family) => [family.name, family.type]));
  assert.equal(types.get("signalbox_event_loop_delay_seconds"), "histogram");
  assert.equal(types.get("signalbox_commands"), "counter");
}

Deno.test({
  ...needing("a scrape of a running control host is read by the Prometheus client", missing),
  async fn() {
    await withControlHost(async ({ url, api }) => {
      const name = "Secret-Hall-7";
      const display = createScriptedDisplay({ build: "C3", url, name, timeScale: 20 });
      try {
        display.start();
        await display.until(() => display.registered, PATIENCE_MS);
        const command = await api.order(name, { action: "execute", command: "echo 1" });
        assert.equal((await api.finished(command, PATIENCE_MS)).state, "completed");
        const answer = await api.request("/metrics");
        assert.equal(answer.status, 200);
        const text = await answer.text();
        assert.ok(!text.includes(name), "no member is named");
        checkFamilies(await parsed(text));
      } finally {
        display.stop();
      }
    });
  },
});
