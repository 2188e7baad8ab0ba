import assert from "node:assert/strict";
import { serveSync } from "../../../command_line/agents/serve_sync.ts";
import type {
  RunningSyncAgent,
  SyncAgentSettings,
} from "../../../command_line/agents/sync_agent_host.ts";
import { textsFor } from "../../../command_line/texts/texts.ts";
import { type Served, served } from "../fakes/serve_stage.ts";

const SETTINGS: SyncAgentSettings = {
  source: { kind: "wmi" },
  target: { address: "192.0.2.10", port: 8_080 },
  send: true,
  intervalMs: 1_000,
  claim: null,
  listen: { address: "0.0.0.0", port: 0 },
  logLevel: "info",
  logFormat: "auto",
};

function run(
  start: () => Promise<RunningSyncAgent>,
  settings: Partial<SyncAgentSettings> = {},
  language = "en",
): Promise<Served> {
  const agentTexts = textsFor(language, "").syncAgent;
  return served(
    language,
    (needs) => serveSync({ ...SETTINGS, ...settings }, { start, agentTexts, ...needs }),
  );
}

const running = () =>
  Promise.resolve({ sourceName: "/run/state", port: 8_080, stop: () => Promise.resolve() });

Deno.test("serveSync() says what is read, sent and answered, and ends with code 0", async () => {
  assert.deepEqual(await run(running), {
    code: 0,
    said: [
      "Reading the state from /run/state.",
      "Sending to 192.0.2.10:8080, every 1 s and at each change.",
      "Answering GET_STATUS at 0.0.0.0:8080.",
      "Stop it with Ctrl+C.",
      "Stopping: connections, then what reads the state.",
      "Stopped.",
    ],
  });
});

Deno.test("serveSync() says plainly that nothing is sent, and why", async () => {
  const { said: off } = await run(running, { send: false, listen: null });
  assert.deepEqual(off.slice(1, 3), [
    "Sending nothing: it is switched off (enableExternalSend).",
    "Answering nobody.",
  ]);
  const { said: none } = await run(running, { send: false, target: null });
  assert.match(none[1] ?? "", /there is no target/);
});

const FAILURES: readonly (readonly [Readonly<Record<string, unknown>>, RegExp, RegExp])[] = [
  [{ code: "noWmi", what: "linux" }, /^There is no WMI on linux/, /^linux에는 WMI가 없습니다/],
  [{ code: "missing", what: "powershell.exe" }, /^Not installed: powershell/, /^설치되어/],
  [
    { listener: "agent", port: 8_080, code: "EADDRINUSE" },
    /^Port 8080 is taken by another program\. Choose another with --port/,
    /^포트 8080/,
  ],
];

for (const [facts, english, korean] of FAILURES) {
  Deno.test(`serveSync() ends with code 2 and one line when it cannot start: ${facts.code}`, async () => {
    const failing = () => Promise.reject(Object.assign(new Error("no"), facts));
    for (const [language, line] of [["en", english], ["ko", korean]] as const) {
      const { code, said } = await run(failing, {}, language);
      assert.deepEqual([code, said.length], [2, 1]);
      assert.match(said[0] ?? "", line);
    }
  });
}
