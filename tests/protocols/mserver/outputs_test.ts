import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeNodeFrame } from "../../../protocols/mserver/decoder.ts";
import { encodeNodeWord } from "../../../protocols/mserver/encoder.ts";
import { MAX_OUTPUT_CHARS } from "../../../protocols/mserver/outputs.ts";
import { AT } from "./frames.ts";

const ID = "cmd_1751600070000_4711";
const OUTPUT = { command_id: ID, sequence: 3, text: "line 1\nline 2\n", timestamp: AT };

const decode = (frame: unknown) => decodeNodeFrame(JSON.stringify(frame));
const output = (changes: Record<string, unknown>) =>
  decode({ type: "command_output", data: { ...OUTPUT, ...changes } });

Deno.test("decodeNodeFrame() reads what a command says while it runs", () => {
  assert.deepEqual(output({}), {
    type: "outputReported",
    commandId: ID,
    sequence: 3,
    text: "line 1\nline 2\n",
    at: AT,
  });
});

Deno.test("decodeNodeFrame() keeps colours, control characters and too much out of a command's output", () => {
  const told = output({ text: "\u001b[31mred\u001b[0m\u0007\tok\n" });
  assert.equal(told.type === "outputReported" && told.text, "red\tok\n");
  const long = output({ text: `start${"x".repeat(MAX_OUTPUT_CHARS)}end` });
  assert.ok(long.type === "outputReported" && long.text.endsWith("end"));
  assert.equal(long.text.length, MAX_OUTPUT_CHARS);
});

Deno.test("decodeNodeFrame() takes no output without an id, a number and a text, and quotes none", () => {
  const bad = [{ command_id: "" }, { command_id: {} }, { sequence: 0 }, { sequence: 1.5 }, {
    text: 7,
  }, { text: null }];
  for (const changes of bad) {
    const event = output(changes);
    assert.ok(event.type === "violation" && event.code === "badField", JSON.stringify(changes));
    assert.doesNotMatch(event.detail, /line 1/);
  }
});

Deno.test("decodeNodeFrame() survives every cut of an output, and any garbage in it", () => {
  const text = JSON.stringify({ type: "command_output", data: OUTPUT });
  for (let end = 0; end < text.length; end++) {
    assert.equal(decodeNodeFrame(text.slice(0, end)).type, "violation");
  }
  const frame = fc.record({ data: fc.jsonValue(), command_id: fc.jsonValue() });
  fc.assert(
    fc.property(frame, (given) => {
      const { type } = decode({ ...given, type: "command_output" });
      assert.ok(type === "violation" || type === "outputReported");
    }),
    { numRuns: 300 },
  );
});

Deno.test("decodeNodeFrame() reads capabilities that it knows, in one order, and nothing where there is none", () => {
  const register = (capabilities: unknown) => {
    const event = decode({ type: "register", serverId: "HOST-1", capabilities });
    assert.equal(event.type, "registered");
    return event.type === "registered" ? event.capabilities : undefined;
  };
  assert.deepEqual(register(["concurrent_commands", "time_travel", "command_output"]), [
    "command_output",
    "concurrent_commands",
  ]);
  for (const none of [undefined, null, [], ["x"], "command_output", {}, [["command_output"]]]) {
    assert.equal(register(none), undefined);
  }
  const late = [...Array.from({ length: 16 }, (_, index) => `x${index}`), "command_cancel"];
  assert.equal(register(late), undefined);
});

Deno.test("encodeNodeWord() tells a client to end a command", () => {
  assert.deepEqual(
    JSON.parse(encodeNodeWord({ type: "cancelCommand", commandId: ID }, AT)),
    { type: "command_cancel", data: { id: ID }, timestamp: AT },
  );
});
