import assert from "node:assert/strict";
import { join } from "node:path";
import { runAgainst } from "../../support/processes/command_line_run.ts";
import { ControlHostProcess } from "../../support/processes/control_host_process.ts";
import { ADMIN_TOKEN } from "../../support/host_settings.ts";
import { importAndKill } from "../../support/processes/import_process.ts";
import {
  countOf,
  type MovedIn,
  movedIntoFolder,
  rowsIn,
  untilRowsIn,
} from "../../support/moving_in/moved_in.ts";
import { runOldServer } from "../../support/moving_in/old_display_server.ts";
import { oldSiteOf, writeOldKeys } from "../../support/moving_in/old_site.ts";

const LONG = Deno.env.get("SIGNALBOX_TEST_LONG") === "1";
const SIZE = { displays: 2_000, groups: 50, presets: 30 };
const KEYS = 500;
const ALL = 2_580;
/** Things on the disk at which it is killed, for the displays' database and for the folder of keys. */
const KILL_AT = [[1, 900, 2_001, 2_060], [2_081, 2_200, 2_400, 2_500]];
/** It runs to its end. */
const untilOver = async (over: () => boolean) => {
  while (!over()) await new Promise((resolve) => setTimeout(resolve, 50));
};

async function withSite(test: (words: string[][], at: (name: string) => string) => Promise<void>) {
  const folder = await Deno.makeTempDir({ prefix: "signalbox-import-kill-" });
  const at = (name: string) => join(folder, name);
  try {
    runOldServer(at("ue_cms.db"), oldSiteOf(SIZE))();
    await writeOldKeys(at("session_keys"), KEYS);
    await test([[at("ue_cms.db"), "--yes"], ["keys", at("session_keys"), "--yes"]], at);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Each thing of the old site, once. */
function isWhole(there: MovedIn): void {
  for (const names of Object.values(there)) assert.equal(new Set(names).size, names.length);
  const { displays, groups, presets, keys } = there;
  assert.deepEqual(
    [displays.length, groups.length, presets.length, keys.length],
    [SIZE.displays, SIZE.groups, SIZE.presets, KEYS],
  );
  assert.equal(groups.flatMap((line) => line.split("Wall-").slice(1)).length, SIZE.displays);
}

/** The preview, for programs: how much is there already. */
async function sameIn(words: readonly string[], url?: string): Promise<number> {
  const args = ["import", ...words.filter((word) => word !== "--yes"), "--dry-run", "--json"];
  const env = url === undefined ? {} : { SIGNALBOX_URL: url, SIGNALBOX_TOKEN: ADMIN_TOKEN };
  const { code, out, err } = await runAgainst("", "", args, "", { env });
  assert.equal(code, 0, err);
  const { items } = JSON.parse(out) as { items: { verdict: string }[] };
  return items.filter(({ verdict }) => verdict === "same").length;
}

Deno.test({
  name: `import --data-dir that is killed 8 times ends whole${
    LONG ? "" : " (SIGNALBOX_TEST_LONG)"
  }`,
  ignore: !LONG,
  fn: (t) =>
    withSite(async (forms, at) => {
      const there = ["--data-dir", at("data")];
      const local = forms.map((words) => [...words, ...there]);
      const counts: number[] = [];
      for (const [form, words] of local.entries()) {
        for (const rows of KILL_AT[form] ?? []) {
          await importAndKill(words, (over) => untilRowsIn(at("data"), rows, over));
          counts.push(countOf(await movedIntoFolder(at("data"))));
        }
        const { code, err } = await importAndKill(words, untilOver);
        assert.equal(code, 0, err);
      }
      await t.step(`things after each kill: ${counts}`, () => {});
      for (const [kill, rows] of KILL_AT.flat().entries()) {
        assert.ok((counts[kill] ?? 0) >= rows && (counts[kill] ?? 0) < ALL, `${counts}`);
      }
      isWhole(await movedIntoFolder(at("data")));
      assert.equal(await sameIn(local[0] ?? []) + await sameIn(local[1] ?? []), ALL);
    }),
});

Deno.test({
  name: `import through a host that is killed 6 times ends whole${
    LONG ? "" : " (SIGNALBOX_TEST_LONG)"
  }`,
  ignore: !LONG,
  fn: (t) =>
    withSite(async (forms, at) => {
      let host = await ControlHostProcess.start(at("data"), { logLevel: "warn" });
      const told: string[] = [];
      for (const [form, words] of forms.entries()) {
        for (const rows of KILL_AT[form]?.slice(1) ?? []) {
          let over = false;
          const importing = runAgainst(host.url, ADMIN_TOKEN, ["import", ...words])
            .finally(() => over = true);
          await untilRowsIn(at("data"), rows, () => over);
          await host.kill();
          const { code, err } = await importing;
          assert.equal(code, 1);
          assert.match(err, /same command again/);
          host = await host.again();
          told.push(`${rowsIn(at("data"))}, ${await sameIn(words, host.url)} of them the same`);
        }
        const { code, err } = await runAgainst(host.url, ADMIN_TOKEN, ["import", ...words]);
        assert.equal(code, 0, err);
      }
      await t.step(`after each kill: ${told.join("; ")}`, () => {});
      await host.stop();
      isWhole(await movedIntoFolder(at("data")));
    }),
});
