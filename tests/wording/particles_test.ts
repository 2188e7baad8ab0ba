import assert from "node:assert/strict";
import { withParticles } from "../../wording/particles.ts";

Deno.test("withParticles() chooses by how the word before is read", () => {
  for (
    const [text, wanted] of [
      ["Display_01이(가) 없습니다", "Display_01이 없습니다"],
      ["Display_02이(가) 없습니다", "Display_02가 없습니다"],
      ["로비이(가) 없습니다", "로비가 없습니다"],
      ["정문을(를) 보냅니다", "정문을 보냅니다"],
      ["“무대”은(는) 다른", "“무대”는 다른"],
      ["서울(으)로 닫힘", "서울로 닫힘"],
      ["부산(으)로 닫힘", "부산으로 닫힘"],
      ["1006(으)로 닫힘", "1006으로 닫힘"],
      ["1001(으)로 닫힘", "1001로 닫힘"],
    ] as const
  ) {
    assert.equal(withParticles(text), wanted);
  }
});

Deno.test("withParticles() leaves both where nobody can know", () => {
  for (const text of ["Lobby이(가) 없습니다", "Wall-1 (left)을(를) 보냅니다", "그냥 문장입니다."]) {
    assert.equal(withParticles(text), text);
  }
});
