import assert from "node:assert/strict";
import { join } from "node:path";
import type { CommandLineHost } from "../../../command_line/host/host.ts";
import type { DisplayPage } from "../../../protocols/api/display.ts";
import type { Group } from "../../../protocols/api/group.ts";
import type { Preset } from "../../../protocols/api/preset.ts";
import type { SessionKey } from "../../../protocols/api/session_key.ts";
import type { Api } from "../../support/api/api.ts";
import { runAgainst } from "../../support/processes/command_line_run.ts";
import { type HostUnderTest, withControlHost } from "../../support/control_host.ts";
import { ADMIN_TOKEN } from "../../support/host_settings.ts";
import { runOldServer } from "../../support/moving_in/old_display_server.ts";

type List<T> = { readonly items: readonly T[] };

const SECRETS = ["1a", "2b", "3c"].map((byte) => `0x${byte.repeat(160)}`);

async function withOldSite(
  test: (
    site: HostUnderTest & {
      readonly folder: string;
      run(words: string, changes?: Partial<CommandLineHost>): ReturnType<typeof runAgainst>;
    },
  ) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await withControlHost(async (under) => {
      const run = (words: string, changes: Partial<CommandLineHost> = {}) =>
        runAgainst(under.url, ADMIN_TOKEN, ["import", ...words.split(" ")], "", changes);
      await test({ ...under, folder, run });
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function fleetOf(api: Api) {
  const displays = await api.call<DisplayPage>("/api/v1/displays");
  const groups = await api.call<List<Group>>("/api/v1/groups");
  const presets = await api.call<List<Preset>>("/api/v1/presets");
  return { displays: displays.items, groups: groups.items, presets: presets.items };
}

/** Everything in a folder, with when it was written. */
function stateOf(folder: string): unknown {
  return [...Deno.readDirSync(folder)].map(({ name }) => {
    const { size, mtime, ino } = Deno.lstatSync(join(folder, name));
    return [name, size, mtime?.getTime(), ino];
  }).sort();
}

Deno.test("import displays takes the fleet of an old server that runs, and changes nothing the second time", () =>
  withOldSite(async ({ api, folder, run }) => {
    const file = join(folder, "ue_cms.db");
    const stop = runOldServer(file);
    try {
      const before = stateOf(folder);
      const look = await run(`displays ${file} --dry-run`);
      assert.equal(look.code, 0, look.err);
      assert.match(look.out, /Displays, new: WALL-L1, Wall-R1, Lobby\n/);
      assert.match(look.out, /presets 4 "Gone": left out, no command line is left/);
      assert.deepEqual(await fleetOf(api), { displays: [], groups: [], presets: [] });
      const done = await run(`${file} --yes`);
      assert.equal(done.code, 0, done.err);
      assert.match(done.out, /Done: 7\./);
      const fleet = await fleetOf(api);
      assert.deepEqual(
        fleet.displays.map((
          { name, aliases, macAddress, macByHand, claimedAddress, liveness },
        ) => [name, aliases.slice(1), macAddress, macByHand, claimedAddress, liveness.state]),
        [
          ["WALL-L1", ["DESKTOP-31"], "02:00:5E:00:53:01", true, "192.0.2.31", "never_seen"],
          ["Wall-R1", [], "02:00:5E:00:53:02", false, "192.0.2.32", "never_seen"],
          ["Lobby", [], null, false, null, "never_seen"],
        ],
      );
      const [left, right, lobby] = fleet.displays.map(({ id }) => id);
      assert.deepEqual(
        fleet.groups.map(({ name, description, displayIds }) => [name, description, displayIds]),
        [["Hall", "본관", [left, right]], ["Empty", "", []]],
      );
      assert.deepEqual(
        fleet.presets.map(({ name, groupId, commands }) => [
          name,
          groupId,
          commands.map(({ displayId, command }) => [displayId, command]),
        ]),
        [
          ["Opening", fleet.groups[0]?.id, [
            [left, "D:\\show\\Stage.exe -l"],
            [right, "D:\\show\\Stage.exe -r"],
          ]],
          ["Closing", null, [[lobby, "end.bat"]]],
        ],
      );
      const again = await run(`displays ${file} --yes`);
      assert.deepEqual([again.code, /nothing to do/.test(again.out)], [0, true]);
      assert.deepEqual(await fleetOf(api), fleet);
      assert.deepEqual(stateOf(folder), before);
    } finally {
      stop();
    }
  }));

Deno.test("import displays finishes what was broken off, whether or not the last answer was heard", () =>
  withOldSite(async ({ api, folder, run }) => {
    const file = join(folder, "ue_cms.db");
    runOldServer(file)();
    for (const lives of [1, 2]) {
      let writes = 0;
      const dying = async (request: Request) => {
        const answer = await fetch(request);
        if (request.method === "GET" || ++writes <= lives) return answer;
        // Done over there, and never heard of here.
        await answer.body?.cancel();
        throw new TypeError("connection reset");
      };
      const broken = await run(`displays ${file} --yes`, { fetch: dying });
      assert.equal(broken.code, 1);
      assert.match(broken.err, /broken off: .*\n.*same command again/);
    }
    const whole = await run(`displays ${file} --yes`);
    assert.equal(whole.code, 0, whole.err);
    const { displays, groups, presets } = await fleetOf(api);
    assert.deepEqual([displays.length, groups.length, presets.length], [3, 2, 2]);
    assert.match((await run(`displays ${file} --yes`)).out, /nothing to do/);
  }));

Deno.test("import displays leaves what is different, and replaces it when told to", () =>
  withOldSite(async ({ api, folder, run }) => {
    const file = join(folder, "ue_cms.db");
    runOldServer(file)();
    const post = <T>(path: string, json: unknown) =>
      api.call<T>(`/api/v1${path}`, { method: "POST", json });
    const ours = { name: "desktop-31", macAddress: "02:00:5E:00:53:77" };
    const { id } = await post<{ id: number }>("/displays", ours);
    const commands = [{ displayId: id, command: "ours.exe", offsetMs: 500 }];
    await post("/presets", { name: "Opening", commands });
    const kept = await run(`displays ${file} --yes`);
    assert.equal(kept.code, 0, kept.err);
    assert.match(kept.out, /Displays, different: WALL-L1 \(more names, network card\): stays/);
    assert.match(kept.out, /Presets, different: Opening \(group, command lines\): stays/);
    let { displays, presets } = await fleetOf(api);
    assert.equal(displays.length, 3);
    assert.deepEqual(displays[0]?.aliases, ["desktop-31", "WALL-L1"]);
    assert.equal(displays[0]?.macAddress, ours.macAddress);
    assert.equal(presets[0]?.commands[0]?.command, "ours.exe");
    assert.match((await run(`displays ${file} --yes`)).out, /nothing to do/);
    await run(`displays ${file} --yes --on-conflict replace`);
    ({ displays, presets } = await fleetOf(api));
    assert.equal(displays[0]?.macAddress, "02:00:5E:00:53:01");
    assert.deepEqual(presets[0]?.commands[0], {
      displayId: id,
      command: "D:\\show\\Stage.exe -l",
      offsetMs: 500,
    });
    const last = await run(`displays ${file} --yes --on-conflict replace`);
    assert.match(last.out, /nothing to do/);
  }));

Deno.test("import keys takes old keys below the newer ones, and tells none of them", () =>
  withOldSite(async ({ api, folder, run, log }) => {
    const file = (client: string, time: string, session_key?: string) =>
      Deno.writeTextFile(
        join(folder, `${client}_3node0_${time}.json`),
        JSON.stringify({ client_id: client, container: "3node0", session_key, timestamp: time }),
      );
    await file("HOST_1", "20250704_093005", SECRETS[0]);
    await file("HOST_1", "20250705_093005", SECRETS[1]);
    await file("HOST_1", "latest", SECRETS[1]);
    await file("HOST_2", "20250704_093005");
    await Deno.writeTextFile(join(folder, "notes.txt"), "mine");
    await Deno.symlink("/etc/hostname", join(folder, "away.json"));
    const newest = { serverId: "HOST_1", container: "3node0", sessionKey: SECRETS[2] };
    const at = "2025-07-05T12:00:00.000Z";
    await api.call("/api/v1/session-keys", { method: "POST", json: { ...newest, at } });
    const done = await run(`${folder} --yes --time-zone Asia/Seoul`);
    assert.equal(done.code, 0, done.err);
    assert.match(done.out, /away\.json: a link that leads out of the folder/);
    assert.match(done.out, /HOST_2_3node0_20250704_093005\.json: no session_key/);
    assert.match(done.out, /1 other files/);
    const path = "/api/v1/session-keys/history?serverId=HOST_1&container=3node0";
    const { items } = await api.call<List<SessionKey>>(path);
    assert.deepEqual(
      items.map(({ masked, source, at }) => [masked, source, at]),
      [
        ["0x3c3c3c3c…", "import", at],
        ["0x2b2b2b2b…", "import", "2025-07-05T00:30:05.000Z"],
        ["0x1a1a1a1a…", "import", "2025-07-04T00:30:05.000Z"],
      ],
    );
    const again = await run(`keys ${folder} --yes --time-zone Asia/Seoul`);
    assert.match(again.out, /nothing to do/);
    const told = done.out + done.err + again.out + JSON.stringify(log);
    for (const secret of SECRETS) assert.ok(!told.includes(secret.slice(0, 20)));
  }));

Deno.test("import refuses in one line what it cannot read, before anything is done", () =>
  withOldSite(async ({ api, folder, run }) => {
    const at = (name: string) => join(folder, name);
    await Deno.writeTextFile(at("text.db"), "not a database");
    runOldServer(at("whole.db"))();
    const bytes = await Deno.readFile(at("whole.db"));
    await Deno.writeFile(at("cut.db"), bytes.subarray(0, bytes.length - 6_000));
    runOldServer(at("other.db"), "DROP TABLE clients")();
    runOldServer(
      at("flood.db"),
      `INSERT INTO clients (name) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n
        LIMIT 200000) SELECT 'Wall-' || i FROM n`,
    )();
    const refusals: readonly [words: string, reason: RegExp][] = [
      ["displays none.db", /none\.db: there is no such file/],
      [`displays ${at("text.db")}`, /it is no SQLite database/],
      [`displays ${at("cut.db")}`, /it is damaged or cut off/],
      [`displays ${at("other.db")}`, /database of another program \(groups, /],
      [`displays ${at("flood.db")}`, /more than can be moved in \(clients: 10000\)/],
      [`displays ${folder}`, /it is a folder/],
      [`keys ${at("text.db")}`, /it is no folder/],
      [`keys ${folder}`, /no file in it ends in \.json/],
      [`displays ${at("whole.db")} --on-conflict ask`, /--on-conflict/],
      [`keys ${folder} --time-zone Mars`, /--time-zone must be a zone/],
      [`displays ${at("whole.db")}`, /add --yes/],
    ];
    for (const [words, reason] of refusals) {
      const { code, err } = await run(words);
      assert.equal(code, 2, `${words}: ${err}`);
      assert.match(err, reason);
    }
    assert.deepEqual(await fleetOf(api), { displays: [], groups: [], presets: [] });
  }));
