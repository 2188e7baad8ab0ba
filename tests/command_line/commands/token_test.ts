import assert from "node:assert/strict";
import { RIGHTS } from "../../../actors/access/messages.ts";
import { FakeHost, NOW } from "../fakes/fake_host.ts";

for (const name of [["night shift"], ["--name", "night shift"]]) {
  Deno.test(`token new ${name.join(" ")} makes a token and shows it once`, async () => {
    const host = new FakeHost();
    const rest = ["--role", "operate", "--right", "exec", "--right", "exec", "--expires", "30d"];
    const { code, out, err } = await host.run("token", "new", ...name, ...rest);
    assert.equal(code, 0);
    assert.equal(out, "sbx_the_secret\n");
    assert.match(err, /^Token "night shift" with the role operate:\nIt is shown this once\./);
    const [token] = host.tokens;
    assert.deepEqual([token?.name, token?.role, token?.rights], ["night shift", "operate", [
      "exec",
    ]]);
    assert.equal(token?.expiresAt, NOW + 30 * 86_400_000);
    assert.equal(host.closedTokens, 1);
  });
}

Deno.test("token new alone replaces a lost admin token", async () => {
  const host = new FakeHost();
  assert.equal((await host.run("token", "new")).code, 0);
  assert.deepEqual(host.tokens.map(({ name, role, rights }) => [name, role, rights]), [
    ["admin 2026-03-01T09:30:00.000Z", "admin", [...RIGHTS]],
  ]);
});

Deno.test("token new gives no more rights than are asked for where a role or a right is named", async () => {
  const host = new FakeHost();
  await host.run("token", "new", "a", "--role", "admin");
  await host.run("token", "new", "b", "--right", "logs");
  await host.run(
    "token",
    "new",
    "c",
    "--role",
    "view",
    ...RIGHTS.flatMap((one) => ["--right", one]),
  );
  assert.deepEqual(host.tokens.map(({ rights }) => rights), [[], ["logs"], [...RIGHTS]]);
});

Deno.test("token commands find the data folder by flag, variable and file", async () => {
  const host = new FakeHost();
  host.files.set("s.yaml", "dataDir: /from/file\n");
  await host.run("token", "list");
  await host.run("token", "list", "--config", "s.yaml");
  host.env.SIGNALBOX_DATA_DIR = "/from/variable";
  await host.run("token", "list", "--config", "s.yaml");
  await host.run("token", "list", "--data-dir", "/from/flag");
  assert.deepEqual(host.openedFolders, ["./data", "/from/file", "/from/variable", "/from/flag"]);
});

Deno.test("token list and revoke show and end a token", async () => {
  const host = new FakeHost();
  await host.run("token", "new", "night shift", "--role", "view");
  const list = await host.run("token", "list");
  assert.match(list.out, /^tok_1 +night shift +view +- +0\.0 s ago +- +never$/m);
  const [row] = JSON.parse((await host.run("token", "list", "--json")).out);
  assert.equal(row.createdAt, "2026-03-01T09:30:00.000Z");
  assert.deepEqual(await host.run("token", "revoke", "tok_1"), {
    code: 0,
    out: "Token tok_1 was revoked.\n",
    err: "",
  });
  const again = await host.run("token", "revoke", "tok_1");
  assert.deepEqual([again.code, again.err.split(".")[0]], [1, "There is no token tok_1"]);
});

Deno.test("token list and revoke make no data folder, and name the option for the right one", async () => {
  const host = new FakeHost();
  host.emptyFolders.push("./data");
  for (const words of [["token", "list"], ["token", "revoke", "tok_1"], ["account", "list"]]) {
    assert.deepEqual(await host.run(...words), {
      code: 1,
      out: "",
      err: "There is no data of a control host in ./data.\n" +
        "Name its folder with --data-dir, or its config file with --config.\n",
    });
  }
  assert.deepEqual(host.openedFolders, []);
});

Deno.test("token new says so where no control host has been, for the token may be meant for another folder", async () => {
  const host = new FakeHost();
  host.emptyFolders.push("./data");
  const { code, out, err } = await host.run("token", "new");
  assert.deepEqual([code, out], [0, "sbx_the_secret\n"]);
  assert.match(err, /^No control host has run on \.\/data yet: .*--data-dir\.\n/);
  assert.match((await host.run("account", "add", "rack-a")).err, /^No control host has run/);
  assert.doesNotMatch((await host.run("token", "new", "a", "--data-dir", "/d")).err, /has run/);
});

Deno.test("token commands tell what is in the way in one line", async () => {
  const host = new FakeHost();
  const closed = await host.run("token", "list", "--data-dir", "/forbidden");
  assert.deepEqual(closed, { code: 1, out: "", err: "The data folder is not ours.\n" });
  await host.run("token", "new", "a");
  const taken = await host.run("token", "new", "a");
  assert.deepEqual([taken.code, taken.err], [1, "a token named a exists\n"]);
  assert.equal((await host.run("token", "new", "b", "--role", "boss")).code, 2);
  assert.equal((await host.run("token", "new", "b", "--name", "c")).code, 2);
  host.env.SIGNALBOX_HTTP_PORT = "x";
  assert.match((await host.run("token", "list")).err, /^SIGNALBOX_HTTP_PORT: must be/);
});
