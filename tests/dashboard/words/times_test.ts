import assert from "node:assert/strict";
import { language } from "../../../dashboard/words/language.ts";
import { ago, duration, moment, tickText } from "../../../dashboard/words/times.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** In the zone of this machine, as the page shows it. */
const at = (hour: number, minute = 0, day = 12) => new Date(2026, 10, day, hour, minute).getTime();

function inBoth(test: (name: "en" | "ko") => void): void {
  try {
    for (const name of ["en", "ko"] as const) {
      language.value = name;
      test(name);
    }
  } finally {
    language.value = "en";
  }
}

Deno.test("duration() says the two largest units, and leaves out what is nothing", () => {
  language.value = "en";
  const said = [0, 33, 1_499, 59_600, 61 * SECOND, HOUR, HOUR + 90 * SECOND, 3 * DAY + 2 * HOUR, -5]
    .map(duration);
  assert.deepEqual(said, [
    "0 s",
    "< 1 s",
    "1 s",
    "1 min",
    "1 min 1 s",
    "1 h",
    "1 h 1 min",
    "3 d 2 h",
    "0 s",
  ]);
});

Deno.test("duration() writes Korean units without a space", () => {
  language.value = "ko";
  try {
    assert.equal(duration(3 * HOUR + 12 * MINUTE), "3시간 12분");
  } finally {
    language.value = "en";
  }
});

Deno.test("ago() makes no moment of tomorrow out of a clock ahead of ours, and counts no seconds after ten minutes", () => {
  language.value = "en";
  assert.equal(ago(at(10) + MINUTE, at(10)), "just now");
  assert.equal(ago(at(10) - 90 * SECOND, at(10)), "1 min 30 s ago");
  assert.equal(ago(null, at(10)), "never");
  assert.equal(ago(at(10) - 599 * SECOND, at(10)), "9 min 59 s ago");
  assert.equal(ago(at(10) - 659 * SECOND, at(10)), "10 min ago");
});

Deno.test("moment() writes 24 hours, midnight as 00, and the month as a word", () => {
  inBoth((name) => {
    assert.equal(moment(at(0, 5), at(9)), "00:05:00");
    assert.equal(moment(at(21, 5), at(23)), "21:05:00");
    const other = moment(at(21, 5, 11), at(9));
    assert.match(other, name === "ko" ? /^2026년 11월 11일 21:05:00$/ : /^Nov 11, 2026 21:05:00$/);
  });
});

Deno.test("tickText() is as short as its step allows, with the day where one begins", () => {
  inBoth((name) => {
    const day = name === "ko" ? "11월 12일" : "Nov 12";
    assert.equal(tickText(at(21, 5), 15 * SECOND, at(21)), "21:05:00");
    assert.equal(tickText(at(21, 5), 5 * MINUTE, at(21)), "21:05");
    assert.equal(tickText(at(21, 5), 5 * MINUTE), `21:05\n${day}`);
    assert.equal(tickText(at(0), HOUR, at(23, 0, 11)), `00:00\n${day}`);
    assert.equal(tickText(at(0), DAY, at(0, 0, 11)), day);
    assert.match(tickText(at(0), 30 * DAY), /2026/);
  });
});
