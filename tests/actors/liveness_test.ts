import assert from "node:assert/strict";
import fc from "fast-check";
import {
  describeLiveness,
  judge,
  linkLost,
  linkOpened,
  type LivenessTrack,
  seen,
  thresholds,
  trackLiveness,
  WARM_UP_MS,
} from "../../actors/liveness.ts";

const NEW = { lastSeenAt: null, reportedOffline: false };

/** A member that opened its link at 0, after the warm-up, and then spoke every `everyMs` until `untilMs`. */
function speaking(everyMs: number, untilMs: number): LivenessTrack {
  const track = trackLiveness(NEW, 0, 0, 30_000, 0);
  linkOpened(track, 0, 0);
  for (let at = everyMs; at <= untilMs; at += everyMs) seen(track, at, at);
  judge(track, untilMs, untilMs);
  return track;
}

function stateAt(track: LivenessTrack, at: number): string {
  judge(track, at, at);
  return track.state;
}

Deno.test("judge() says never_seen until the first sign of life", () => {
  const track = trackLiveness(NEW, 0, 0, 30_000, 0);
  assert.equal(stateAt(track, 10 ** 9), "never_seen");
});

Deno.test("thresholds() follow the protocol's interval until five gaps were seen, then the member's own", () => {
  assert.equal(thresholds(speaking(1_000, 4_000)).staleAfterMs, 90_000);
  assert.deepEqual(thresholds(speaking(10_000, 100_000)), {
    intervalMs: 10_000,
    staleAfterMs: 30_000,
    offlineAfterMs: 60_000,
  });
  assert.deepEqual(thresholds(speaking(100, 10_000)), {
    intervalMs: 100,
    staleAfterMs: 5_000,
    offlineAfterMs: 30_000,
  });
});

Deno.test("judge() calls a silent member stale and then offline, and names the next moment to look", () => {
  const track = speaking(10_000, 100_000);
  assert.equal(judge(track, 100_000, 0).nextAt, 130_000);
  assert.equal(stateAt(track, 129_999), "online");
  assert.equal(stateAt(track, 130_000), "stale");
  assert.equal(judge(track, 130_001, 0).nextAt, 160_000);
  assert.equal(stateAt(track, 160_000), "offline");
  assert.equal(judge(track, 170_000, 0).nextAt, Infinity);
});

Deno.test("seen() clears stale at once, and the same gap does not make the state flicker again", () => {
  const track = speaking(5_000, 50_000);
  assert.equal(stateAt(track, 66_000), "stale");
  seen(track, 66_000, 66_000);
  assert.equal(stateAt(track, 66_001), "online");
  assert.equal(stateAt(track, 66_000 + 16_000), "online");
});

Deno.test("linkLost() makes a member stale at once, and offline after the longest reconnect delay", () => {
  const track = speaking(20_000, 200_000);
  linkLost(track, 201_000);
  assert.equal(stateAt(track, 201_001), "stale");
  assert.equal(describeLiveness(track).reason, "The connection was lost.");
  assert.equal(stateAt(track, 245_999), "stale");
  assert.equal(stateAt(track, 246_000), "offline");
});

Deno.test("linkOpened() does not count the outage as the member's rhythm", () => {
  const track = speaking(5_000, 50_000);
  linkLost(track, 50_000);
  linkOpened(track, 650_000, 650_000);
  assert.equal(stateAt(track, 650_000), "online");
  assert.equal(thresholds(track).intervalMs, 5_000);
});

Deno.test("judge() calls nothing offline before the warm-up after our own start ends", () => {
  const remembered = { lastSeenAt: 5, reportedOffline: false };
  const track = trackLiveness(remembered, 0, 0, 1_000, WARM_UP_MS);
  assert.equal(stateAt(track, WARM_UP_MS - 1), "stale");
  assert.equal(stateAt(track, WARM_UP_MS), "offline");
});

Deno.test("trackLiveness() keeps a member offline that was reported so before our restart", () => {
  const track = trackLiveness({ lastSeenAt: 5, reportedOffline: true }, 0, 0, 30_000, WARM_UP_MS);
  const { before } = judge(track, 1, 1);
  assert.equal(before, "offline");
  assert.equal(track.state, "offline");
});

Deno.test("judge() never calls a member stale that is heard within three of its longest recent gaps", () => {
  fc.assert(fc.property(
    fc.array(fc.integer({ min: 51, max: 20_000 }), { minLength: 6, maxLength: 60 }),
    (gaps) => {
      const track = trackLiveness(NEW, 0, 0, 30_000, 0);
      linkOpened(track, 0, 0);
      let at = 0;
      const steady = Math.max(...gaps);
      for (const gap of gaps.map(() => steady)) seen(track, at += gap, at);
      assert.equal(stateAt(track, at + 2 * steady), "online");
    },
  ));
});
