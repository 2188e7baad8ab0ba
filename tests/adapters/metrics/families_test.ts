import assert from "node:assert/strict";
import { familiesOf } from "../../../adapters/metrics/families.ts";
import type { Facts } from "../../../adapters/metrics/facts.ts";
import { encodeExposition } from "../../../protocols/metrics/exposition.ts";
import { SAMPLE_FACTS, sampleKind } from "./sample_facts.ts";

function linesOf(facts: Facts, name: string): string[] {
  return encodeExposition(familiesOf(facts)).split("\n")
    .filter((line) => line === name || line.startsWith(`${name} `) || line.startsWith(`${name}{`));
}

/** A figure, and the lines that the sample must have of it. */
const EXPECTED = [
  ["signalbox_build_info", '{version="1.2.3"} 1'],
  ["process_start_time_seconds", " 32"],
  ["signalbox_uptime_seconds", " 33"],
  ["process_cpu_seconds_total", " 38"],
  ["process_resident_memory_bytes", " 34"],
  ["signalbox_store_queue", " 25"],
  ["signalbox_database_bytes", " 26"],
  ["signalbox_table_bytes", '{table="commands"} 28'],
  ["signalbox_tables_measured_timestamp_seconds", " 29"],
  ["signalbox_commands_total", '{kind="display",action="execute",outcome="completed"} 16'],
  ["signalbox_commands_open", " 15"],
  ["signalbox_port_connections", '{port="http"} 17'],
  ["signalbox_port_connections_total", '{port="http"} 18'],
  ["signalbox_port_received_bytes_total", '{port="http"} 19'],
  ["signalbox_port_sent_bytes_total", '{port="http"} 20'],
  ["signalbox_messages_received_total", '{protocol="http"} 21'],
  ["signalbox_peer_problems_total", '{kind="flood"} 39'],
  ["signalbox_memory_ceiling_bytes", " 40"],
  ["signalbox_event_readers", " 22"],
  ["signalbox_event_readers_cut_off_total", " 23"],
  ["signalbox_streams", " 24"],
  ["signalbox_actors", '{kind="display"} 1'],
  ["signalbox_actor_mailbox_depth", '{kind="display"} 13'],
  ["signalbox_actor_mailbox_high_water", '{kind="display"} 10'],
  ["signalbox_actor_messages_handled_total", '{kind="display"} 3'],
  ["signalbox_actor_messages_expired_total", '{kind="display"} 9'],
  ["signalbox_actor_crashes_total", '{kind="display"} 4'],
  ["signalbox_actor_restarts_total", '{kind="display"} 5'],
  ["signalbox_actor_asks_pending", '{kind="display"} 11'],
  ["signalbox_actor_asks_timed_out_total", '{kind="display"} 12'],
] as const;

Deno.test("familiesOf() shows each number under its name", () => {
  for (const [name, rest] of EXPECTED) {
    assert.deepEqual(linesOf(SAMPLE_FACTS, name), [`${name}${rest}`]);
  }
});

Deno.test("familiesOf() tells dead letters by what became of them", () => {
  assert.deepEqual(linesOf(SAMPLE_FACTS, "signalbox_actor_dead_letters_total"), [
    'signalbox_actor_dead_letters_total{kind="display",reason="dropped"} 6',
    'signalbox_actor_dead_letters_total{kind="display",reason="refused"} 7',
    'signalbox_actor_dead_letters_total{kind="display",reason="dead"} 8',
  ]);
});

Deno.test("familiesOf() has a line for every kind and liveness, also where nobody is", () => {
  const lines = linesOf(SAMPLE_FACTS, "signalbox_members");
  assert.equal(lines.length, 25);
  assert.ok(lines.includes('signalbox_members{kind="display",liveness="online"} 14'));
  assert.ok(lines.includes('signalbox_members{kind="camera",liveness="offline"} 0'));
});

Deno.test("familiesOf() has a line for every state of the load", () => {
  assert.deepEqual(linesOf(SAMPLE_FACTS, "signalbox_load"), [
    'signalbox_load{state="normal"} 0',
    'signalbox_load{state="busy"} 1',
    'signalbox_load{state="overloaded"} 0',
  ]);
});

Deno.test("familiesOf() leaves out what is not known", () => {
  const facts: Facts = {
    ...SAMPLE_FACTS,
    members: null,
    loop: null,
    store: { queue: 0, fileBytes: null, logBytes: null, tables: new Map(), measuredAt: null },
  };
  for (
    const name of [
      "signalbox_members",
      "signalbox_event_loop_delay_recent_seconds",
      "signalbox_database_bytes",
      "signalbox_database_log_bytes",
      "signalbox_table_bytes",
      "signalbox_tables_measured_timestamp_seconds",
    ]
  ) assert.deepEqual(linesOf(facts, name), []);
});

Deno.test("familiesOf() does not grow with the fleet", () => {
  const lineCount = (facts: Facts) => encodeExposition(familiesOf(facts)).split("\n").length;
  const members = [{ kind: "display", liveness: "online", count: 5_000 }] as const;
  const full = { ...SAMPLE_FACTS, members, kinds: [sampleKind("display")] };
  assert.equal(lineCount(full), lineCount(SAMPLE_FACTS));
});
