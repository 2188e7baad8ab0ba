import assert from "node:assert/strict";
import type { SyncHost } from "../../../protocols/api/sync_host.ts";
import { createScriptedSyncHost } from "../../../agents/sync/scripted_sync_host.ts";
import { dial, readUntil } from "../../adapters/device_port/client.ts";
import { type HostUnderTest, withControlHost } from "../../support/control_host.ts";

const CLAIM = "10.20.0.31";
const ROUNDS = 25;
const PATIENCE_MS = 20_000;

function open({ devicePort }: HostUnderTest): ReturnType<typeof dial> {
  return dial({ address: { host: "127.0.0.1", port: devicePort } });
}

/** Requests over one connection that is kept. */
async function requestHealth(under: HostUnderTest): Promise<void> {
  const url = `http://127.0.0.1:${under.devicePort}/healthz`;
  for (let n = 0; n < ROUNDS; n++) {
    const response = await fetch(url);
    assert.equal(response.status, 200);
    await response.body?.cancel();
  }
}

/** Upgrades on a path that nobody serves are answered in HTTP. */
async function requestUpgrades(under: HostUnderTest): Promise<void> {
  for (let n = 0; n < ROUNDS; n++) {
    const socket = await open(under);
    const answer = readUntil(socket, /\r\n\r\n/);
    socket.write(
      "GET /no/such/socket HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    );
    assert.match(await answer, /^HTTP\/1\.1 \d{3} /);
    socket.destroy();
  }
}

/** Questions over one connection, one after the other. */
async function askForStatus(under: HostUnderTest): Promise<void> {
  const socket = await open(under);
  for (let n = 0; n < ROUNDS; n++) {
    const answer = readUntil(socket, /Synced|Free/);
    socket.write("GET_STATUS");
    assert.equal(await answer, "Synced");
  }
  socket.destroy();
}

Deno.test("pushed lines, GET_STATUS, HTTP and upgrades share the device port at the same time", () =>
  withControlHost(async (under) => {
    const target = { address: "127.0.0.1", port: under.devicePort };
    const common = { target, claimedAddress: CLAIM, digit: 2, timeScale: 50 } as const;
    const hosts = [
      createScriptedSyncHost({ ...common, build: "P", splitShare: 0.5, overlapShare: 0.5 }),
      createScriptedSyncHost({ ...common, build: "O" }),
    ];
    for (const host of hosts) host.start();
    try {
      const path = `/api/v1/sync-hosts/${CLAIM}%20(127.0.0.1)`;
      await under.api.until<SyncHost>(path, ({ state }) => state === "master", PATIENCE_MS);
      await Promise.all([
        requestHealth(under),
        requestUpgrades(under),
        askForStatus(under),
        ...hosts.map((host) => host.until(() => host.linesSent >= ROUNDS, PATIENCE_MS)),
      ]);
      const { reports, changes } = await under.api.call<SyncHost>(path);
      const sent = hosts.reduce((sum, host) => sum + host.linesSent, 0);
      assert.ok(reports.master > sent / 2, `${reports.master} of ${sent} lines were counted`);
      assert.equal(changes, 0);
    } finally {
      for (const host of hosts) host.stop();
    }
    const peers = under.log.filter(({ logger }) => logger === "signalbox.peers");
    assert.deepEqual(peers, []);
  }));
