import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { widthOf } from "../../command_line/terminal/console.ts";
import { loadPrinting, PLAIN_PRINTING } from "../../command_line/terminal/printing.ts";
import { AS_SAID } from "../../command_line/terminal/sentences.ts";
import { FakeHost } from "./fakes/fake_host.ts";
import { commandRow, displayBody } from "./fakes/samples.ts";

const { liveness: LIVENESS } = displayBody(1, "any");
const LEFT = { key: "1", name: "Left" };

function koreanHost(): FakeHost {
  const host = new FakeHost();
  host.env.SIGNALBOX_LANG = "ko";
  return host;
}

Deno.test("a Korean list says the control host's reasons in Korean, and a device's words as they are", async () => {
  const host = koreanHost();
  host.api.add("Left");
  host.api.add("Right", { liveness: { ...LIVENESS, reason: "GPU\u001b[2J lost" } });
  host.now += 2_500;
  const { out } = await host.run("list", "displays");
  assert.match(out, /^1 +Left .* 2\.5초 전 +제때 신호가 왔습니다\.$/m);
  assert.match(out, /^2 +Right .* GPU \[2J lost$/m);
});

Deno.test("a Korean list is English in JSON, as programs read it", async () => {
  const host = koreanHost();
  host.api.add("Left");
  const { out } = await host.run("list", "displays", "--json");
  assert.equal(JSON.parse(out)[0].liveness.reason, "Heard in time.");
});

Deno.test("a Korean list fits the terminal when its sentences are long", async () => {
  const host = koreanHost();
  Object.assign(host, { terminal: true, columns: 80 });
  const reason = "Its actor does not answer: it has failed, and will be started again.";
  host.api.add("Left", { liveness: { ...LIVENESS, reason } });
  const { out } = await host.run("list", "displays");
  assert.match(out, /이 멤버를/);
  for (const line of out.split("\n")) assert.ok(widthOf(line) <= 80, line);
});

Deno.test("a Korean ledger words why a command failed, and who asked where it was the control host", async () => {
  const host = koreanHost();
  const failed = { state: "failed", reason: "not_connected: Left is not connected." } as const;
  const requester = { name: "system", address: "local" };
  host.api.commands.push(
    { ...commandRow("cmd_1", LEFT, "check", {}, null), ...failed, requester },
    {
      ...commandRow("cmd_2", LEFT, "check", {}, null),
      requester: { ...requester, address: "::1" },
    },
  );
  const { out } = await host.run("list", "commands");
  assert.match(out, /^cmd_1 .* 제어 호스트 .* 연결 안 됨: Left이\(가\) 연결되어 있지 않습니다\.$/m);
  // A token may be called so.
  assert.match(out, /^cmd_2 .* system /m);
});

Deno.test("a Korean command line follows a command in Korean, and passes on what the device said", async () => {
  const host = koreanHost();
  host.api.add("Left");
  host.api.add("Right");
  const reason = "No result came before the deadline.";
  host.api.endings.set("Left", { afterMs: 0, state: "timed_out", reason });
  host.api.endings.set("Right", { afterMs: 0, state: "failed", reason: "GPU lost" });
  assert.match(
    (await host.run("send", "Left", "check")).out,
    /^Left {2}✘ 시간 초과 {2}\d+\.\d초 {2}기한까지 결과가 오지 않았습니다\.$/m,
  );
  assert.match((await host.run("send", "Right", "check")).out, /^Right {2}✘ 실패 .* GPU lost$/m);
});

const REFUSALS: readonly (readonly [detail: string, field: string | undefined, said: string])[] = [
  ["there is no group 7", undefined, "그룹 7이 없습니다"],
  [
    "cron: names no moment that is still to come",
    "cron",
    "cron: 앞으로 올 시각이 없습니다",
  ],
  ['"Lobby 1" exists already.', "name", "“Lobby 1”은 이미 있습니다. (name)"],
  ["commands: odd", "commands", "commands: odd"],
  ["The driver says\u001b[2J no.", undefined, "The driver says [2J no."],
];

for (const [detail, field, said] of REFUSALS) {
  Deno.test(`a Korean command line words the refusal ${JSON.stringify(detail)}`, async () => {
    const host = koreanHost();
    host.api.problem = { code: "conflict", detail, ...(field === undefined ? {} : { field }) };
    assert.equal((await host.run("list", "presets")).err, `${said}\n`);
    host.env.SIGNALBOX_LANG = "en";
    assert.match((await host.run("list", "presets")).err, /^[ -~]+\n$/);
  });
}

Deno.test("a Korean command line says in Korean why a control host cannot be reached", async () => {
  const host = koreanHost();
  host.api.unreachable = 1;
  assert.match((await host.run("list", "presets")).err, /연결할 수 없습니다 \(연결이 거부됨\)\./);
});

Deno.test("the Korean sentences are loaded for Korean alone, and never for an agent", async () => {
  assert.equal(await loadPrinting("agent", "ko", ""), PLAIN_PRINTING);
  assert.equal((await loadPrinting("list", "en", "")).sentence, AS_SAID);
  const { sentence } = await loadPrinting("list", "ko", "");
  assert.equal(sentence("Heard in time."), "제때 신호가 왔습니다.");
  assert.equal(sentence("GPU lost"), "GPU lost");
});

/** What a file loads when it is loaded: types and `import()` are left out. */
async function loadedBy(file: URL, found = new Set<string>()): Promise<ReadonlySet<string>> {
  if (found.has(file.href)) return found;
  found.add(file.href);
  const source = await Deno.readTextFile(file);
  const imports = source.matchAll(/^(?:import|export)\s(?!type\b)[^;]*?from\s"(\.[^"]+\.ts)";/gm);
  for (const [, path = ""] of imports) await loadedBy(new URL(path, file), found);
  return found;
}

Deno.test("no command carries the Korean sentences with it", async () => {
  const root = new URL("../../", import.meta.url);
  const found = new Set<string>();
  const files = await readdir(new URL("command_line/", root), { recursive: true });
  for (const name of files.filter((path) => path.endsWith(".ts"))) {
    await loadedBy(new URL(`command_line/${name}`, root), found);
  }
  const names = [...found].map((href) => href.slice(root.href.length));
  assert.ok(names.includes("wording/particles.ts") && names.length > 150, String(names.length));
  assert.deepEqual(names.filter((name) => /^wording\/(?:in_korean|sentence)/.test(name)), []);
  const sentences = await loadedBy(new URL("wording/in_korean.ts", root));
  assert.ok(sentences.size > 10);
});
