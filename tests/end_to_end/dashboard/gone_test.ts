import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { eventually } from "../../support/eventually.ts";
import { needing } from "../../support/machine/system_needs.ts";
import { withMembers } from "./members_stage.ts";
import { missing, PATIENCE_MS } from "./stage.ts";

const fact = (page: Page, label: string) =>
  page.locator(".facts dt").filter({ hasText: new RegExp(`^${label}$`) });

Deno.test({
  ...needing(
    "the dashboard tells how long a machine is up, and nothing of one that is gone",
    missing,
  ),
  fn: () =>
    withMembers(async ({ open, display, join, api }) => {
      const [screen, node] = [
        await display("Wall-1", "G"),
        join({ build: "M11", serverId: "client123" }),
      ];
      // Its first heartbeat says so, and is no news that a page is told of.
      await eventually(
        async () => (await api.display("Wall-1")).uptimeS,
        (uptimeS) => uptimeS !== null,
        PATIENCE_MS,
      );
      const { page, go, errors } = await open();
      for (
        const [hash, other, leave] of [
          ["#/displays/1", "Processes", () => screen.stop()],
          ["#/nodes/client123", "Processor", () => node.stop()],
        ] as const
      ) {
        await go(hash);
        await fact(page, "Up for").waitFor();
        leave();
        await fact(page, "Up for").waitFor({ state: "detached" });
        assert.equal(await fact(page, other).count(), 1, hash);
      }
      assert.deepEqual(errors, []);
    }),
});
