import assert from "node:assert/strict";
import { FakeHost } from "../../fakes/fake_host.ts";

/** Three displays, of which two are in a group that was edited twice. */
async function stage(): Promise<FakeHost> {
  const host = new FakeHost();
  for (const name of ["Left", "Middle", "Right"]) host.api.add(name);
  await host.run("group", "create", "Lobby", "Left", "Middle", "--description", "north");
  await host.run("group", "edit", "Lobby", "--description", "north side");
  await host.run("group", "edit", "Lobby", "--description", "north");
  host.api.asked.length = 0;
  return host;
}

const puts = (host: FakeHost) => host.api.asked.filter(({ method }) => method === "PUT");

Deno.test("group edit puts what there was, what is different, and the version that was read", async () => {
  const host = await stage();
  const typed = ["group", "edit", "lobby", "--add", "Right", "--remove", "1", "--add", "middle"];
  const { code, out } = await host.run(...typed);
  assert.deepEqual([code, out], [0, 'Group 1 "Lobby" was changed: 2 display(s).\n']);
  const [sent] = puts(host);
  assert.deepEqual([sent?.path, sent?.headers.get("if-match"), sent?.body], [
    "/groups/1",
    '"3"',
    { name: "Lobby", description: "north", displayIds: [2, 3] },
  ]);
});

Deno.test("group edit gives it another name and note, and prints it as JSON", async () => {
  const host = await stage();
  const typed = ["group", "edit", "1", "--name", "Foyer", "--description", "", "--json"];
  const { name, description, displayIds } = JSON.parse((await host.run(...typed)).out);
  assert.deepEqual([name, description, displayIds], ["Foyer", "", [1, 2]]);
});

Deno.test("group edit is refused where somebody else was quicker", async () => {
  const host = await stage();
  const { fetch } = host.api;
  host.api.fetch = async (request) => {
    const response = await fetch.call(host.api, request);
    // Behind the reading, before the writing.
    const [group = assert.fail()] = host.api.groups;
    if (request.url.endsWith("/displays/Right")) group.version = 4;
    return response;
  };
  const { code, err } = await host.run("group", "edit", "Lobby", "--add", "Right");
  assert.deepEqual([code, err], [1, "somebody has changed it since\n"]);
  assert.deepEqual(host.api.groups[0]?.displayIds, [1, 2]);
});

const MISFITS: readonly (readonly [words: string[], code: number, said: RegExp])[] = [
  [["Lobby"], 2, /^Say what is to be different\.\n$/],
  [
    ["Lobby", "--remove", "Right"],
    1,
    /--remove names the display Right, which is not in the group/,
  ],
  [
    ["Lobby", "--add", "3", "--remove", "Right"],
    2,
    /--add and --remove both name the display Right/,
  ],
  [["Lobby", "--add", "Rihgt"], 1, /no display "Rihgt"\. Did you mean "Right"\?/],
  [["Loby", "--name", "x"], 1, /no group "Loby"\. Did you mean "Lobby"\?/],
];

for (const [words, code, said] of MISFITS) {
  Deno.test(`group edit changes nothing for: ${words.join(" ")}`, async () => {
    const host = await stage();
    const { code: answered, err } = await host.run("group", "edit", ...words);
    assert.equal(answered, code);
    assert.match(err, said);
    assert.deepEqual(puts(host), []);
  });
}

Deno.test("group edit speaks Korean", async () => {
  const host = await stage();
  host.locale = "ko-KR";
  assert.match((await host.run("group", "edit", "Lobby")).err, /무엇을 고칠지/);
  const { out } = await host.run("group", "edit", "Lobby", "--add", "Right");
  assert.match(out, /"Lobby".* 고쳤습니다. 디스플레이 3대/);
});
