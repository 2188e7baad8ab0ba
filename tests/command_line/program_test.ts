import assert from "node:assert/strict";
import type { Command, CommandState } from "../../protocols/api/command.ts";
import type { ExecutionDetail } from "../../protocols/api/execution.ts";
import { FakeHost, problem } from "./fake_host.ts";

const AT = "2026-03-01T00:00:00.000Z";

function command(id: string, name: string, state: CommandState, reason: string | null): Command {
  return {
    id,
    target: { kind: "display", key: "1", name },
    action: "execute",
    params: { command: "show.exe" },
    requester: { name: "op", address: "127.0.0.1" },
    executionId: "exe_1",
    idempotencyKey: null,
    correlationId: "cor_1",
    createdAt: AT,
    updatedAt: "2026-03-01T00:00:02.500Z",
    deadlineAt: "2026-03-01T00:01:00.000Z",
    waitOnlineUntil: null,
    state,
    reason,
    result: null,
  };
}

function execution(...commands: readonly Command[]): ExecutionDetail {
  return {
    id: "exe_1",
    presetId: 3,
    presetName: "Morning",
    action: "execute",
    barrier: false,
    requester: { name: "op", address: "127.0.0.1" },
    createdAt: AT,
    state: "running",
    commands: [...commands],
  };
}

const PRESETS = {
  items: [
    {
      id: 3,
      name: "Morning",
      description: "",
      groupId: null,
      barrier: false,
      commands: [{ displayId: 1, command: "show.exe" }],
      createdAt: AT,
      lastExecutedAt: null,
    },
  ],
};

const QUEUED = execution(
  command("cmd_1", "Left", "queued", null),
  command("cmd_2", "Right", "queued", null),
);
const DONE = execution(
  command("cmd_1", "Left", "completed", null),
  command("cmd_2", "Right", "completed", null),
);
const HALF = execution(
  command("cmd_1", "Left", "completed", null),
  command("cmd_2", "Right", "failed", "file not found"),
);

function presetHost(...follow: readonly (ExecutionDetail | "unreachable")[]): FakeHost {
  return new FakeHost({
    "GET /presets": [[200, PRESETS]],
    "POST /presets/3/execute": [[202, QUEUED]],
    "POST /presets/3/stop": [[202, QUEUED]],
    "GET /executions/exe_1": follow.map((answer) =>
      answer === "unreachable" ? answer : [200, answer] as const
    ),
  });
}

Deno.test("preset run follows each target to its end when all complete", async () => {
  const host = presetHost(QUEUED, DONE);
  assert.equal(await host.run("preset run Morning --barrier --deadline 30s --wait-online 10s"), 0);
  const submitted = host.seen.find(({ route }) => route === "POST /presets/3/execute");
  assert.deepEqual(submitted?.body, { deadlineMs: 30_000, waitOnlineMs: 10_000, barrier: true });
  assert.match(submitted?.headers.get("idempotency-key") ?? "", /^[0-9a-f-]{36}$/);
  assert.equal(submitted?.headers.get("authorization"), "Bearer sbx_test");
  assert.match(host.out, /Left\s+… queued[^]*Left\s+✔ completed\s+2\.5 s/);
  assert.match(host.out, /2 of 2 completed/);
});

Deno.test("preset run exits with 1 and names the reason when one target fails", async () => {
  const host = presetHost(HALF);
  assert.equal(await host.run("preset run 3"), 1);
  assert.match(host.out, /Right\s+✘ failed\s+2\.5 s\s+file not found/);
  assert.match(host.out, /1 of 2 completed/);
});

Deno.test("preset run goes on following when the control host is away for a while", async () => {
  const host = presetHost("unreachable", "unreachable", DONE);
  assert.equal(await host.run("preset run Morning"), 0);
});

Deno.test("preset run gives up a little after the deadline when nothing becomes final", async () => {
  const host = presetHost(QUEUED);
  assert.equal(await host.run("preset run Morning --deadline 2s"), 1);
  const slept = host.slept.reduce((sum, ms) => sum + ms, 0);
  assert.ok(slept >= 2_000 && slept <= 10_000, `${slept} ms`);
});

