import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeNodeFrame } from "../../../protocols/mserver/decoder.ts";
import { AT, M10_STATS, m11Stats, SUMMARY_EXTRAS } from "../../protocols/mserver/frames.ts";
import { odd, spoilt } from "../odd_json.ts";
import type { DecoderFuzzer } from "./decoder_fuzzer.ts";

const STATS = m11Stats(["3node0", "node1"]);

/** One message of each kind that clients send. */
const MESSAGES: readonly Readonly<Record<string, unknown>>[] = [
  { type: "register", serverId: "4F1A09C27B3E", data: { version: "1.1.0", nodes: ["3node0"] } },
  STATS,
  M10_STATS,
  { ...STATS, type: "summary", data: { ...STATS.data as object, ...SUMMARY_EXTRAS } },
  { type: "heartbeat", serverId: "4F1A09C27B3E", timestamp: 1_751_600_045_000 },
  { type: "command_response", data: { id: "cmd_1_a", status: "completed", result: { a: [1] } } },
  { type: "command_output", data: { command_id: "c_1", sequence: 3, text: "a\n", timestamp: AT } },
  { type: "key_update", data: { container: "3node0", session_key: `0x${"ab".repeat(128)}` } },
  { type: "backup_complete", data: { container: "3node0", file: "keys.tar.gz", size: 512 } },
  { type: "validator_activated", data: { container: "3node0", validator: "5Grwv", era: 7 } },
  { type: "ping" },
];

/** Frames as text: whole ones with odd things in them, encoded twice, cut, or no JSON at all. */
export const nodeFrames: fc.Arbitrary<string> = fc.tuple(
  fc.constantFrom(...MESSAGES).chain(spoilt),
  fc.constantFrom("whole", "whole", "whole", "twice", "cut", "other"),
  fc.nat(),
  odd,
).map(([message, how, at, other]) => {
  const text = JSON.stringify(message);
  if (how === "twice") return JSON.stringify(text);
  if (how === "cut") return text.slice(0, at % (text.length + 1));
  return how === "other" ? JSON.stringify(other) : text;
});

/** What node hosts send: a fact or a violation for each frame, plain, and not larger than what came. */
export const MSERVER: DecoderFuzzer = {
  name: "mserver",
  property: fc.property(nodeFrames, (text) => {
    const decoded = decodeNodeFrame(text);
    const plain = JSON.stringify(decoded);
    assert.deepEqual(JSON.parse(plain), JSON.parse(JSON.stringify(decodeNodeFrame(text))));
    assert.ok(plain.length < 3 * text.length + 2_000, `${plain.length} of ${text.length}`);
  }),
};
