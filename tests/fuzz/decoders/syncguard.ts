import assert from "node:assert/strict";
import fc from "fast-check";
import { readSyncGuardConfig } from "../../../protocols/syncguard/config_file.ts";
import { SyncDecoder } from "../../../protocols/syncguard/decoder.ts";
import { StatusAnswerDecoder } from "../../../protocols/syncguard/status_answer.ts";
import { REPORT_FIXTURES, VIOLATION_FIXTURES } from "../../protocols/syncguard/line_fixtures.ts";
import { concat, cutAt, singly } from "../../protocols/video/streams.ts";
import { noise, utf8, wounded } from "../attack.ts";
import type { DecoderFuzzer } from "./decoder_fuzzer.ts";

const line = fc.constantFrom(...[...REPORT_FIXTURES, ...VIOLATION_FIXTURES].map(({ sent }) => sent))
  .map((sent) => typeof sent === "string" ? utf8(sent) : sent);
const question = fc.constantFrom("GET_STATUS", "GET_STATUS\r\n", "GET_STA", "\n").map(utf8);

/** What sync hosts send, right and wrong, over one connection. */
export const syncStreams: fc.Arbitrary<Uint8Array> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: wounded(line) },
    { weight: 2, arbitrary: question },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }) },
  ),
  { maxLength: 12 },
).map((pieces) => concat(...pieces));

function told(pieces: readonly Uint8Array[]) {
  const decoder = new SyncDecoder();
  return [...pieces.flatMap((piece) => [...decoder.decode(piece)]), ...decoder.end()];
}

/** Lines of sync hosts: the same events however the bytes are cut. */
export const SYNC_LINES: DecoderFuzzer = {
  name: "syncguard",
  property: fc.property(syncStreams, fc.array(fc.nat(500), { maxLength: 9 }), (bytes, cuts) => {
    const whole = told([bytes]);
    assert.deepEqual(told(cutAt(bytes, cuts)), whole);
    assert.deepEqual(told(singly(bytes)), whole);
  }),
};

/** What a polled sync host answers. */
export const statusAnswers: fc.Arbitrary<Uint8Array> = fc.oneof(
  wounded(fc.constantFrom("Synced", "Free\r\n", "synced\n", " FREE", "Syn").map(utf8)),
  noise,
);

/** Answers to GET_STATUS: one of four outcomes, the same however the bytes are cut. */
export const SYNC_ANSWERS: DecoderFuzzer = {
  name: "sync-answers",
  property: fc.property(statusAnswers, (bytes) => {
    const read = (pieces: readonly Uint8Array[]) => {
      const decoder = new StatusAnswerDecoder();
      for (const piece of pieces) {
        const answer = decoder.decode(piece);
        if (answer !== "needMore") return answer;
      }
      return "needMore";
    };
    const whole = read([bytes]);
    assert.ok(["master", "free", "garbage", "needMore"].includes(whole));
    // A second answer behind the first belongs to the next question when it comes by itself.
    if (whole !== "garbage") assert.equal(read(singly(bytes)), whole);
  }),
};

const CONFIGS = [
  "TARGET_IP=192.0.2.10\nTARGET_PORT=8080\nENABLE_EXTERNAL_SEND=true\n",
  '{"ServerIP":"192.0.2.10","ServerPort":9000,"TransmissionInterval":60000}',
  "192.0.2.10\r\n8080\r\n",
].map(utf8);

/** The config files of SyncGuard: a setting, or one problem in a line of it. */
export const SYNC_CONFIGS: DecoderFuzzer = {
  name: "sync-configs",
  property: fc.property(wounded(fc.constantFrom(...CONFIGS)), (bytes) => {
    const reading = readSyncGuardConfig(new TextDecoder().decode(bytes));
    if (!reading.ok) return assert.ok(reading.problem.detail.length < 300, "never the whole file");
    const { targetPort } = reading.config;
    assert.ok(targetPort === null || targetPort >= 1 && targetPort <= 65_535);
  }),
};
