import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeSwitchboard } from "../../../protocols/switchboard/decoder.ts";
import { BUILD_FIXTURES } from "./build_fixtures.ts";

/** The violation's code, or the fact's type. */
function outcome(event: string, ...args: unknown[]): string {
  const decoded = decodeSwitchboard(event, args);
  return decoded.type === "violation" ? decoded.code : decoded.type;
}

for (const { about, event, payload, expected } of BUILD_FIXTURES) {
  Deno.test(`decodeSwitchboard() reads one fact when ${about}`, () => {
    const received = JSON.parse(JSON.stringify(payload));
    assert.deepEqual(decodeSwitchboard(event, [received]), expected);
  });
}

Deno.test("decodeSwitchboard() finds the name under each spelling when a build has its own", () => {
  for (const key of ["clientName", "client_name", "name"]) {
    const decoded = decodeSwitchboard("heartbeat", [{ [key]: " Wall L2 " }]);
    assert.deepEqual(decoded, { type: "heartbeatReceived", name: " Wall L2 " });
  }
});

Deno.test("decodeSwitchboard() reads the preset id under each spelling when it is a number or digits", () => {
  for (const key of ["presetId", "preset_id", "stoppedPresetId"]) {
    for (const value of [7, "7"]) {
      const decoded = decodeSwitchboard("stop_result", [{ [key]: value }]);
      assert.deepEqual(decoded, { type: "stopReported", presetId: 7, ok: true });
    }
  }
  for (const value of [null, "seven", 1.5, {}, "", "9".repeat(40)]) {
    assert.deepEqual(decodeSwitchboard("stop_result", [{ presetId: value }]), {
      type: "stopReported",
      ok: true,
    });
  }
});

Deno.test("decodeSwitchboard() answers any ping when it carries nothing or several things", () => {
  for (const args of [[], [{}], ["a", 1], [null]]) assert.equal(outcome("ping", ...args), "pinged");
});

Deno.test("decodeSwitchboard() says unknownEvent when no build sends it, prototype names included", () => {
  for (const event of ["", "constructor", "__proto__", "toString", "power_action"]) {
    assert.equal(outcome(event, {}), "unknownEvent");
  }
  const long = decodeSwitchboard(`a\u0007${"b".repeat(10_000)}`, [{}]);
  assert.equal(long.type === "violation" && long.event, `a${"b".repeat(62)}`);
});

Deno.test("decodeSwitchboard() uses the only object when other arguments come with it", () => {
  const beat = { clientName: "w" };
  assert.equal(outcome("heartbeat", beat, () => {}), "heartbeatReceived");
  assert.equal(outcome("heartbeat", "stray", beat), "heartbeatReceived");
  assert.equal(outcome("heartbeat", beat, beat), "wrongArgumentCount");
  assert.equal(outcome("heartbeat"), "wrongArgumentCount");
  assert.equal(outcome("heartbeat", 1, 2), "wrongArgumentCount");
});

Deno.test("decodeSwitchboard() says what the argument is when it is no object", () => {
  for (const value of [null, "text", 5, true, [1], undefined]) {
    assert.equal(outcome("heartbeat", value), "notAnObject");
  }
  for (const value of [new Uint8Array(3), new ArrayBuffer(2), new DataView(new ArrayBuffer(1))]) {
    assert.equal(outcome("heartbeat", value), "binary");
    assert.equal(outcome("heartbeat", {}, value), "binary");
  }
});

Deno.test("decodeSwitchboard() says missingField when an event cannot do without it", () => {
  assert.equal(outcome("register_client", { clientType: "python" }), "missingField");
  assert.equal(outcome("register_client", { name: null }), "missingField");
  assert.equal(outcome("execution_result", { clientName: "w" }), "missingField");
  assert.equal(outcome("client_status_update", { clientName: "w", status: 3 }), "missingField");
  assert.equal(outcome("sync_status_changed", { clientName: "w" }), "missingField");
  assert.equal(outcome("process_status", { clientName: "w", processes: "x" }), "missingField");
});

Deno.test("decodeSwitchboard() says wrongType when a required field is of another type", () => {
  assert.equal(outcome("register_client", { name: 12 }), "wrongType");
  assert.equal(outcome("heartbeat", { clientName: ["w"] }), "wrongType");
  assert.equal(outcome("execution_result", { status: "dancing" }), "wrongType");
});

Deno.test("decodeSwitchboard() refuses a name when it is too long, empty or cannot be shown", () => {
  const bad = ["", "x".repeat(256), "x".repeat(10_000), "a\nb", "a\u0000", "a\u0085b", "\u007f"];
  for (const name of [...bad, "a\u202eb", "a\u2028b", "half \ud83d"]) {
    const decoded = decodeSwitchboard("register_client", [{ name }]);
    assert.equal(decoded.type === "violation" && decoded.code, "badName", JSON.stringify(name));
    assert.ok(decoded.type === "violation" && decoded.detail.length < 120, "never the whole value");
  }
  assert.equal(outcome("register_client", { name: "x".repeat(255) }), "registered");
  assert.equal(outcome("register_client", { name: "벽면 🎬 A" }), "registered");
});

