import assert from "node:assert/strict";
import { hostBackupMade, hostBackupMissed } from "../../../../actors/host_backups/messages.ts";
import { refuse } from "../../../../actors/outcome.ts";
import { Event } from "../../../../protocols/api/event.ts";
import { HostBackupReport } from "../../../../protocols/api/host_backup.ts";
import { AT } from "../../../support/stores/store_samples.ts";
import { withApi } from "../api_bench.ts";
import { BACKUP } from "../stubs/host_backup_stubs.ts";
import { SseClient } from "../stubs/sse_client.ts";

const BACKUPS = "/api/v1/host-backups";

Deno.test("GET /host-backups tells what there is, how each attempt went, and when the next is", () =>
  withApi(async (bench) => {
    const answer = await bench.request(BACKUPS, { role: "view" });
    const report = HostBackupReport.parse(await answer.json());
    assert.deepEqual(report.items.map(({ name, bytes }) => [name, bytes]), [[BACKUP.name, 3]]);
    assert.deepEqual(report.schedule?.nextAt, new Date(AT + 60_000).toISOString());
    assert.deepEqual(
      report.attempts.map((
        { state, phase, name, sha256, reason },
      ) => [state, phase, name, sha256, reason]),
      [
        ["running", "archive", null, null, null],
        ["made", null, BACKUP.name, "ab", null],
        ["failed", null, null, null, "There is no space left on the disk."],
      ],
    );
  }));

Deno.test("POST /host-backups begins one, with the passphrase it brings or the configured one", () =>
  withApi(async (bench) => {
    for (const json of [{ passphrase: "correct horse battery" }, {}]) {
      const answer = await bench.request(BACKUPS, { method: "POST", role: "admin", json });
      const text = await answer.text();
      assert.equal(answer.status, 202, text);
      assert.ok(!text.includes("horse"));
      const { passphrase } = bench.hostBackups.last("makeHostBackup");
      assert.equal(passphrase, "passphrase" in json ? json.passphrase : null);
    }
  }));

Deno.test("POST /host-backups refuses a short passphrase, and passes on why none was begun", () =>
  withApi(async (bench) => {
    const post = (json: unknown) => bench.request(BACKUPS, { method: "POST", role: "admin", json });
    const short = await post({ passphrase: "short" });
    assert.deepEqual([short.status, (await short.json()).field], [422, "passphrase"]);
    bench.hostBackups.answers = {
      makeHostBackup: () => refuse("conflict", "a backup is being made already"),
    };
    assert.equal((await post({})).status, 409);
  }));

Deno.test("GET /host-backups/{name} hands out the file to an admin, and nothing beside it", () =>
  withApi(async (bench) => {
    const answer = await bench.request(`${BACKUPS}/${BACKUP.name}`, { role: "admin" });
    assert.equal(await answer.text(), "abc");
    assert.equal(answer.headers.get("Content-Length"), "3");
    assert.equal(
      answer.headers.get("Content-Disposition"),
      `attachment; filename="${BACKUP.name}"`,
    );
    const other = "signalbox-20260301T040001Z.tar.gz.age";
    assert.equal((await bench.request(`${BACKUPS}/${other}`, { role: "admin" })).status, 404);
    for (const name of ["..%2Fsignalbox.db", "signalbox.db", ".unfinished-x"]) {
      assert.equal((await bench.request(`${BACKUPS}/${name}`, { role: "admin" })).status, 422);
    }
  }));

Deno.test("backups that were made and that did not come are events", () =>
  withApi(async (bench) => {
    const stream = await bench.request("/api/v1/events", { role: "view" });
    const events = new SseClient(stream.body);
    await events.next();
    bench.system.publish(hostBackupMade, BACKUP);
    bench.system.publish(hostBackupMissed, { dueAt: null, reason: "because" });
    const heard = [];
    while (heard.length < 2) {
      const event = await events.next();
      if (event?.data) heard.push(Event.parse(event.data));
    }
    assert.deepEqual(heard.map(({ type }) => type), ["hostBackup.made", "hostBackup.missed"]);
    await events.leave();
  }));
