import assert from "node:assert/strict";
import { FakeHost } from "./fakes/fake_host.ts";

Deno.test("runCommandLine() prints the version and nothing else", async () => {
  assert.deepEqual(await new FakeHost().run("--version"), { code: 0, out: "9.8.7\n", err: "" });
});

Deno.test("runCommandLine() shows the help when nothing is typed", async () => {
  const { code, out } = await new FakeHost().run();
  assert.equal(code, 0);
  for (const word of ["start", "preset", "group", "send", "list", "token", "config", "help"]) {
    assert.match(out, new RegExp(`^  ${word}\\b`, "m"));
  }
});

const COMMANDS = [
  "start",
  "demo",
  "demo fault",
  "demo clear",
  "agent",
  "agent camera",
  "preset",
  "preset run",
  "preset stop",
  "preset show",
  "preset create",
  "preset edit",
  "preset delete",
  "group",
  "group create",
  "group edit",
  "group delete",
  "display",
  "display add",
  "display rename",
  "display alias",
  "display merge",
  "display forget",
  "node",
  "node forget",
  "sync",
  "sync forget",
  "key",
  "key reveal",
  "camera",
  "camera delete-recording",
  "schedule edit",
  "wait",
  "cancel",
  "send",
  "broadcast",
  "console",
  "list",
  "list nodes",
  "list containers",
  "list rotations",
  "list session-keys",
  "list displays",
  "list groups",
  "list presets",
  "list commands",
  "list executions",
  "list tokens",
  "list audit",
  "audit",
  "audit list",
  "audit verify",
  "audit heads",
  "list actors",
  "token",
  "token new",
  "token list",
  "token revoke",
  "config",
  "config print",
  "config check",
];

for (const command of COMMANDS) {
  Deno.test(`runCommandLine() has help with examples for ${command}, in both languages`, async () => {
    const host = new FakeHost();
    const english = await host.run(...command.split(" "), "--help");
    assert.deepEqual([english.code, english.err], [0, ""]);
    assert.match(english.out, new RegExp(`^Usage: signalbox ${command}`));
    assert.match(english.out, new RegExp(`Examples:\n  signalbox ${command.split(" ")[0]}`));
    host.locale = "ko-KR";
    const korean = await host.run(...command.split(" "), "--help");
    assert.match(korean.out, new RegExp(`^사용법: signalbox ${command}`));
    assert.match(korean.out, /예:\n/);
    assert.doesNotMatch(korean.out, /display help|Options:|Commands:|Arguments:/);
  });
}

Deno.test("every example in the help is understood", async () => {
  for (const command of COMMANDS) {
    const { out } = await new FakeHost().run(...command.split(" "), "--help");
    const examples = out.split("Examples:\n")[1]?.trim().split("\n") ?? [];
    for (const example of examples) {
      const words = example.match(/"[^"]*"|\S+/g) ?? [];
      const host = new FakeHost();
      host.files.set("signalbox.yaml", "");
      host.api.add("Display_01");
      const { err } = await host.run(...words.slice(1).map((word) => word.replaceAll('"', "")));
      assert.doesNotMatch(err, /See how it is typed|must be|Something went wrong/, example);
    }
  }
});

const MISTYPED: readonly (readonly [args: string[], said: RegExp])[] = [
  [["prest"], /^There is no command "prest"\. Did you mean preset\?\nSee .*: signalbox --help\n$/],
  [["list", "display"], /"display"\. Did you mean displays\?\n.*signalbox list --help\n$/],
  [
    ["preset", "run", "x", "--dealine", "3s"],
    /no option --dealine here\. Did you mean --deadline\?/,
  ],
  [["preset", "run"], /^<preset> is missing\.\n.*signalbox preset run --help\n$/],
  [["preset", "create", "x"], /^--on <display=command> is needed\.\n/],
  [["preset", "run", "x", "--deadline"], /^--deadline <time> needs a value\.\n/],
  [["send", "d", "execute", "sleep", "600"], /at most 3 argument\(s\), got 4\. Put .* in quotes/],
  [["preset", "run", "x", "--deadline", "30"], /--deadline: must be a number with ms, s, .*"30"/],
  [["preset", "run", "x", "--deadline", "2d"], /--deadline: must be a duration from 1s to 1d/],
  [
    ["list", "displays", "--limit", "0"],
    /--limit: must be a whole number from 1 to 10000, got "0"/,
  ],
  [["list", "displays", "--liveness", "onlin"], /--liveness: .*Did you mean online\?/],
  [["list", "commands", "--state", "fine"], /--state: must be one of queued, /],
  [
    ["list", "displays", "--url", "ftp://x"],
    /--url must be an http or https address, got ftp:\/\/x/,
  ],
  [["list", "displays", "--token", "two words"], /--token must be a token as it was shown/],
  [["start", "--http-prt", "1"], /Did you mean --http-port\?/],
];

