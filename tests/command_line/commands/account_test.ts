import assert from "node:assert/strict";
import { FakeHost } from "../fakes/fake_host.ts";

Deno.test("account add makes a password and shows it once, alone on standard output", async () => {
  const host = new FakeHost();
  const { code, out, err } = await host.run("account", "add", "rack-a", "--email", "a@example.org");
  assert.equal(code, 0);
  assert.match(out, /^([a-km-np-z2-9]{5}-){3}[a-km-np-z2-9]{5}\n$/);
  assert.match(err, /^Account "rack-a" with this password:\nIt is shown this once\./);
  const [account] = host.accounts;
  assert.deepEqual([account?.userName, account?.email, `${account?.password}\n`], [
    "rack-a",
    "a@example.org",
    out,
  ]);
  assert.equal(host.closedAccounts, 1);
  await host.run("account", "add", "rack-b");
  assert.notEqual(host.accounts[1]?.password, account?.password);
});

Deno.test("account add takes a password from standard input, and shows none", async () => {
  const host = new FakeHost();
  host.input = "  a password, spaces and all\r\n";
  const { code, out, err } = await host.run("account", "add", "rack-a", "--password-stdin");
  assert.deepEqual([code, out, err], [0, 'Account "rack-a" was added.\n', ""]);
  assert.equal(host.accounts[0]?.password, "  a password, spaces and all");
});

Deno.test("account add refuses an empty password and one that is too long, and repeats neither", async () => {
  const host = new FakeHost();
  for (const input of ["", "\n", "x".repeat(257), "가".repeat(5_000)]) {
    host.input = input;
    const { code, out, err } = await host.run("account", "add", "rack-a", "--password-stdin");
    assert.deepEqual([code, out], [2, ""]);
    assert.match(err, /password/);
    assert.ok(!err.includes("xxx"));
  }
  assert.deepEqual(host.accounts, []);
});

Deno.test("account commands never take a password on the command line", async () => {
  const host = new FakeHost();
  assert.equal((await host.run("account", "add", "rack-a", "--password", "secret")).code, 2);
  assert.equal((await host.run("account", "add", "rack-a", "secret")).code, 2);
  assert.deepEqual(host.accounts, []);
});

Deno.test("account add --json gives the account, and the password only when it was made", async () => {
  const host = new FakeHost();
  const made = JSON.parse((await host.run("account", "add", "rack-a", "--json")).out);
  assert.deepEqual(made.account, {
    id: "acc_1",
    userName: "rack-a",
    email: null,
    createdAt: "2026-03-01T09:30:00.000Z",
    lastLoginAt: null,
  });
  assert.equal(made.password, host.accounts[0]?.password);
  host.input = "a given password\n";
  const given = await host.run("account", "add", "rack-b", "--password-stdin", "--json");
  assert.ok(!given.out.includes("a given password"));
});

Deno.test("account list and remove show and end an account", async () => {
  const host = new FakeHost();
  assert.equal((await host.run("account", "list")).out, "No accounts yet.\n");
  await host.run("account", "add", "rack-a");
  const list = await host.run("account", "list");
  assert.match(list.out, /^acc_1 +rack-a +- +0\.0 s ago +never$/m);
  assert.ok(!list.out.includes(host.accounts[0]?.password ?? "?"));
  assert.deepEqual(await host.run("account", "remove", "rack-a"), {
    code: 0,
    out: 'Account "rack-a" was removed, and its tokens with it.\n',
    err: "",
  });
  const again = await host.run("account", "remove", "rack-a");
  assert.deepEqual([again.code, again.err.split(".")[0]], [1, 'There is no account "rack-a"']);
});

Deno.test("account commands tell what is in the way in one line", async () => {
  const host = new FakeHost();
  const closed = await host.run("account", "list", "--data-dir", "/forbidden");
  assert.deepEqual(closed, { code: 1, out: "", err: "The data folder is not ours.\n" });
  await host.run("account", "add", "a");
  const taken = await host.run("account", "add", "a");
  assert.deepEqual([taken.code, taken.err], [1, "an account named a exists\n"]);
});
