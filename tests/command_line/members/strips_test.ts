import assert from "node:assert/strict";
import { cellsOf, onlineShare } from "../../../command_line/members/strips.ts";
import type { Presence } from "../../../protocols/api/presence.ts";

const at = (ms: number) => new Date(ms).toISOString();
const piece = (ms: number, state: Presence) => ({ at: at(ms), state, health: null });
const DAY = { from: 0, to: 1_000 };

Deno.test("cellsOf() shows the worst of each part of the time", () => {
  const segments = [
    piece(0, "online"),
    piece(240, "stale"),
    piece(260, "online"),
    piece(999, "offline"),
  ];
  assert.deepEqual(cellsOf({ segments }, DAY, 4), ["stale", "stale", "online", "offline"]);
});

Deno.test("cellsOf() knows nothing before the first piece, and says so only where nothing else is known", () => {
  const segments = [piece(250, "unknown"), piece(400, "online")];
  assert.deepEqual(cellsOf({ segments }, DAY, 4), ["unknown", "online", "online", "online"]);
  assert.deepEqual(cellsOf({ segments: [] }, DAY, 2), ["unknown", "unknown"]);
});

Deno.test("onlineShare() is of the time that is known", () => {
  const segments = [piece(0, "unknown"), piece(500, "online"), piece(750, "offline")];
  assert.equal(onlineShare({ segments }, 1_000), 0.5);
  assert.equal(onlineShare({ segments: [piece(0, "never_seen")] }, 1_000), null);
});
