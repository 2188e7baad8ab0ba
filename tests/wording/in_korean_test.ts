import assert from "node:assert/strict";
import { inKorean } from "../../wording/in_korean.ts";

Deno.test("inKorean() words what the control host says, with what is in it, in any order", () => {
  for (
    const [english, korean] of [
      ["Heard in time.", "제때 신호가 왔습니다."],
      [
        "not_connected: Wall-1 (left) is not connected.",
        "연결 안 됨: Wall-1 (left)이(가) 연결되어 있지 않습니다.",
      ],
      ["5 changes of state within 60 s.", "60초 동안 상태가 5번 바뀌었습니다."],
      [
        "not_connected: Lobby does not stream: Connected; no picture yet.",
        "연결 안 됨: Lobby의 영상이 오지 않습니다: 연결되었지만 아직 영상이 없습니다.",
      ],
      [
        "Late. Missed: the control host was not running, as were others since 09:00.",
        "늦음. 놓침: 제어 호스트가 실행 중이 아니었습니다 (09:00부터의 다른 실행도 마찬가지).",
      ],
      [
        "the file is not a database (file is not a database)",
        "데이터베이스 파일이 아닙니다 (file is not a database)",
      ],
      ["HOST-1/3node0: The check failed.", "HOST-1/3node0: 확인에 실패했습니다."],
    ] as const
  ) {
    assert.equal(inKorean(english), korean);
    // From memory.
    assert.equal(inKorean(english), korean);
  }
});

Deno.test("inKorean() has nothing to say where a device spoke, asked once or twice", () => {
  const texts = [
    "GPU lost",
    "그래픽 카드 오류",
    "x ".repeat(5_000),
    "Heard in time. Or not",
    "",
    "HOST-1/3node0: no",
    "no (yes)",
  ];
  for (const text of [...texts, ...texts]) assert.equal(inKorean(text), undefined);
});

Deno.test("inKorean() remembers no more than it may when each text is another", () => {
  for (let nth = 0; nth < 5_000; nth++) assert.equal(inKorean(`GPU ${nth} lost`), undefined);
  assert.equal(inKorean("Heard in time."), "제때 신호가 왔습니다.");
});

Deno.test("inKorean() takes no time over what somebody made up to take it", () => {
  const began = performance.now();
  for (let nth = 0; nth < 200; nth++) inKorean(`${nth}${" was sent to ".repeat(70)}`);
  const tookMs = performance.now() - began;
  assert.ok(tookMs < 2_000, `${tookMs} ms`);
});
