import assert from "node:assert/strict";
import { said, sentence, SENTENCES } from "../../../dashboard/words/sentence.ts";
import { textsOf } from "./source_texts.ts";
import { inKorean } from "./in_language.ts";

/** Whose sentences people read on a page. Alerts and the verdict on the show say their reasons in both languages. */
const SPEAKERS = [
  "actors/liveness.ts",
  "actors/ledger/",
  "actors/displays/",
  "actors/nodes/",
  "actors/cameras/",
  "actors/sync_hosts/",
  "actors/walls/",
  "actors/presence/",
  "actors/schedules/",
  "actors/host_backups/",
  "actors/access/",
  "actors/alerts/deliveries/",
  "actors/alerts/maintaining.ts",
  "actors/alerts/ordering.ts",
  "actors/audit/",
  "actors/backups/",
  "actors/edited.ts",
  "actors/presets/",
  "actors/session_keys/",
  "actors/storage_error.ts",
  "adapters/alert_channels/",
  "adapters/host_backups/",
  "adapters/recordings/",
  "adapters/sqlite/chains/chain_faults.ts",
  "composition/threads/backup_thread.ts",
];

/** Told to devices, to viewers of a stream, in a log, or in the text of an output: no page shows them as a reason. */
const ELSEWHERE = new Set([
  // In both languages where it is said, and with what follows it.
  "Test: the channel {} works (asked for by {}).",
  "{} cannot be reached{}.",
  // Said to whoever restores a backup.
  "This backup was made by Signalbox {}, and is of a newer form ({}) than this one reads ({}).",
  "{} is not empty: it holds {}.",
  "The database is not the one that the backup names.",
  "This backup was made by Signalbox {} (schema {}); this one knows schemas up to {}. Restore it with that version or a newer one.",
  "{} is there already.",
  "What came is not what the control host has made.",
  "Too many requests wait for this new display.",
  "The fleet is full: at most {} displays are kept.",
  "The fleet is full: at most {} node hosts are kept.",
  "The actor of this server id is not running; it will be started again.",
  "A server id has 1 to 64 characters, and no slash.",
  "This server id belongs to another device account.",
  "Too many session keys in a minute; this one was not stored.",
  "This camera sends JPEG pictures, and no H.264.",
  "Nobody waits for it any more.",
  "The camera has gone, or has another relay.",
  "This control host was started without cameras.",
  "It is no private or loopback address, and no address range is configured.",
  "It is in none of the configured address ranges.",
  "{} cameras were discovered already, which is the most that is configured.",
]);

Deno.test("sentence() words what the control host says, with what is in it, in any order", () => {
  assert.equal(sentence("Heard in time."), "Heard in time.");
  inKorean(() => {
    assert.equal(sentence("Heard in time."), "제때 신호가 왔습니다.");
    assert.equal(
      sentence("not_connected: Wall-1 (left) is not connected."),
      "연결 안 됨: Wall-1 (left)이(가) 연결되어 있지 않습니다.",
    );
    assert.equal(
      sentence("5 changes of state within 60 s."),
      "60초 동안 상태가 5번 바뀌었습니다.",
    );
    assert.equal(
      sentence("not_connected: Lobby does not stream: Connected; no picture yet."),
      "연결 안 됨: Lobby의 영상이 오지 않습니다: 연결되었지만 아직 영상이 없습니다.",
    );
    assert.equal(
      sentence("Late. Missed: the control host was not running, as were others since 09:00."),
      "늦음. 놓침: 제어 호스트가 실행 중이 아니었습니다 (09:00부터의 다른 실행도 마찬가지).",
    );
  });
});

Deno.test("said() leaves a device's own words as they are, and says so", () => {
  inKorean(() => {
    for (
      const text of ["GPU lost", "그래픽 카드 오류", "x ".repeat(5_000), "Heard in time. Or not"]
    ) {
      assert.deepEqual(said(text), { text, known: false });
    }
    assert.deepEqual(said(""), { text: "", known: true });
    assert.equal(said("Heard in time.").known, true);
  });
});

Deno.test("sentence() takes no time over what somebody made up to take it", () => {
  const began = performance.now();
  inKorean(() => {
    for (let nth = 0; nth < 200; nth++) sentence(`${nth}${" was sent to ".repeat(70)}`);
  });
  const tookMs = performance.now() - began;
  assert.ok(tookMs < 2_000, `${tookMs} ms`);
});

Deno.test("every sentence of the table is one that the control host says", async () => {
  const places = ["actors/", "adapters/", "protocols/", "composition/"].flatMap((place) =>
    ["{}", "", undefined].map((gap) => textsOf(place, gap))
  );
  const whole = (await Promise.all(places)).join("\n");
  for (const [english] of SENTENCES) {
    for (const part of english.split("{}").map((each) => each.trim()).filter(Boolean)) {
      assert.ok(whole.includes(part), english);
    }
  }
  const all = SENTENCES.map(([english]) => english);
  assert.equal(new Set(all).size, all.length, "one stands there twice");
});

Deno.test("every sentence of the table has its values in the Korean one as well", () => {
  for (const [english, korean] of SENTENCES) {
    assert.match(korean, /\p{Script=Hangul}|^\S*\{/u, english);
    const values = english.split("{}").length - 1;
    const given = [...korean.matchAll(/\{(\d?)(?::\w+)?\}/g)];
    assert.equal(new Set(given.map(([, nth], at) => nth || at + 1)).size, values, english);
  }
});

Deno.test("every sentence that a page may show as a reason is in the table", async () => {
  const missing = new Set<string>();
  let count = 0;
  for (const speaker of SPEAKERS) {
    for (const [, text = ""] of (await textsOf(speaker, "{}")).matchAll(SENTENCE)) {
      count++;
      if (ELSEWHERE.has(text)) continue;
      if (!inKorean(() => said(text.replaceAll("{}", "X"))).known) missing.add(text);
    }
  }
  assert.deepEqual([...missing], []);
  assert.ok(count > 100, `only ${count} were found`);
});

/** A whole text with a capital or a code at its beginning, several words, and a full stop. */
const SENTENCE = /["`]((?:[A-Z{]|[a-z_]+: )[^"`\n]* [^"`\n]* [^"`\n]*\.)["`]/g;
