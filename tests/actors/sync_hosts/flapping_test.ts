import assert from "node:assert/strict";
import {
  changed,
  FLAP_CHANGES,
  FLAP_WINDOW_MS,
  settled,
  steadyAt,
  trackFlapping,
} from "../../../actors/sync_hosts/flapping.ts";

Deno.test("changed() begins flapping with the sixth change within a minute, and says so once", () => {
  const track = trackFlapping();
  const begun = [0, 1, 2, 3, 4, 5, 6, 7].map((second) => changed(track, second * 1_000));
  assert.deepEqual(begun, [false, false, false, false, false, true, false, false]);
  assert.equal(track.changes, 8);
});

Deno.test("changed() does not call a host flapping that takes longer than a minute for six changes", () => {
  const track = trackFlapping();
  const everyMs = FLAP_WINDOW_MS / (FLAP_CHANGES - 1);
  for (let at = 0; at < 3_600_000; at += everyMs) assert.equal(changed(track, at), false);
});

Deno.test("settled() ends flapping when a minute has had one change at most", () => {
  const track = trackFlapping();
  for (let second = 0; second < 6; second++) changed(track, second * 1_000);
  assert.equal(steadyAt(track), 64_000);
  assert.equal(settled(track, 63_999), false);
  changed(track, 60_000);
  assert.equal(settled(track, 64_000), false);
  assert.equal(steadyAt(track), 65_000);
  assert.equal(settled(track, 65_000), true);
  assert.equal(settled(track, 65_001), false);
});

Deno.test("changed() needs six changes again after flapping has ended", () => {
  const track = trackFlapping();
  for (let second = 0; second < 6; second++) changed(track, second * 1_000);
  assert.equal(settled(track, 200_000), true);
  const begun = [0, 1, 2, 3, 4, 5].map((second) => changed(track, 200_000 + second * 1_000));
  assert.deepEqual(begun, [false, false, false, false, false, true]);
});
