import assert from "node:assert/strict";
import { needing } from "../../support/machine/system_needs.ts";
import { playsLive, records, streamsInSightOnly } from "./camera_work.ts";
import { worksByKeyboard } from "./keyboard_work.ts";
import { followsLog, rotatesKeys } from "./node_work.ts";
import { opensEveryPage } from "./pages.ts";
import {
  cancelsWhatWaits,
  checksMany,
  keepsOffsets,
  notes,
  runsAndStops,
  schedules,
  stopsWaiting,
} from "./show_work.ts";
import { allThere, type Dashboard, type DashboardStage, missing, withDashboard } from "./stage.ts";

type Work = (stage: DashboardStage, dashboard: Dashboard) => Promise<void>;

/** What operators do in a day, each in the page and to its end. */
const WORK: Readonly<Record<string, Work>> = {
  "a preset runs to the end on every target, and is stopped again": runsAndStops,
  "a start offset is kept and holds its target back; the job goes through a reload": keepsOffsets,
  "what waits for its offset is cancelled, and says so": cancelsWhatWaits,
  "several displays are checked at once": checksMany,
  "a display that does not answer is waited for no longer": stopsWaiting,
  "a schedule is made, run now, and its run is seen": schedules,
  "a note to a wall stands in its timeline": notes,
  "keys are rotated after the name is typed, verified, and shown in writing": rotatesKeys,
  "a log is followed across a restart, paused, filtered and taken away": followsLog,
  "live pictures play in the grid and on the camera's page": playsLive,
  "only what is in sight streams": streamsInSightOnly,
  "a recording is started, stopped, played and taken away": records,
};

async function worksByHand(t: Deno.TestContext, stage: DashboardStage): Promise<void> {
  const dashboard = await stage.open({
    viewport: { width: 1280, height: 800 },
    permissions: ["clipboard-read", "clipboard-write"],
  });
  for (const [name, work] of Object.entries(WORK)) {
    await t.step(name, () => work(stage, dashboard));
  }
  assert.deepEqual(dashboard.errors, []);
}

// A demo and a browser take half a minute to be there: those that need no demo of their own share one.
Deno.test({
  ...needing("the dashboard of a demo: every page, work by hand and by keyboard", missing),
  async fn(t) {
    await withDashboard(async (stage) => {
      await t.step(
        "every page of the dashboard opens without a fault, in both languages",
        () => opensEveryPage(stage),
      );
      await allThere(stage.api, true);
      await t.step(
        "the main tasks are done by keyboard alone, with the focus in sight",
        (keys) => worksByKeyboard(keys, stage),
      );
      await t.step(
        "an operator's work is done, and seen to its end",
        (hands) => worksByHand(hands, stage),
      );
    });
  },
});
