import assert from "node:assert/strict";
import { NOTE_KINDS } from "../../../actors/displays/note_ring.ts";
import { noteText, noteWord } from "../../../dashboard/words/notes.ts";
import { inKorean } from "./in_language.ts";

Deno.test("noteWord() has Korean for everything that can happen to a display or a node host", async () => {
  const source = await Deno.readTextFile(
    new URL("../../../actors/nodes/note_ring.ts", import.meta.url),
  );
  const [, listed = ""] = /NodeNoteKind =([^;]*);/.exec(source) ?? [];
  const nodeKinds = [...listed.matchAll(/"(\w+)"/g)].map(([, kind = ""]) => kind);
  assert.ok(nodeKinds.length > 20, "the kinds are elsewhere");
  inKorean(() => {
    for (const kind of [...NOTE_KINDS, ...nodeKinds]) {
      assert.match(noteWord(kind, "online: Heard in time."), /\p{Script=Hangul}/u, kind);
    }
  });
});

Deno.test("noteText() words what the control host has said, and leaves what a device has said", () => {
  inKorean(() => {
    for (
      const [kind, detail, wanted] of [
        ["liveness", "online: Heard in time.", "제때 신호가 왔습니다."],
        ["commandSent", "execute preset 3", "프리셋 3 실행"],
        ["disconnected", "ping timeout", "핑 응답 없음"],
        ["disconnected", "closed with code 4000", "코드 4000으로 닫힘"],
        [
          "takenOver",
          "192.0.2.1: the device has come back",
          "192.0.2.1: 장치가 다시 연결되었습니다",
        ],
        ["takenOver", "by 192.0.2.2, from 192.0.2.1", "192.0.2.1에서 192.0.2.2(으)로"],
        ["containerStarted", "as 1f0c", "컨테이너 1f0c"],
        ["keyVerified", "0xedd7… The container holds it.", "0xedd7… 컨테이너에 키가 있습니다."],
        ["failed", "as root", "as root"],
        ["running", "Lobby.exe -fullscreen", "Lobby.exe -fullscreen"],
      ] as const
    ) {
      assert.equal(noteText(kind, detail), wanted);
    }
  });
  assert.equal(noteText("containerStarted", "as 1f0c"), "as 1f0c");
});