for (const [args, said] of MISTYPED) {
  Deno.test(`runCommandLine() answers 2 and a next step to: ${args.join(" ")}`, async () => {
    const host = new FakeHost();
    const { code, out, err } = await host.run(...args);
    assert.deepEqual([code, out], [2, ""]);
    assert.match(err, said);
    assert.equal(host.api.asked.length, 0);
    assert.equal(host.started.length, 0);
  });
}

Deno.test("runCommandLine() tells typing errors in Korean when the locale is Korean", async () => {
  const host = new FakeHost();
  host.locale = "ko-KR";
  const { code, err } = await host.run("list", "display");
  assert.equal(code, 2);
  assert.match(
    err,
    /^"display" 명령은 없습니다\. displays을\(를\).*\n사용법 보기: signalbox list --help/,
  );
});

Deno.test("runCommandLine() prefers SIGNALBOX_LANG to the locale", async () => {
  const host = new FakeHost();
  host.env.SIGNALBOX_LANG = "ko";
  assert.match((await host.run("--help")).out, /^사용법:/);
});

Deno.test("runCommandLine() asks for help when a group of commands stands alone", async () => {
  const { code, out, err } = await new FakeHost().run("preset");
  assert.deepEqual([code, out], [2, ""]);
  assert.match(err, /^Usage: signalbox preset/);
});

Deno.test("start runs the host with what was typed, and can read it again", async () => {
  const host = new FakeHost();
  host.files.set("s.yaml", "logLevel: debug\n");
  const { code } = await host.run("start", "--http-port", "0", "--config", "s.yaml");
  assert.equal(code, 0);
  assert.deepEqual(host.started.map(({ httpPort, logLevel }) => [httpPort, logLevel]), [
    [0, "debug"],
  ]);
  assert.equal(host.rereads[0]?.ok, true);
});

Deno.test("start answers 2 with one line per problem, and starts nothing", async () => {
  const host = new FakeHost();
  const { code, err } = await host.run("start", "--http-port", "x", "--log-level", "y");
  assert.equal(code, 2);
  assert.equal(err.trim().split("\n").length, 2);
  assert.equal(host.started.length, 0);
});

Deno.test("config print shows each value and its source, and masks secrets", async () => {
  const host = new FakeHost();
  host.env.SIGNALBOX_ADMIN_TOKEN = "sbx_a_secret_that_is_long_enough";
  const { code, out } = await host.run("config", "print", "--http-port", "81");
  assert.equal(code, 0);
  assert.match(out, /^httpPort +81 +--http-port$/m);
  assert.match(out, /^adminToken +\*\*\* +SIGNALBOX_ADMIN_TOKEN$/m);
  assert.match(out, /^logLevel +info +default$/m);
  const json = await host.run("config", "print", "--json");
  assert.equal(JSON.parse(json.out).adminToken.value, "***");
  assert.doesNotMatch(out + json.out, /a_secret/);
});

Deno.test("config check answers 0 or 2", async () => {
  const host = new FakeHost();
  assert.deepEqual(await host.run("config", "check"), {
    code: 0,
    out: "The settings are good.\n",
    err: "",
  });
  host.env.SIGNALBOX_HTTP_PORT = "-1";
  const { code, err } = await host.run("config", "check");
  assert.equal(code, 2);
  assert.match(err, /^SIGNALBOX_HTTP_PORT: must be/);
});
