import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { livenessChanged } from "../../../actors/topics.ts";
import { Cable, needingCable } from "../../support/machine/cable.ts";
import { PythonProgram } from "../../support/machine/python.ts";
import { type NodeStage, withNodeStage } from "./stage.ts";

const SCRIPT = fileURLToPath(new URL("../../fixtures/mclient/run.py", import.meta.url));
const SERVER_ID = "client123";
/** Silence after which the rule calls any member offline, whatever its interval. */
const OFFLINE_AFTER_MS = 30_000;
/** The verdict is due then; the machine may be busy. */
const LATE_MS = 3_000;
const PATIENCE_MS = 60_000;

/** Runs a client at the far end of the cable, as long as `during` takes. */
async function withClient(
  cable: Cable,
  devicePort: number,
  during: (client: PythonProgram) => Promise<void>,
): Promise<void> {
  const url = `ws://${cable.hostAddress}:${devicePort}/ws/monitoring/`;
  const client = new PythonProgram(SCRIPT, [url, SERVER_ID, "1", "none"], cable.farEnd);
  try {
    await during(client);
  } finally {
    await client.stop();
  }
}

async function cutAndMend(cable: Cable, { host, devicePort, look, log }: NodeStage): Promise<void> {
  const steps: string[] = [];
  const reached = { offline: Promise.withResolvers<void>(), online: Promise.withResolvers<void>() };
  const unsubscribe = host.system.subscribe(livenessChanged, ({ kind, from, to }) => {
    steps.push(`${kind} ${from} -> ${to}`);
    if (to === "offline") reached.offline.resolve();
    if (to === "online" && from === "offline") reached.online.resolve();
  });
  await withClient(cable, devicePort, async ({ out }) => {
    // Enough for the control host to know the client's own rhythm.
    await out.find((line) => /"stats_ack".*"sequence": [78]/.test(line), PATIENCE_MS);
    await cable.cut();
    const cutAt = Date.now();
    await reached.offline.promise;
    const lastSeenAt = (await look(SERVER_ID)).liveness.lastSeenAt ?? 0;
    const silentMs = Date.now() - lastSeenAt;
    assert.ok(silentMs >= OFFLINE_AFTER_MS && silentMs < OFFLINE_AFTER_MS + LATE_MS, `${silentMs}`);
    assert.ok(lastSeenAt <= cutAt + 100, "nothing came through a cut cable");
  });
  await cable.mend();
  await withClient(cable, devicePort, async () => {
    await reached.online.promise;
    unsubscribe();
  });
  assert.deepEqual(steps, [
    "node never_seen -> online",
    "node online -> stale",
    "node stale -> offline",
    "node offline -> online",
  ]);
  const lines = log.filter(({ logger, message }) =>
    logger === "signalbox.members" && /^node .* is (down|back)/.test(message)
  );
  // Our own ping falls into the same second as the verdict: either may be the reason that is given.
  assert.deepEqual(lines.map(({ level, message }) => `${level} ${message.split(":")[0]}`), [
    "WARN node guide-host is down",
    "INFO node guide-host is back",
  ]);
}

Deno.test({
  ...needingCable("a node host whose cable is cut turns stale, then offline, one event each way"),
  fn: async () => {
    const cable = await Cable.lay();
    try {
      const changes = { deviceHost: "0.0.0.0" };
      await withNodeStage((stage) => cutAndMend(cable, stage), {}, changes);
    } finally {
      await cable.remove();
    }
  },
});
