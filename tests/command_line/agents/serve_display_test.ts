import assert from "node:assert/strict";
import type {
  DisplayAgentSettings,
  RunningDisplayAgent,
} from "../../../command_line/agents/display_agent_host.ts";
import { serveDisplay } from "../../../command_line/agents/serve_display.ts";
import { textsFor } from "../../../command_line/texts/texts.ts";
import { type Served, served } from "../fakes/serve_stage.ts";

const SETTINGS: DisplayAgentSettings = {
  server: "http://192.0.2.10:8000",
  name: null,
  address: null,
  stateDir: "/var/lib/show",
  shell: "auto",
  allow: null,
  allowPower: false,
  logLevel: "info",
  logFormat: "auto",
};

function run(
  start: () => Promise<RunningDisplayAgent>,
  settings: Partial<DisplayAgentSettings> = {},
  language = "en",
): Promise<Served> {
  const agentTexts = textsFor(language, "").displayAgent;
  return served(
    language,
    (needs) => serveDisplay({ ...SETTINGS, ...settings }, { start, agentTexts, ...needs }),
  );
}

function agent(running = 0): () => Promise<RunningDisplayAgent> {
  return () => Promise.resolve({ name: "Wall-L2", running, stop: () => Promise.resolve() });
}

Deno.test("serveDisplay() says who it is and where, stops at a signal, and ends with code 0", async () => {
  assert.deepEqual(await run(agent()), {
    code: 0,
    said: [
      "Display Wall-L2, at http://192.0.2.10:8000.",
      "Runs every program that it is told to run; --allow limits that.",
      "Stop it, and what it runs, with Ctrl+C.",
      "Stopping: what runs, then the connection.",
      "Stopped.",
    ],
  });
});

Deno.test("serveDisplay() says what may run, and what was found running", async () => {
  const { said } = await run(agent(2), { allow: ["Stage.exe", "sleep"] });
  assert.deepEqual(said.slice(1, 3), ["Runs only Stage.exe, sleep.", "2 programs run already."]);
});

const FAILURES = [
  ["taken", "en", "Another agent works with /x. Choose another folder with --state-dir."],
  ["unusable", "en", "The state folder cannot be used: /x. Choose another with --state-dir."],
  ["taken", "ko", "/x: 다른 에이전트가 사용하고 있습니다. --state-dir로 다른 폴더를 고르십시오."],
] as const;

for (const [code, language, line] of FAILURES) {
  Deno.test(`serveDisplay() ends with code 2 and one line when its folder is ${code} (${language})`, async () => {
    const start = () => Promise.reject(Object.assign(new Error("folder"), { code, what: "/x" }));
    assert.deepEqual(await run(start, {}, language), { code: 2, said: [line] });
  });
}