Deno.test("preset run returns at once when it is not to wait", async () => {
  const host = presetHost(QUEUED);
  assert.equal(await host.run("preset run Morning --no-wait"), 0);
  assert.deepEqual(host.slept, []);
});

Deno.test("preset stop prints JSON and nothing else when asked to", async () => {
  const host = presetHost(HALF);
  assert.equal(await host.run("preset stop Morning --json"), 1);
  const printed: ExecutionDetail = JSON.parse(host.out);
  assert.deepEqual(printed.commands.map(({ state }) => state), ["completed", "failed"]);
});

Deno.test("preset create resolves displays by name and keeps = in command lines", async () => {
  const host = new FakeHost({
    "GET /displays/Left%20wall": [[200, display(7, "Left wall")]],
    "POST /presets": [[201, { ...PRESETS.items[0], name: "Night" }]],
  });
  const code = await host.run(["preset", "create", "Night", "--on", "Left wall=show.exe -x=1"]);
  assert.equal(code, 0, host.err);
  const posted = host.seen.find(({ route }) => route === "POST /presets")?.body;
  assert.deepEqual((posted as { commands: unknown }).commands, [
    { displayId: 7, command: "show.exe -x=1" },
  ]);
});

function display(id: number, name: string): Record<string, unknown> {
  const liveness = {
    state: "stale",
    reason: "Silent for 12 s.",
    since: AT,
    lastSeenAt: AT,
    intervalMs: 30_000,
    staleAfterMs: 90_000,
    offlineAfterMs: 180_000,
  };
  const unknown = { peerAddress: null, claimedAddress: null, clientType: null, version: null };
  const numbers = { uptimeS: null, processCount: null, currentPresetId: null, port: 8081 };
  const lists = { aliases: [], capabilities: [], processes: [], contenders: [], notes: [] };
  const state = { liveness, health: "idle", connected: false, syncStatus: null, createdAt: AT };
  return { id, name, ...state, ...unknown, ...numbers, ...lists };
}

Deno.test("list displays prints no control character when a name has some", async () => {
  const { notes: _, ...row } = display(1, "Wall\u001b[2J\u202e\r\n1");
  for (const flags of ["", " --json"]) {
    const host = new FakeHost({
      "GET /displays": [[200, { items: [row], nextCursor: null }]],
    });
    assert.equal(await host.run(`list displays${flags}`), 0, host.err);
    assert.match(host.out, /Silent for 12 s\./);
    assert.doesNotMatch(host.out.replaceAll("\n", ""), /[\p{Cc}\u202e]/u);
  }
});

Deno.test("list commands asks for the next page when there are more than one holds", async () => {
  const page = (id: string, nextCursor: string | null) =>
    [200, { items: [command(id, "Left", "completed", null)], nextCursor }] as const;
  const host = new FakeHost({ "GET /commands": [page("cmd_1", "c2"), page("cmd_2", "c3")] });
  assert.equal(await host.run("list commands --limit 2 --state completed"), 0, host.err);
  assert.deepEqual(host.seen.map(({ query }) => query), [
    "?state=completed&limit=2",
    "?state=completed&limit=1&cursor=c2",
  ]);
  assert.match(host.out, /cmd_1[^]*cmd_2/);
});

Deno.test("list says how to go on when the control host refuses or is away", async () => {
  const cases = [
    [[401, problem(401, "no such token")], /no such token\n.*token new/],
    [[403, problem(403, "needs the role admin")], /needs the role admin\n.*role/],
    [[502, "<html>"], /not a control host/],
    [[200, { rows: [] }], /not a control host/],
    ["unreachable", /cannot be reached \(Connection refused\)[^]*signalbox start/],
  ] as const;
  for (const [answer, says] of cases) {
    const host = new FakeHost({ "GET /groups": [answer] });
    assert.equal(await host.run("list groups"), 1);
    assert.match(host.err, says);
    assert.equal(host.out, "");
  }
});

