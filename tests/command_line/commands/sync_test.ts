import assert from "node:assert/strict";
import { FakeHost } from "../fakes/fake_host.ts";
import { syncHostBody, TIME, wallBody } from "../fakes/samples.ts";

const WALL = wallBody("Hall");

Deno.test("list sync-hosts shows what each card says, and a poll's failure in place of a reason", async () => {
  const host = new FakeHost();
  const poll = {
    address: "10.0.0.2",
    port: 8080,
    intervalMs: 5_000,
    state: "down",
    since: TIME,
    failure: "refused",
    detail: "10.0.0.2:8080 refused the connection.",
  } as const;
  host.api.syncHosts.push(
    syncHostBody(1),
    syncHostBody(2, { flapping: true, poll }),
    syncHostBody(3, {
      state: null,
      since: null,
      claimedAddress: null,
    }),
  );
  host.now += 2_500;
  const { code, out } = await host.run("list", "sync-hosts");
  assert.equal(code, 0);
  assert.match(out, /^Id +Name +State +Sync +Since +Address +From +Last seen +Reason$/m);
  assert.match(
    out,
    /^1 +Sync-1 +● online +● master +2\.5 s ago +10\.0\.0\.1 +10\.0\.0\.99 +2\.5 s/m,
  );
  assert.match(out, /^2 .*↻ flapping .*refused the connection\.$/m);
  assert.match(out, /^3 +Sync-3 +● online +- +- +- /m);
});

Deno.test("list sync-hosts hands its filters on, and refuses a state that is none", async () => {
  const host = new FakeHost();
  await host.run("list", "sync-hosts", "--state", "error", "--liveness", "stale", "--query", "x");
  const query = host.api.asked.at(-1)?.query;
  assert.deepEqual([query?.get("state"), query?.get("liveness"), query?.get("q")], [
    "error",
    "stale",
    "x",
  ]);
  const { code, err } = await host.run("list", "sync-hosts", "--state", "mastre");
  assert.equal(code, 2);
  assert.match(err, /--state: .*Did you mean master\?/);
});

Deno.test("list walls shows the verdict, how many are locked and whose fault it is", async () => {
  const host = new FakeHost();
  host.api.walls.push(WALL);
  const { out } = await host.run("list", "walls");
  assert.match(out, /^Hall +◐ degraded +0\.0 s ago +1\/2 +Left \[2J \(was the master\) +There is/m);
  host.locale = "ko-KR";
  assert.match((await host.run("list", "walls")).out, /일부 이탈.*이전 마스터/);
});

Deno.test("wall note writes down what was typed, and tells the nearest name of a wall that is not there", async () => {
  const host = new FakeHost();
  host.api.walls.push(WALL);
  const { code, out } = await host.run("wall", "note", "Hall", "Reseated", "the", "cable.");
  assert.deepEqual([code, out], [0, 'Noted at "Hall" in the name of operator.\n']);
  const { path, body } = host.api.asked.at(-1) ?? assert.fail();
  assert.deepEqual([path, body], ["/walls/Hall/notes", { text: "Reseated the cable." }]);
  const wrong = await host.run("wall", "note", "Hal", "x");
  assert.equal(wrong.code, 1);
  assert.match(wrong.err, /no wall "Hal"\. Did you mean "Hall"\?/);
});

const GUIDE = "TARGET_IP=192.168.1.100\nTARGET_PORT=8090\nENABLE_EXTERNAL_SEND=true\n";
const BUILT = JSON.stringify({
  ServerIP: "127.0.0.1",
  ServerPort: 8080,
  TransmissionInterval: 1000,
  EnableExternalSend: false,
});

Deno.test("sync import says what it found, and the lines to add", async () => {
  const host = new FakeHost();
  host.files.set("a.txt", GUIDE);
  const { code, out } = await host.run(
    ...["sync", "import", "a.txt", "--name", "Left", "--claimed", "10.0.0.31"],
  );
  assert.equal(code, 0);
  assert.equal(
    out,
    "a.txt: this SyncGuard sends to 192.168.1.100:8090.\n" +
      "Add to the config file:\n" +
      "devicePort: 8090\nsyncHosts:\n  - name: Left\n    claimed: 10.0.0.31\n",
  );
});

Deno.test("sync import tells of a PC that stays silent, and that there is nothing to add", async () => {
  const host = new FakeHost();
  host.files.set("b.json", BUILT);
  const { out } = await host.run("sync", "import", "b.json");
  for (
    const said of [/every 1000 ms/, /switched off/, /the PC itself/, /--name/, /nothing to add/]
  ) {
    assert.match(out, said);
  }
});

Deno.test("sync import --write keeps every comment, and adds to the list that is there", async () => {
  const host = new FakeHost();
  host.files.set("a.txt", GUIDE);
  host.files.set(
    "s.yaml",
    "# our show\nlogLevel: info # quiet\nsyncHosts:\n  # the left one\n  - name: Left\n    peer: 10.0.0.1\n",
  );
  const args = ["--name", "Right", "--peer", "10.0.0.2", "--write", "--config", "s.yaml"];
  const { code, out } = await host.run("sync", "import", "a.txt", ...args);
  assert.equal(code, 0);
  assert.match(out, /s\.yaml was changed/);
  assert.equal(
    host.files.get("s.yaml"),
    "# our show\nlogLevel: info # quiet\nsyncHosts:\n  # the left one\n  - name: Left\n    peer: 10.0.0.1\n" +
      "  - name: Right\n    peer: 10.0.0.2\ndevicePort: 8090\n",
  );
});

Deno.test("sync import --write writes nothing that the next start would refuse", async () => {
  const host = new FakeHost();
  host.files.set("a.txt", GUIDE);
  const before = "syncHosts:\n  - name: Left\n    peer: 10.0.0.1\n";
  host.files.set("s.yaml", before);
  const args = ["--name", "LEFT", "--peer", "10.0.0.2", "--write", "--config", "s.yaml"];
  const { code, err } = await host.run("sync", "import", "a.txt", ...args);
  assert.equal(code, 1);
  assert.match(
    err,
    /s\.yaml:4:\d+: syncHosts\.1\.name: "LEFT" is there twice\.\nNothing was written/,
  );
  assert.equal(host.files.get("s.yaml"), before);
});

Deno.test("sync import needs a file that is a SyncGuard config, and a place to write to", async () => {
  const host = new FakeHost();
  host.files.set("a.txt", GUIDE);
  host.files.set("bad.txt", "TARGET_IP=here\n");
  const missing = await host.run("sync", "import", "none.txt");
  const bad = await host.run("sync", "import", "bad.txt");
  const nowhere = await host.run("sync", "import", "a.txt", "--write");
  assert.deepEqual([missing.code, bad.code, nowhere.code], [2, 2, 2]);
  assert.match(missing.err, /^none\.txt: .*no such file/);
  assert.match(bad.err, /^bad\.txt:1: TARGET_IP: /);
  assert.match(nowhere.err, /--config/);
});
