import assert from "node:assert/strict";
import { windowsText } from "../../../../agents/displays/agent/windows_text.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
/** "오류" in code page 949, as `cmd.exe` of a Korean Windows writes it. */
const ERROR_949 = Uint8Array.of(0xbf, 0xc0, 0xb7, 0xf9);

Deno.test("windowsText() reads UTF-8, also when both ends are cut within a letter", () => {
  assert.equal(windowsText(utf8("오류: 1")), "오류: 1");
  assert.equal(windowsText(utf8("오류").subarray(1)), "류");
  assert.equal(windowsText(utf8("오류").slice(0, -1)), "오");
  assert.equal(windowsText(new Uint8Array(0)), "");
});

Deno.test("windowsText() reads the code page of a Korean console where it is no UTF-8", () => {
  assert.equal(windowsText(ERROR_949), "오류");
  assert.equal(windowsText(Uint8Array.of(...utf8("Stage.exe: "), ...ERROR_949)), "Stage.exe: 오류");
});