Deno.test("runCommandLine() exits with 2 and sends nothing when the line cannot be understood", async () => {
  const lines = [
    "stat",
    "preset run",
    "preset run Morning --deadline 60",
    "preset run Morning --deadline soon",
    "preset create Night --on Left",
    "send Left execute",
    "send Left dance",
    "send Left stop show.exe",
    "list commands --state done",
    "list displays --limit 0",
    "list displays --url ftp://x",
    "start --http-port 70000",
    "start --htp-port 1",
    "token new x --role king",
    "token new x --right all",
    "config check --config gone.yaml",
  ];
  for (const line of lines) {
    const host = new FakeHost();
    assert.equal(await host.run(line), 2, line);
    assert.notEqual(host.err, "", line);
    assert.deepEqual(host.seen, [], line);
  }
});

Deno.test("runCommandLine() suggests the command when it is mistyped", async () => {
  const host = new FakeHost();
  await host.run("lst displays");
  assert.match(host.err, /Did you mean list\?/);
});

Deno.test("runCommandLine() shows help with examples for every command, in both languages", async () => {
  const commands = [
    "start",
    ...["run", "stop", "create", "delete"].map((word) => `preset ${word}`),
    ...["create", "delete"].map((word) => `group ${word}`),
    "send",
    ...["displays", "groups", "presets", "commands", "executions", "tokens", "actors"]
      .map((word) => `list ${word}`),
    ...["new", "list", "revoke"].map((word) => `token ${word}`),
    ...["print", "check"].map((word) => `config ${word}`),
  ];
  for (const typed of ["", ...commands]) {
    for (const [locale, heading] of [["en-US", "Examples:"], ["ko-KR", "예:"]] as const) {
      const host = new FakeHost();
      assert.equal(await host.run(`${typed} --help`, { locale }), 0, typed);
      assert.match(host.out, new RegExp(`\n${heading}\n {2}signalbox ${typed}`), typed);
    }
  }
});

Deno.test("runCommandLine() speaks Korean when SIGNALBOX_LANG says so", async () => {
  const host = new FakeHost({ "GET /groups": [[200, { items: [] }]] });
  await host.run("list groups", { env: { SIGNALBOX_LANG: "ko" } });
  assert.match(host.out, /그룹/);
});

Deno.test("--version prints the version", async () => {
  const host = new FakeHost();
  assert.equal(await host.run("--version"), 0);
  assert.equal(host.out, "1.2.3\n");
});

Deno.test("token new shows the secret once, alone on standard output", async () => {
  const host = new FakeHost();
  assert.equal(await host.run("token new console --role view --right exec --expires 30d"), 0);
  assert.equal(host.out, "sbx_only_once\n");
  assert.equal(host.tokensClosed, 1);
  const [made] = host.tokens;
  assert.deepEqual([made?.name, made?.role, made?.rights], ["console", "view", ["exec"]]);
  assert.equal(made?.expiresAt, Date.parse("2026-03-31T00:00:10Z"));
  await host.run("token list");
  assert.equal(host.out.match(/only_once/g)?.length, 1);
});

Deno.test("token revoke exits with 1 when there is no such token", async () => {
  const host = new FakeHost();
  assert.equal(await host.run("token revoke tok_9"), 1);
  assert.match(host.err, /tok_9/);
  assert.equal(host.tokensClosed, 1);
});

Deno.test("start hands on the settings, and the exit code of the control host", async () => {
  const host = new FakeHost();
  const ports: number[] = [];
  const code = await host.run("start --http-port 0", {
    start: async (settings, reread) => {
      const again = await reread();
      ports.push(settings.httpPort, again.ok ? again.settings.httpPort : -1);
      return 7;
    },
  });
  assert.equal(code, 7);
  assert.deepEqual(ports, [0, 0]);
});

Deno.test("config print masks secrets and names each source", async () => {
  const env = { SIGNALBOX_ADMIN_TOKEN: "sbx_0123456789abcdef" };
  for (const flags of ["", " --json"]) {
    const host = new FakeHost();
    assert.equal(await host.run(`config print --http-port 81${flags}`, { env }), 0);
    assert.match(host.out, /httpPort[^]*81[^]*--http-port/);
    assert.match(host.out, /\*\*\*[^]*SIGNALBOX_ADMIN_TOKEN/);
    assert.doesNotMatch(host.out, /0123456789abcdef/);
  }
});
