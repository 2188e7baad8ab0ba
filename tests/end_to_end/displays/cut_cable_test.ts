import assert from "node:assert/strict";
import type { ScriptedDisplayOptions } from "../../../agents/displays/scripted_display.ts";
import type { DisplayDetail } from "../../../protocols/api/display.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import { Cable, needingCable } from "../../support/machine/cable.ts";
import { ControlHostProcess } from "../../support/processes/control_host_process.ts";
import { withFarEnd } from "../../support/processes/far_end.ts";
import type { Lines } from "../../support/lines.ts";

const NAME = "Wall-L2";
const PATH = `/api/v1/displays/${NAME}`;
/** Silence after which the rule calls any display offline. */
const OFFLINE_AFTER_MS = 30_000;
const PATIENCE_MS = 45_000;
/** Enough for the host to know the display's own rhythm; until then the guide's 30 s would count. */
const BEATS = 12;
/** The link is found dead after 3 s instead of 30, and the start is no excuse. */
const TUNING = { gateway: { pingIntervalMs: 1_000, pingTimeoutMs: 2_000 }, warmUpMs: 0 };

/** The host's log lines about members that went down or came back. */
function memberLines({ log }: ControlHostProcess): string[] {
  return log.all.map((line) => JSON.parse(line))
    .filter(({ logger }) => logger === "signalbox.members")
    .map(({ level, message }) => `${level} ${message}`);
}

async function cutAndMend(cable: Cable, host: ControlHostProcess, out: Lines): Promise<void> {
  const becomes = (state: string) =>
    host.api.until<DisplayDetail>(PATH, (each) => each.liveness.state === state, PATIENCE_MS);
  await out.find((line) => line === `${BEATS} beats`, PATIENCE_MS);
  await becomes("online");
  await cable.cut();
  const cutAt = Date.now();
  const stale = await becomes("stale");
  assert.equal(stale.connected, false);
  const offline = await becomes("offline");
  const { since, lastSeenAt, offlineAfterMs } = offline.liveness;
  assert.equal(offlineAfterMs, OFFLINE_AFTER_MS);
  const silentMs = Date.parse(since ?? "") - Date.parse(lastSeenAt ?? "");
  assert.ok(silentMs >= OFFLINE_AFTER_MS && silentMs < OFFLINE_AFTER_MS + 2_000, `${silentMs} ms`);
  assert.ok(Date.parse(lastSeenAt ?? "") <= cutAt + 100, "nothing was heard through a cut cable");
  await cable.mend();
  await becomes("online");
  await host.api.finished(await host.api.order(NAME, { action: "check" }), PATIENCE_MS);
}

Deno.test({
  ...needingCable(
    "a display whose cable is cut turns stale, then offline, and is said to be down and back once each",
  ),
  fn: () =>
    withDataDir(async (dataDir) => {
      const cable = await Cable.lay();
      const host = await ControlHostProcess.start(dataDir, { host: "0.0.0.0" }, TUNING);
      try {
        const url = `http://${cable.hostAddress}:${host.ready.httpPort}`;
        const options: ScriptedDisplayOptions = { build: "T4", url, name: NAME, timeScale: 5 };
        const test = (out: Lines) => cutAndMend(cable, host, out);
        await withFarEnd(cable, "./display_entry.ts", options, test);
      } finally {
        await host.stop();
        await cable.remove();
      }
      assert.deepEqual(memberLines(host), [
        `WARN display ${NAME} is down: The connection was lost.`,
        `INFO display ${NAME} is back: Heard in time.`,
      ]);
    }),
});
