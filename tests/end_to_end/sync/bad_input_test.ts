import assert from "node:assert/strict";
import { createScriptedSyncHost } from "../../../agents/sync/scripted_sync_host.ts";
import { type GuideServerFault, startGuideServer } from "../../../agents/sync/guide_server.ts";
import type { SyncHost } from "../../../protocols/api/sync_host.ts";
import { withControlHost } from "../../support/control_host.ts";
import { RawPeer } from "../../support/raw_peer.ts";

const PATIENCE_MS = 20_000;
const CLAIM = "10.20.0.99";

Deno.test("poll targets that misbehave are down with their reason, and a good one beside them is not", async () => {
  const faults: readonly (GuideServerFault | undefined)[] = ["garbage", "hangUp", undefined];
  const servers = await Promise.all(faults.map(async (fault) => {
    const server = await startGuideServer();
    server.fault = fault;
    server.locked = true;
    return server;
  }));
  const syncHosts = servers.map(({ port }, n) => ({
    name: faults[n] ?? "good",
    poll: { address: "127.0.0.1", port, intervalMs: 50 },
  }));
  try {
    await withControlHost(
      async ({ api, log }) => {
        const poll = async (name: string, state: string) => {
          const path = `/api/v1/sync-hosts/${name}`;
          return await api.until<SyncHost>(path, (host) => host.poll?.state === state, PATIENCE_MS);
        };
        assert.equal((await poll("garbage", "down")).poll?.failure, "garbage");
        assert.equal((await poll("hangUp", "down")).poll?.failure, "closed");
        assert.equal((await poll("good", "up")).state, "master");
        for (const name of ["garbage", "hangUp"]) {
          const said = log.filter(({ level, message }) =>
            level === "WARN" && message.includes(name)
          );
          assert.equal(said.length, 1, `${name}: one line`);
        }
      },
      {},
      { syncHosts },
    );
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
});

Deno.test("megabytes of garbage on the device port cost one log line, and no host its place", () =>
  withControlHost(async ({ api, devicePort, log }) => {
    const target = { address: "127.0.0.1", port: devicePort };
    const host = createScriptedSyncHost({
      build: "P",
      target,
      claimedAddress: CLAIM,
      digit: 2,
      intervalMs: 100,
    });
    host.start();
    try {
      for (let n = 0; n < 3; n++) {
        const peer = await RawPeer.dial(devicePort);
        await peer.say(new Uint8Array(1_000_000).fill(0x31));
        assert.equal(await peer.heard, "");
      }
      const path = `/api/v1/sync-hosts/${CLAIM}%20(127.0.0.1)`;
      await host.until(() => host.linesSent > 5, PATIENCE_MS);
      const shown = await api.until<SyncHost>(path, ({ state }) => state === "master", PATIENCE_MS);
      assert.equal(shown.liveness.state, "online");
      assert.equal(host.attempts, 1, "its connection was never lost");
    } finally {
      host.stop();
    }
    const said = log.filter(({ logger }) => logger === "signalbox.peers");
    assert.equal(said.length, 1, said.map(({ message }) => message).join("; "));
  }));
