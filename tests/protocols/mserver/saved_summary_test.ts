import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeNodeFrame } from "../../../protocols/mserver/decoder.ts";
import { readSavedSummary } from "../../../protocols/mserver/saved_summary.ts";

const DATA = {
  system: { host_name: "rack-mac-02", cpu_usage: 23.4 },
  containers: [],
  configured_nodes: ["3node0"],
  era_transitions: { "3node0": { previous_era: 1411, current_era: 1412 } },
};
const BODY = {
  server_id: "4F1A09C27B3E",
  timestamp: 1_751_600_061_310,
  summary_data: DATA,
  period_seconds: 60,
  data_points: 60,
};

Deno.test("readSavedSummary() reads what the same summary over the socket reads as, sequence aside", () => {
  const { timestamp } = BODY;
  const frame = { type: "summary", serverId: BODY.server_id, timestamp, sequence: 61, data: DATA };
  const event = decodeNodeFrame(JSON.stringify(frame));
  assert.deepEqual(readSavedSummary(BODY), {
    type: "summarySaved",
    serverId: "4F1A09C27B3E",
    event: { ...event, sequence: null },
  });
});

Deno.test("readSavedSummary() names the field at fault, and never its value", () => {
  const cases = [
    [{ ...BODY, server_id: "../../etc/passwd" }, "server_id"],
    [{ ...BODY, server_id: undefined }, "server_id"],
    [{ ...BODY, timestamp: "hunter2" }, "timestamp"],
    [{ ...BODY, summary_data: "hunter2" }, "data"],
  ] as const;
  for (const [body, field] of cases) {
    const read = readSavedSummary(body);
    assert.ok(read.type === "violation" && read.code === "badField");
    assert.match(read.detail, new RegExp(`^${field} must be`));
    assert.doesNotMatch(read.detail, /hunter2|passwd/);
  }
});

Deno.test("readSavedSummary() never throws, whatever a body holds", () => {
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (body) => {
    readSavedSummary(body);
    readSavedSummary({ ...BODY, summary_data: body });
  }));
});
