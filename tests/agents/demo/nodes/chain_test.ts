import assert from "node:assert/strict";
import {
  BLOCK_MS,
  ChainFollower,
  eraOf,
  networkHeight,
} from "../../../../agents/demo/nodes/chain.ts";

const NOW = Date.UTC(2030, 0, 1);
const SECOND = 1_000;

Deno.test("networkHeight() grows by one block each fifteen seconds, and eraOf() by one each hour", () => {
  const height = networkHeight(NOW);
  assert.equal(networkHeight(NOW + BLOCK_MS), height + 1);
  assert.equal(networkHeight(NOW + 3_600 * SECOND), height + 240);
  assert.equal(eraOf(networkHeight(NOW + 3_600 * SECOND)), eraOf(height) + 1);
});

Deno.test("ChainFollower is up with the network from the beginning", () => {
  const { best, target, finalized, peers, syncing } = new ChainFollower(7, NOW).look(NOW, false);
  assert.equal(best, networkHeight(NOW));
  assert.equal(target, best);
  assert.ok(best - finalized >= 2 && best - finalized <= 3);
  assert.ok(peers >= 20 && peers <= 50);
  assert.equal(syncing, false);
});

Deno.test("ChainFollower never goes back, neither on a slow disk nor after a restart", () => {
  const chain = new ChainFollower(7, NOW);
  let before = { best: 0 };
  for (let second = 0; second < 900; second++) {
    if (second === 700) chain.started(NOW + 700 * SECOND);
    const view = chain.look(NOW + second * SECOND, second >= 300 && second < 600);
    assert.ok(view.best >= before.best && view.best <= view.target, `at ${second} s`);
    before = view;
  }
});

Deno.test("ChainFollower falls behind on a slow disk, and catches up afterwards", () => {
  const chain = new ChainFollower(7, NOW);
  assert.equal(chain.look(NOW, true).syncing, true);
  const behind = chain.look(NOW + 300 * SECOND, true);
  assert.ok(behind.target - behind.best >= 10, `${behind.target - behind.best} blocks`);
  chain.look(NOW + 300 * SECOND, false);
  const caughtUp = chain.look(NOW + 310 * SECOND, false);
  assert.equal(caughtUp.best, caughtUp.target);
  assert.equal(caughtUp.syncing, false);
});

Deno.test("ChainFollower begins anew after a restart: behind, and with few peers", () => {
  const chain = new ChainFollower(7, NOW);
  const up = NOW + 60 * SECOND;
  chain.started(up);
  const first = chain.look(up, false);
  assert.ok(first.syncing && first.target - first.best === 4 && first.peers <= 3);
  assert.equal(first.starting, first.best);
  const later = chain.look(up + 30 * SECOND, false);
  assert.ok(!later.syncing && later.best === later.target && later.peers > 20);
});