Deno.test("decodeSwitchboard() strips and cuts texts when they are to be shown", () => {
  const decoded = decodeSwitchboard("heartbeat", [{
    clientName: "w",
    ip_address: "1".repeat(5_000),
    sync_status: "Mas\u001b[31mter",
  }]);
  assert.deepEqual(decoded, {
    type: "heartbeatReceived",
    name: "w",
    claimedAddress: "1".repeat(64),
    syncStatus: "Mas[31mter",
  });
});

Deno.test("decodeSwitchboard() keeps the end of an output when it is longer than a ledger row takes", () => {
  const stdout = `${"x".repeat(100_000)}\tlast\u0007 line\n`;
  const decoded = decodeSwitchboard("execution_result", [{ result: { success: true, stdout } }]);
  assert.ok(decoded.type === "executionReported" && decoded.output !== undefined);
  assert.ok(decoded.output.length <= 4096);
  assert.ok(decoded.output.endsWith("x\tlast line\n"));
});

Deno.test("decodeSwitchboard() says tooLong when an execution id cannot be ours", () => {
  const result = { success: true };
  const at = (length: number) => ({ executionId: "e".repeat(length), result });
  assert.equal(outcome("execution_result", at(129)), "tooLong");
  assert.equal(outcome("execution_result", at(128)), "executionReported");
});

for (const event of ["execution_result", "stop_result"]) {
  Deno.test(`decodeSwitchboard() keeps the name of a report and our own id in ${event}, and no longer ones`, () => {
    const told = (reportId: unknown, executionId: string) => {
      const payload = { status: "stopped", presetId: 4, reportId, executionId };
      return { ...decodeSwitchboard(event, [payload]) } as Readonly<Record<string, unknown>>;
    };
    const decoded = told("r".repeat(64), "cmd_1");
    assert.deepEqual([decoded.reportId, decoded.executionId], ["r".repeat(64), "cmd_1"]);
    for (const other of ["r".repeat(65), "", "a b", 7]) {
      assert.equal("reportId" in told(other, "cmd_1"), false);
    }
  });
}

Deno.test("decodeSwitchboard() reads at most 256 entries when a list is longer", () => {
  const running_processes = Array.from({ length: 300 }, (_, i) => ({ preset_id: i, pid: i }));
  const decoded = decodeSwitchboard("process_status", [{ running_processes }]);
  assert.ok(decoded.type === "processesReported");
  assert.equal(decoded.processes.length, 256);
  assert.equal(decoded.complete, false);
  assert.equal(decoded.runningCount, 300);
});

Deno.test("decodeSwitchboard() is unharmed when a payload holds prototype keys", () => {
  const text = '{"__proto__":{"clientName":"evil"},"constructor":{"name":"x"},"clientName":"w"}';
  assert.deepEqual(decodeSwitchboard("heartbeat", [JSON.parse(text)]), {
    type: "heartbeatReceived",
    name: "w",
  });
  assert.equal(({} as Record<string, unknown>).clientName, undefined);
});

Deno.test("decodeSwitchboard() cannot be talked into a violation when a payload looks like one", () => {
  const forged = { type: "violation", code: "binary", event: "x", detail: "y", clientName: "w" };
  assert.equal(outcome("heartbeat", forged), "heartbeatReceived");
});

const EVENTS = [...new Set(BUILD_FIXTURES.map(({ event }) => event)), "ping", "nonsense"];
const FIELDS = [...new Set(BUILD_FIXTURES.flatMap(({ payload }) => Object.keys(payload)))];

Deno.test("decodeSwitchboard() never throws when fed garbage", () => {
  const args = fc.array(
    fc.anything({ withNullPrototype: true, withTypedArray: true, withBigInt: true }),
  );
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom(...EVENTS), fc.string()), args, (event, given) => {
      assert.equal(typeof decodeSwitchboard(event, given).type, "string");
    }),
    { numRuns: 400 },
  );
  for (const event of [3, null, undefined, Symbol("x"), {}]) {
    assert.equal(outcome(event as string, {}), "unknownEvent");
  }
});

Deno.test("decodeSwitchboard() yields plain bounded data when known fields hold garbage", () => {
  const payload = fc.dictionary(fc.constantFrom(...FIELDS), fc.anything(), { maxKeys: 8 });
  fc.assert(
    fc.property(fc.constantFrom(...EVENTS), payload, (event, given) => {
      const decoded = decodeSwitchboard(event, [given]);
      assert.deepEqual(JSON.parse(JSON.stringify(decoded)), decoded);
    }),
    { numRuns: 600 },
  );
});
