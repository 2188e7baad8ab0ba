import assert from "node:assert/strict";
import fc from "fast-check";
import { MAX_LINE_BYTES, SyncDecoder } from "../../../protocols/syncguard/decoder.ts";
import { encodeReport } from "../../../protocols/syncguard/encoder.ts";
import type { SyncEvent, SyncState } from "../../../protocols/syncguard/events.ts";
import { REPORT_FIXTURES, VIOLATION_FIXTURES } from "./line_fixtures.ts";

const encoder = new TextEncoder();

/** Everything that pieces of one connection come to, its end included. */
function decodeAll(...pieces: readonly (string | Uint8Array)[]): SyncEvent[] {
  const decoder = new SyncDecoder();
  const bytes = pieces.map((piece) => typeof piece === "string" ? encoder.encode(piece) : piece);
  return [...bytes.flatMap((piece) => decoder.decode(piece)), ...decoder.end()];
}

/** Events as short texts, for tests that are about their number and order. */
function told(events: readonly SyncEvent[]): string[] {
  return events.map((event) => {
    if (event.type === "stateReported") return `${event.claimedAddress} ${event.state}`;
    return event.type === "violation" ? event.code : "asked";
  });
}

for (const { about, sent, claimedAddress, state } of REPORT_FIXTURES) {
  Deno.test(`decode() reads one report when ${about}`, () => {
    assert.deepEqual(decodeAll(sent), [{ type: "stateReported", claimedAddress, state }]);
  });
}

for (const { about, sent, code, bytes } of VIOLATION_FIXTURES) {
  Deno.test(`decode() says ${code} when ${about}`, () => {
    assert.deepEqual(decodeAll(sent), [{ type: "violation", code, bytes }]);
    const healed = decodeAll(sent, "\n10.20.0.31_state1\r\n");
    assert.deepEqual(told(healed), [code, "10.20.0.31 slave"], "the next line is read again");
  });
}

Deno.test("decode() reads every report when several come in one piece, ended in all ways", () => {
  const sent = "10.20.0.31_state2\r\n10.20.0.31_state2\n10.20.0.32_state1\r\r\n\n" +
    "10.20.0.33_state010.20.0.34_state2 \tunknown_state0";
  assert.deepEqual(told(decodeAll(sent)), [
    "10.20.0.31 master",
    "10.20.0.31 master",
    "10.20.0.32 slave",
    "10.20.0.33 error",
    "10.20.0.34 master",
    "null error",
  ]);
});

Deno.test("decode() gives a report at its digit when the line never ends", () => {
  const decoder = new SyncDecoder();
  const line = encoder.encode("10.20.0.31_state2");
  assert.deepEqual(decoder.decode(line.subarray(0, -1)), []);
  assert.deepEqual(told(decoder.decode(line.subarray(-1))), ["10.20.0.31 master"]);
  assert.deepEqual(decoder.decode(encoder.encode("\r\n")), []);
  assert.deepEqual(decoder.end(), []);
});

Deno.test("decode() hears GET_STATUS when it is bare, ended, glued, split or between lines", () => {
  assert.deepEqual(told(decodeAll("GET_STATUS")), ["asked"]);
  assert.deepEqual(told(decodeAll("GET_STATUS\r\n", "get_status\n")), ["asked", "asked"]);
  assert.deepEqual(told(decodeAll("GET_STATUSGET_STATUS")), ["asked", "asked"]);
  assert.deepEqual(told(decodeAll("GET_", "STATUSGET_STA", "TUS")), ["asked", "asked"]);
  const mixed = decodeAll("10.20.0.31_state2GET_STATUS10.20.0.31_state1\nGET_STATUS\n");
  assert.deepEqual(told(mixed), ["10.20.0.31 master", "asked", "10.20.0.31 slave", "asked"]);
  assert.deepEqual(told(decodeAll("GET_STALE\nGET_STATUS")), ["notAReport", "asked"]);
  assert.deepEqual(told(decodeAll("\ufeffGET_STATUS", "\ufeffGET_STATUS")), ["asked", "asked"]);
});

