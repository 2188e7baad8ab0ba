import assert from "node:assert/strict";
import { inKorean } from "../../wording/in_korean.ts";
import { SENTENCES } from "../../wording/sentences.ts";
import { textsOf } from "./source_texts.ts";

/** Whose sentences people read, on a page or a command line. Alerts and the verdict on the show say their reasons in both languages. */
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
  "adapters/session_keys/",
  "adapters/sqlite/",
  "composition/threads/",
  "protocols/syncguard/",
];

/** Told to devices, to viewers of a stream, in a log, or in the text of an output: no page shows them as a reason. */
const ELSEWHERE = new Set([
  // In both languages where it is said, and with what follows it.
  "Test: the channel {} works (asked for by {}).",
  "{} cannot be reached{}.",
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

Deno.test("every sentence that people may read as a reason is in the table", async () => {
  const missing = new Set<string>();
  let count = 0;
  for (const speaker of SPEAKERS) {
    for (const [, text = ""] of (await textsOf(speaker, "{}")).matchAll(SENTENCE)) {
      count++;
      if (ELSEWHERE.has(text)) continue;
      if (inKorean(text.replaceAll("{}", "X")) === undefined) missing.add(text);
    }
  }
  assert.deepEqual([...missing], []);
  assert.ok(count > 100, `only ${count} were found`);
});

/** A whole text with a capital or a code at its beginning, several words, and a full stop. */
const SENTENCE = /["`]((?:[A-Z{]|[a-z_]+: )[^"`\n]* [^"`\n]* [^"`\n]*\.)["`]/g;
