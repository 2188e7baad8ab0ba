import assert from "node:assert/strict";
import { Cable } from "../../../agents/demo/cable.ts";
import { agentPlayer, cabled, type Player } from "../../../agents/demo/player.ts";

const STOPPED = { stop: () => Promise.resolve() };

Deno.test("agentPlayer() tells what its agent has sent, and nothing before there is one", async () => {
  const player = agentPlayer(
    () => Promise.resolve({ ...STOPPED, linesSent: 7 }),
    () => true,
    ({ linesSent }) => ({ sent: linesSent, answered: null }),
  );
  assert.deepEqual(player.beats?.(), { sent: 0, answered: null });
  await player.start();
  assert.deepEqual(player.beats?.(), { sent: 7, answered: null });
});

Deno.test("cabled() passes on what a player counts, and has no count of one that does not", async () => {
  const cable = await Cable.lay({ to: { host: "127.0.0.1", port: 9 }, from: null });
  const player: Player = agentPlayer(() => Promise.resolve(STOPPED), () => true);
  assert.equal(cabled(cable, player).beats, undefined);
  const counting: Player = { ...player, online: true, beats: () => ({ sent: 2, answered: 1 }) };
  assert.deepEqual(cabled(cable, counting).beats?.(), { sent: 2, answered: 1 });
  await cable.remove();
});
