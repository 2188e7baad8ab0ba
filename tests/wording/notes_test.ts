import assert from "node:assert/strict";
import { inKorean } from "../../wording/in_korean.ts";
import { literalsOf } from "./source_texts.ts";

/** Named in a log or to the device alone. */
const ELSEWHERE = new Set([
  "connected to Signalbox",
  "it could not be registered; a reconnect asks again",
  "shutdown /r /t 5 || shutdown -r now",
  "shutdown /s /t 5 || shutdown -h now",
  "wake {} at {}",
  "{} preset {}",
  "by {}, from {}",
  "{} → {}",
]);

Deno.test("every reason for the end of a connection, and every detail of a log, has Korean words", async () => {
  const places = ["actors/displays/", "actors/nodes/", "adapters/websocket/close_codes.ts"];
  const missing = new Set<string>();
  for (const place of places) {
    for (const text of await literalsOf(place)) {
      if (!/^(?:[a-z]|\{\})[^\n;=]* [^\n;=]* [^\n;=]*[^\s.:,;]$/.test(text)) continue;
      if (ELSEWHERE.has(text)) continue;
      if (inKorean(text.replaceAll("{}", "X")) === undefined) missing.add(text);
    }
  }
  assert.deepEqual([...missing], []);
});
