import type { Browser } from "playwright-core";
import type { BuildId } from "../../../agents/displays/display_build.ts";
import { createScriptedDisplay } from "../../../agents/displays/scripted_display.ts";
import type { Settings } from "../../../command_line/settings/settings_table.ts";
import type { Tuning } from "../../../composition/tuning.ts";
import { withBrowser } from "../../support/machine/browser.ts";
import { ADMIN_TOKEN } from "../../support/host_settings.ts";
import { type DashboardStage, opener, PATIENCE_MS } from "./stage.ts";
import { type NodeStage, withNodeStage } from "../nodes/stage.ts";

/** Real time makes a browser test long; devices live twenty times as fast. */
const TIME_SCALE = 20;

/** A browser beside a control host inside the test, to which members come as the test likes. */
export interface MembersStage extends NodeStage {
  readonly browser: Browser;
  readonly open: DashboardStage["open"];
  /** A display that is registered. It is stopped when the test ends. */
  display(name: string, build?: BuildId): Promise<ReturnType<typeof createScriptedDisplay>>;
  /** Makes something by the API, and answers what was made. */
  make<T>(path: string, json: object): Promise<T>;
}

/** Runs a test on a control host that is quicker to start than the demo, and empty. */
export function withMembers(
  test: (stage: MembersStage) => Promise<void>,
  changes: Partial<Settings> = {},
  tuning: Tuning = {},
): Promise<void> {
  return withNodeStage(
    (nodes) =>
      withBrowser(async (browser) => {
        const { url, api } = nodes;
        const displays: ReturnType<typeof createScriptedDisplay>[] = [];
        try {
          await test({
            ...nodes,
            browser,
            open: opener(browser, url, ADMIN_TOKEN),
            async display(name, build = "T4") {
              const display = createScriptedDisplay({
                build,
                url,
                name,
                timeScale: TIME_SCALE,
              });
              displays.push(display);
              display.start();
              await display.until(() => display.registered, PATIENCE_MS);
              return display;
            },
            make: (path, json) => api.call(`/api/v1/${path}`, { method: "POST", json }),
          });
        } finally {
          for (const display of displays) display.stop();
        }
      }),
    tuning,
    changes,
  );
}
