import assert from "node:assert/strict";
import * as korean from "../../wording/korean_words.ts";
import { widthOf } from "../../command_line/terminal/console.ts";
import { didYouMean } from "../../command_line/terminal/did_you_mean.ts";
import { parseDuration, wordDuration } from "../../command_line/terminal/durations.ts";
import { isKorean, type Texts, textsFor } from "../../command_line/texts/texts.ts";
import { visible } from "../../command_line/terminal/visible.ts";

Deno.test("didYouMean() finds swapped, missing and other-cased letters, and nothing far away", () => {
  const names = ["httpPort", "devicePort", "logLevel"];
  assert.equal(didYouMean("htpPort", names), "httpPort");
  assert.equal(didYouMean("LOG_LEVLE", names), "logLevel");
  assert.equal(didYouMean("colour", names), undefined);
  assert.equal(didYouMean("x", ["y"]), undefined);
  assert.equal(didYouMean("a".repeat(10_000), names), undefined);
});

Deno.test("parseDuration() takes units only", () => {
  const texts = textsFor("en", "");
  assert.equal(parseDuration("--x", "500ms", texts), 500);
  assert.equal(parseDuration("--x", "2h", texts), 7_200_000);
  for (const typed of ["30", "s", "1.5s", "-1s", "1 s", "1w", "9999999999s"]) {
    assert.throws(() => parseDuration("--x", typed, texts), /--x: must be a number with ms/);
  }
});

Deno.test("wordDuration() keeps two figures, and never goes below zero", () => {
  const times = [-5, 2_500, 61_000, 3_660_000, 90_000_000];
  const words = times.map((ms) => wordDuration(ms));
  assert.deepEqual(words, ["0.0 s", "2.5 s", "1 m 1 s", "1 h 1 m", "1 d 1 h"]);
  const inKorean = times.map((ms) => wordDuration(ms, textsFor("ko", "")));
  assert.deepEqual(inKorean, ["0.0초", "2.5초", "1분 1초", "1시간 1분", "1일 1시간"]);
});

Deno.test("visible() takes out what steers a terminal or turns the writing", () => {
  assert.equal(visible("a\u001b[2Jb\r\nc\u202ed\u009be"), "a [2Jb c d e");
  assert.equal(visible("로비 ✔"), "로비 ✔");
});

Deno.test("widthOf() counts wide characters twice and colours not at all", () => {
  assert.equal(widthOf("\u001b[32m로비 ab\u001b[39m"), 7);
});

Deno.test("isKorean() goes by SIGNALBOX_LANG, then the locale", () => {
  assert.ok(isKorean(undefined, "ko-KR"));
  assert.ok(isKorean("ko_KR.UTF-8", "en-GB"));
  assert.ok(!isKorean("en", "ko-KR"));
  assert.ok(!isKorean("", "kok-IN"));
});

Deno.test("textsFor() writes the particle that fits what is put in", () => {
  const { noSuch, nothingThere, alerts } = textsFor("ko", "");
  assert.match(noSuch("display", "Display_09"), /^디스플레이 "Display_09"가 없습니다\.$/);
  assert.match(noSuch("display", "Display_08"), /^디스플레이 "Display_08"이 없습니다\.$/);
  // Nobody knows how that is read.
  assert.match(noSuch("display", "Lobby"), /^디스플레이 "Lobby"이\(가\) 없습니다\.$/);
  assert.equal(nothingThere("alertChannels"), "아직 알림 채널이 없습니다.");
  assert.equal(typeof alerts.begun(3, "a", "b"), "string");
});

/** Every text of a catalogue by its path; functions are called with a word that shows. */
function words(texts: Texts): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (path: string, value: unknown) => {
    if (typeof value === "string") found.set(path, value);
    else if (typeof value === "function") found.set(path, value(["W"], ["W"], ["W"]));
    else Object.entries(value as object).forEach(([name, inner]) => walk(`${path}.${name}`, inner));
  };
  walk("", texts);
  return found;
}

const AS_THEY_ARE: ReadonlySet<string> = new Set([
  ".language",
  ".settings.logLevel",
  ".columns.id",
  ".rules.oneOf",
  ".nodeAgent.usual.payoutArgs",
  ".backups.problem",
]);

Deno.test("the Korean catalogue says in Korean all that the English one says", () => {
  const korean = words(textsFor("ko", ""));
  for (const [path, english] of words(textsFor("en", ""))) {
    // A dash is one in every language.
    if (path.startsWith(".states") || !/[a-z]/i.test(english)) continue;
    const said = korean.get(path) ?? "";
    // Levels and formats are words to type, and stand alone; some sentences are handed in whole.
    const typed = AS_THEY_ARE.has(path);
    assert.ok(typed ? said.length > 0 : /[가-힣]/.test(said), path);
  }
});

const TABLES: readonly (readonly [of: string, table: Readonly<Record<string, string>>])[] = [
  ["command", korean.COMMAND_STATES],
  ["run", korean.SCHEDULE_RUN_STATES],
  ["stream", korean.STREAM_STATES],
  ["chain", korean.CHAIN_STATES],
  ["verdict", korean.WALL_VERDICTS],
  ["condition", korean.WALL_CONDITIONS],
  ["sync", korean.SYNC_STATES],
  ["node", korean.NODE_HEALTH],
  ["display", korean.DISPLAY_HEALTH],
  ["container", korean.CONTAINER_HEALTH],
  ["liveness", korean.LIVENESS_STATES],
];

/** A run of a schedule is told as a command is. */
const TOLD_AS: Readonly<Record<string, string>> = { run: "command" };

for (const [of, table] of TABLES) {
  Deno.test(`the Korean command line has the dashboard's word for each state of a ${of}`, () => {
    const { states } = textsFor("ko", "");
    for (const [name, word] of Object.entries(table)) {
      assert.equal(states[`${TOLD_AS[of] ?? of}.${name}`] ?? states[name], word, name);
    }
  });
}
