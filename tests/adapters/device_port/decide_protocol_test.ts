import assert from "node:assert/strict";
import {
  decideProtocol,
  MAX_OPENING_BYTES,
} from "../../../adapters/device_port/decide_protocol.ts";
import type { Protocol } from "../../../adapters/device_port/decide_protocol.ts";

const encoder = new TextEncoder();

/** Opening, verdict, and the number of bytes with which the verdict must be there. */
const OPENINGS: readonly (readonly [string | Uint8Array, Protocol, number])[] = [
  ["GET /ws HTTP/1.1\r\n", "http", 4],
  ["HEAD / HTTP/1.1\r\n", "http", 5],
  ["POST /api HTTP/1.1\r\n", "http", 5],
  ["PUT / HTTP/1.1\r\n", "http", 4],
  ["DELETE / HTTP/1.1\r\n", "http", 7],
  ["CONNECT a:1 HTTP/1.1\r\n", "http", 8],
  ["OPTIONS * HTTP/1.1\r\n", "http", 8],
  ["TRACE / HTTP/1.1\r\n", "http", 6],
  ["PATCH / HTTP/1.1\r\n", "http", 6],
  ["GET_STATUS\n", "statusQuery", 10],
  ["GET_STATUS", "statusQuery", 10],
  ["GET_STATE\n", "text", 9],
  ["GETS /", "text", 4],
  ["get / HTTP/1.1\r\n", "text", 1],
  ["PUSH", "text", 3],
  ["10.0.0.7_Master,Synced\n", "text", 1],
  ["unknown_Free\n", "text", 1],
  ["\n", "text", 1],
  [" GET / HTTP/1.1", "text", 1],
  ["한글", "text", 1],
  [Uint8Array.of(0x16, 0x03, 0x01, 0x02, 0x00), "tls", 2],
  [Uint8Array.of(0x16, 0x03, 0x03), "tls", 2],
  [Uint8Array.of(0x16, 0x02), "text", 2],
  [Uint8Array.of(0x00, 0xff, 0xfe), "text", 1],
];

Deno.test("decideProtocol() tells every opening at the first byte that can tell, and stays with it", () => {
  for (const [opening, protocol, needed] of OPENINGS) {
    const bytes = typeof opening === "string" ? encoder.encode(opening) : opening;
    for (let cut = 0; cut <= bytes.length; cut++) {
      const expected = cut < needed ? "needMore" : protocol;
      assert.equal(decideProtocol(bytes.subarray(0, cut)), expected, `${opening} cut at ${cut}`);
    }
  }
});

Deno.test("decideProtocol() is never undecided at the largest opening, whatever the bytes", () => {
  const words = ["GET_STATUS", "OPTIONS /", "CONNECT ", "DELETE /", "PATCH", "\x16\x03"];
  for (const word of words) {
    for (let at = 0; at < word.length; at++) {
      for (const byte of [0x00, 0x20, 0x41, 0x5f, 0xff]) {
        const bytes = new Uint8Array(MAX_OPENING_BYTES).fill(0x20);
        bytes.set(encoder.encode(word).subarray(0, MAX_OPENING_BYTES));
        bytes[at] = byte;
        assert.notEqual(decideProtocol(bytes), "needMore");
      }
    }
  }
});
