import assert from "node:assert/strict";
import { cronerRules } from "../../../adapters/cron/croner_rules.ts";
import { loadSettings } from "../../../command_line/settings/settings.ts";
import { textsFor } from "../../../command_line/texts/texts.ts";
import { BACKUP_NAME } from "../fakes/fake_backups.ts";
import { FakeHost } from "../fakes/fake_host.ts";
import { loadFile } from "../fakes/load_file.ts";

Deno.test("backup has the control host make one, waits for it, and prints its name alone", async () => {
  const host = new FakeHost();
  const { code, out, err } = await host.run("backup");
  assert.deepEqual([code, out], [0, `${BACKUP_NAME}\n`]);
  assert.equal(err, "Backup made and read back (1.2 MB).\nOn the control host, in /backups:\n");
  const [asked] = host.api.asked;
  assert.deepEqual([asked?.method, asked?.path, asked?.body], ["POST", "/host-backups", {}]);
});

Deno.test("backup --to fetches it, with the passphrase of a file or of standard input", async () => {
  for (const [from, passphrase] of [["p.txt", "passphrase in p.txt"], ["-", "typed passphrase"]]) {
    const host = new FakeHost();
    host.input = "typed passphrase\n";
    const words = ["--to", "/mnt/usb/", "--passphrase-file", from ?? ""];
    const { code, out, err } = await host.run("backup", ...words);
    assert.deepEqual([code, out], [0, `/mnt/usb/${BACKUP_NAME}\n`]);
    assert.match(err, /Keep the passphrase somewhere else/);
    assert.deepEqual(host.api.asked[0]?.body, { passphrase });
    const [saved] = host.backups.saved;
    const { content, ...rest } = saved ?? assert.fail();
    assert.equal(content, "encrypted");
    assert.deepEqual(rest, {
      folder: "/mnt/usb/",
      name: BACKUP_NAME,
      bytes: 1_234_567,
      sha256: "ab",
    });
    assert.ok(!`${out}${err}`.includes(passphrase ?? ""));
  }
});

Deno.test("backup says why one has failed, or that the control host has forgotten it", async () => {
  const host = new FakeHost();
  host.api.hostBackups.ending = { state: "failed", reason: "There is no space left." };
  const { code, out, err } = await host.run("backup");
  assert.deepEqual([code, out], [1, ""]);
  assert.equal(err, "The backup has failed: There is no space left.\n");
});

Deno.test("backup --data-dir works on the disk, without asking anybody", async () => {
  const host = new FakeHost();
  host.files.set("s.yaml", "backup: { passphraseFile: /etc/pass, folder: /srv/backups }\n");
  const words = ["--data-dir", "/var/lib/signalbox", "--config", "s.yaml"];
  const { code, out } = await host.run("backup", ...words);
  assert.deepEqual([code, out, host.api.asked], [0, `/srv/backups/${BACKUP_NAME}\n`, []]);
  assert.deepEqual(host.backups.made, [{
    dataDir: "/var/lib/signalbox",
    configPath: "s.yaml",
    folder: "/srv/backups",
    passphrase: "passphrase in /etc/pass",
  }]);
  const here = await host.run("backup", "--data-dir", "d/", "--passphrase-file", "p", "--json");
  assert.deepEqual(JSON.parse(here.out), {
    name: BACKUP_NAME,
    bytes: 1_234_567,
    sha256: "ab",
    folder: "d/backups",
  });
  assert.equal(host.backups.made[1]?.configPath, null);
});

Deno.test("backup --data-dir and restore want a passphrase of some length", async () => {
  const host = new FakeHost();
  for (const words of [["backup", "--data-dir", "d"], ["restore", "file", "--data-dir", "d"]]) {
    const { code, err } = await host.run(...words);
    assert.equal(code, 2);
    assert.match(err, /^A passphrase is needed: give --passphrase-file/);
    host.input = "short\n";
    const short = await host.run(...words, "--passphrase-file", "-");
    assert.equal(short.code, 2);
    assert.match(short.err, /at least 12 characters/);
  }
  assert.deepEqual([host.backups.made, host.backups.restored], [[], []]);
});

