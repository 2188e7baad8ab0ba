import assert from "node:assert/strict";
import { join } from "node:path";
import type { CommandLineHost } from "../../../command_line/host/host.ts";
import type { reportJson } from "../../../command_line/moving_in/report.ts";
import { startControlHost } from "../../../composition/control_host.ts";
import { movingInTools } from "../../../composition/moving_in_tools.ts";
import type { AuditPage } from "../../../protocols/api/audit.ts";
import { Api } from "../../support/api/api.ts";
import { runAgainst } from "../../support/processes/command_line_run.ts";
import { ADMIN_TOKEN, testSettings } from "../../support/host_settings.ts";
import {
  countOf,
  leaveAsKilled,
  movedInto,
  movedIntoFolder,
  rowsIn,
} from "../../support/moving_in/moved_in.ts";
import { runOldServer } from "../../support/moving_in/old_display_server.ts";
import { oldSiteOf, writeOldKeys } from "../../support/moving_in/old_site.ts";

/** Nobody listens there: whatever is asked of a control host fails. */
const NOWHERE = "http://127.0.0.1:1";

interface Site {
  readonly database: string;
  readonly keys: string;
  at(name: string): string;
}

async function withSite(test: (site: Site) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "signalbox-import-test-" });
  const at = (name: string) => join(folder, name);
  try {
    runOldServer(at("ue_cms.db"), oldSiteOf({ displays: 40, groups: 4, presets: 3 }))();
    await writeOldKeys(at("session_keys"), 12);
    await test({ database: at("ue_cms.db"), keys: at("session_keys"), at });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function run(words: readonly string[], changes: Partial<CommandLineHost> = {}) {
  return runAgainst(NOWHERE, ADMIN_TOKEN, ["import", ...words], "", { env: {}, ...changes });
}

type Report = ReturnType<typeof reportJson>;

Deno.test("import --data-dir takes everything into a folder on which nobody runs, as a control host would", () =>
  withSite(async ({ database, keys, at }) => {
    const dataDir = at("data");
    const look = await run([database, "--data-dir", dataDir, "--dry-run"]);
    assert.equal(look.code, 0, look.err);
    assert.match(look.out, /^Into the data folder .*data, which is new/);
    assert.match(look.out, /Displays +\S* *40/);
    assert.equal(countOf(await movedIntoFolder(dataDir)), 0);
    const done = await run([database, "--data-dir", dataDir, "--yes"]);
    assert.equal(done.code, 0, done.err);
    assert.match(done.out, /Done: 47\./);
    const taken = await run(["keys", keys, "--data-dir", dataDir, "--yes", "--time-zone", "UTC"]);
    assert.match(taken.out, /Done: 12\./, taken.err);
    const local = await movedIntoFolder(dataDir);
    const host = await startControlHost(testSettings(dataDir));
    try {
      const url = `http://127.0.0.1:${host.ports.get("http")?.port}`;
      const api = new Api(url);
      const there = await movedInto((request) => {
        const { pathname, search } = new URL(request.url);
        return api.request(pathname + search);
      });
      assert.deepEqual(there, local);
      const again = await runAgainst(url, ADMIN_TOKEN, ["import", database, "--yes"]);
      assert.match(again.out, /nothing to do/);
      const { items } = await api.call<AuditPage>("/api/v1/audit?limit=200");
      const lines = items.filter(({ who }) => who === "console on the host");
      assert.equal(lines.filter(({ kind }) => kind === "display.created").length, 40);
      assert.equal(lines.filter(({ kind }) => kind === "preset.created").length, 3);
      assert.ok(lines.every(({ tokenId, address }) => tokenId === null && address === "local"));
      const beside = await run([database, "--data-dir", dataDir, "--yes"]);
      assert.deepEqual([beside.code, beside.out], [2, ""]);
      assert.match(beside.err, /data: a control host, or another import, has this data folder\./);
    } finally {
      await host.stop();
    }
  }));

Deno.test("import --data-dir finishes what a kill cut off, and says what is there already", () =>
  withSite(async ({ database, keys, at }) => {
    const cuts = [9, 41, 46, 54];
    const whole = at("whole");
    let writes = 0;
    /** Leaves the folder as it is before the request, which others may be on their way beside. */
    const dying: Partial<CommandLineHost> = {
      movingIn: () =>
        Promise.resolve({
          ...movingInTools,
          async openFolder(settings) {
            const local = await movingInTools.openFolder(settings);
            const fetch = async (request: Request) => {
              if (request.method !== "GET" && cuts.includes(++writes)) {
                await leaveAsKilled(whole, at(`killed-${writes}`));
              }
              return await local.fetch(request);
            };
            return { ...local, fetch };
          },
        }),
    };
    const both = (dataDir: string) =>
      [[database], ["keys", keys]].map((what) => [...what, "--data-dir", dataDir, "--yes"]);
    for (const words of both(whole)) assert.equal((await run(words, dying)).code, 0);
    assert.equal(writes, 59);
    const expected = await movedIntoFolder(whole);
    for (const cut of cuts) {
      const killed = at(`killed-${cut}`);
      const there = rowsIn(killed);
      // Others of the same batch of sixteen are on their way.
      assert.ok(Math.abs(there - cut) <= 16, `${there} things at write ${cut}`);
      const reports: Report[] = [];
      for (const words of both(killed)) {
        const { code, out, err } = await run([...words, "--json"]);
        assert.equal(code, 0, err);
        reports.push(JSON.parse(out));
      }
      const items = reports.flatMap((report) => report.items);
      assert.equal(items.filter(({ verdict }) => verdict === "same").length, there);
      assert.equal(items.filter(({ change }) => change).length, 59 - there);
      assert.deepEqual(await movedIntoFolder(killed), expected);
    }
  }));

Deno.test("import --data-dir is refused beside --url and --token, and where the folder cannot be used", () =>
  withSite(async ({ database, at }) => {
    for (const more of [["--url", NOWHERE], ["--token", "sbx_any"]]) {
      const { code, err } = await run([database, "--data-dir", at("data"), ...more, "--yes"]);
      assert.deepEqual([code, /without --url and --token/.test(err)], [2, true], err);
    }
    await Deno.writeTextFile(at("file"), "");
    const { code, err } = await run([database, "--data-dir", at("file"), "--yes"]);
    assert.equal(code, 1);
    assert.match(err, /The data folder .*file cannot be used/);
  }));