Deno.test("decode() says tooLong once and at once when a line does not end", () => {
  const decoder = new SyncDecoder();
  const flood = new Uint8Array(1_000_000).fill(0x41);
  assert.deepEqual(decoder.decode(flood.subarray(0, MAX_LINE_BYTES)), []);
  assert.deepEqual(decoder.decode(flood), [
    { type: "violation", code: "tooLong", bytes: MAX_LINE_BYTES + 1 },
  ]);
  assert.deepEqual(decoder.decode(flood), []);
  assert.deepEqual(told(decoder.decode(encoder.encode("\n10.20.0.31_state2"))), [
    "10.20.0.31 master",
  ]);
  assert.deepEqual(decoder.end(), []);
});

Deno.test("end() says what was begun when the connection breaks in a line, and begins anew", () => {
  const decoder = new SyncDecoder();
  decoder.decode(encoder.encode("10.20.0.31_sta"));
  assert.deepEqual(decoder.end(), [{ type: "violation", code: "notAReport", bytes: 14 }]);
  assert.deepEqual(decoder.end(), []);
  assert.deepEqual(told(decoder.decode(encoder.encode("10.20.0.31_state2"))), [
    "10.20.0.31 master",
  ]);
});

const octet = fc.integer({ min: 0, max: 255 });
const address = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join("."));
const ending = fc.constantFrom("\r\n", "\n", "\r", "", " \r\n", "\n\n");
const digit = fc.integer({ min: 0, max: 9 });

Deno.test("decode() reads back what encodeReport() wrote", () => {
  const states: readonly SyncState[] = ["error", "slave", "master"];
  fc.assert(fc.property(fc.option(address), digit, (claimedAddress, digit) => {
    const state = states[digit] ?? "unknown";
    const expected = [{ type: "stateReported", claimedAddress, state }];
    assert.deepEqual(decodeAll(encodeReport(claimedAddress, digit)), expected);
  }));
});

/** The same few again and again, as one host sends them, and a neighbour of almost the same address. */
const usual = fc.constantFrom("10.20.0.31", "10.20.0.32", "10.20.0.3", "unknown");

/** What peers send, right, wrong and broken off. */
const piece = fc.oneof(
  fc.tuple(usual, digit, ending).map(([ip, n, end]) => encoder.encode(`${ip}_state${n}${end}`)),
  fc.tuple(address, digit, ending).map(([ip, n, end]) => encoder.encode(`${ip}_state${n}${end}`)),
  fc.tuple(
    fc.constantFrom(
      "GET_STATUS",
      "\ufeff10.0.0.1_state1",
      "unknown_state0",
      "10.0.0.1_sta",
      "300.0.0.1_state2",
    ),
    ending,
  )
    .map(([text, end]) => encoder.encode(text + end)),
  fc.uint16Array({ maxLength: 40 }).map((codes) => encoder.encode(String.fromCharCode(...codes))),
  fc.uint8Array({ maxLength: 40 }),
  fc.integer({ min: MAX_LINE_BYTES - 2, max: 3 * MAX_LINE_BYTES })
    .map((length) => new Uint8Array(length).fill(0x39)),
);

Deno.test("decode() gives the same events when the same bytes are cut anywhere", () => {
  const stream = fc.array(piece, { maxLength: 12 }).map((pieces) => concat(pieces));
  const cuts = fc.array(fc.nat(2_000), { maxLength: 20 });
  fc.assert(
    fc.property(stream, cuts, (bytes, cuts) => {
      const whole = decodeAll(bytes);
      assert.deepEqual(decodeAll(...cutAt(bytes, cuts)), whole);
      assert.deepEqual(decodeAll(...Array.from(bytes, (byte) => Uint8Array.of(byte))), whole);
    }),
    { numRuns: 500 },
  );
});

Deno.test("decode() counts every byte of a violation once, and never throws, when it gets garbage", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 5_000 }), (bytes) => {
    const events = decodeAll(bytes);
    const counted = events.reduce(
      (sum, each) => sum + (each.type === "violation" ? each.bytes : 0),
      0,
    );
    assert.ok(counted <= bytes.length, `${counted} of ${bytes.length}`);
  }));
});

function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

function cutAt(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length];
  places.sort((a, b) => a - b);
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}