Deno.test("backup shows on a terminal how far it has come, and takes that away", async () => {
  const host = new FakeHost();
  host.terminal = true;
  const { out } = await host.run("backup", "--data-dir", "d", "--passphrase-file", "p");
  assert.ok(out.startsWith("\r\u001b[KWriting 50 %\r\u001b[K"), JSON.stringify(out));
});

Deno.test("restore tells what it has restored, and how to start it", async () => {
  const host = new FakeHost();
  const words = ["restore", "a.tar.gz.age", "--data-dir", "d", "--passphrase-file", "p"];
  const { code, out } = await host.run(...words);
  assert.equal(code, 0);
  assert.equal(
    out,
    "Restored: the backup of 2026-03-01T09:30:00.000Z by Signalbox 9.8.7, 4 files, 2.0 kB.\n" +
      "Start it with: signalbox start --data-dir d --config d/config.yaml\n",
  );
  assert.deepEqual(host.backups.restored, [{
    file: "a.tar.gz.age",
    passphrase: "passphrase in p",
    dataDir: "d",
  }]);
});

Deno.test("restore says in one line what is in the way, in both languages", async () => {
  const host = new FakeHost();
  host.backups.refusal = { reason: "notEmpty", detail: "d is not empty: it holds x\u001b[2J." };
  const words = ["restore", "a.tar.gz.age", "--data-dir", "d", "--passphrase-file", "p"];
  const english = await host.run(...words);
  assert.deepEqual([english.code, english.out], [1, ""]);
  assert.equal(english.err, "d is not empty: it holds x [2J.\n");
  host.env.SIGNALBOX_LANG = "ko";
  const { err } = await host.run(...words);
  assert.equal(err, "d이(가) 비어 있지 않습니다. x [2J이(가) 있습니다.\n");
});

Deno.test("the config file's backup section is checked, and a schedule wants a passphrase file", async () => {
  const good = await loadFile(
    "backup: { cron: '0 4 * * *', passphraseFile: /etc/pass, keep: 30 }\n",
  );
  assert.deepEqual(good.ok && good.settings.backup, {
    cron: "0 4 * * *",
    passphraseFile: "/etc/pass",
    keep: 30,
  });
  const bare = await loadFile("backup: { cron: '0 4 * * *' }\n");
  assert.deepEqual(bare.ok ? [] : bare.problems, [
    "s.yaml:1:17: backup.cron: a schedule needs backup.passphraseFile to encrypt with.",
  ]);
  const wrong = await loadFile("backup: { keep: 0, passphrase: secret }\n");
  assert.equal(wrong.ok ? 0 : wrong.problems.length, 2);
  assert.ok(wrong.ok || !wrong.problems.join().includes("secret"));
});

Deno.test("loadSettings() looks at the cron expression of backups before anything is started", async () => {
  const load = (backup: string) =>
    loadSettings({
      flags: {},
      env: {},
      configPath: "s.yaml",
      readTextFile: () => Promise.resolve(`backup: { ${backup}, passphraseFile: /etc/pass }\n`),
      cronReader: () => Promise.resolve(cronerRules().problem),
      texts: textsFor("en", ""),
    });
  assert.ok((await load("cron: '0 4 * * *'")).ok);
  const hour = await load("cron: '0 25 * * *'");
  assert.match(hour.ok ? "" : hour.problems.join(), /^s\.yaml:1:17: backup\.cron: must be a cron/);
  const zone = await load("cron: '@daily', timeZone: Mars/Olympus");
  assert.match(zone.ok ? "" : zone.problems.join(), /backup\.timeZone: must be the name of a time/);
});

Deno.test("backup names the option when the control host has no passphrase of its own", async () => {
  const host = new FakeHost();
  const detail = "passphrase: must be given, as the config file has no backup.passphraseFile";
  host.api.problem = { code: "invalid", detail, field: "passphrase" };
  const { code, err } = await host.run("backup");
  assert.deepEqual([code, err.split("\n")[0]], [2, detail]);
  assert.match(err, /give --passphrase-file/);
});

Deno.test("restore takes the passphrase file of the config file, as it says", async () => {
  const host = new FakeHost();
  assert.equal((await host.run("restore", "a.age")).code, 2);
  host.files.set("s.yaml", "backup: { passphraseFile: /etc/pass }\n");
  await host.run("restore", "a.age", "--config", "s.yaml");
  assert.equal(host.backups.restored.at(-1)?.passphrase, "passphrase in /etc/pass");
});
