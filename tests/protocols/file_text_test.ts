import assert from "node:assert/strict";
import { fileText } from "../../protocols/file_text.ts";

const TEXT = 'target_ip = "10.20.0.31" # 벽';

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const marked = `\ufeff${text}`;
  const view = new DataView(new ArrayBuffer(2 * marked.length));
  for (let at = 0; at < marked.length; at++) {
    view.setUint16(2 * at, marked.charCodeAt(at), littleEndian);
  }
  return new Uint8Array(view.buffer);
}

Deno.test("fileText() reads UTF-8 and UTF-16 of either order, and leaves the mark out", () => {
  const utf8 = new TextEncoder().encode(`\ufeff${TEXT}`);
  for (const bytes of [utf8, utf8.subarray(3), utf16(TEXT, true), utf16(TEXT, false)]) {
    assert.equal(fileText(bytes), TEXT);
  }
});

Deno.test("fileText() reads what is cut or nothing of these without a word", () => {
  assert.equal(fileText(new Uint8Array()), "");
  assert.equal(fileText(Uint8Array.of(0xff, 0xfe, 0x41)), "\ufffd");
  assert.equal(fileText(Uint8Array.of(0x41, 0xff)), "A\ufffd");
});
