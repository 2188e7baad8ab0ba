import assert from "node:assert/strict";
import { serveAgent } from "../../../command_line/agents/serve_agent.ts";

Deno.test("serveAgent() greets when it listens to what stops it", async () => {
  const listening = new Map<string, () => void>();
  const heardAt: [line: string, signals: string[]][] = [];
  const code = await serveAgent({
    settings: { logLevel: "info", logFormat: "auto" },
    start: () => Promise.resolve({ stop: () => Promise.resolve() }),
    explain: String,
    greeting: () => ["here"],
    stopping: "stopping",
    stopped: "stopped",
  }, {
    configureLogging: () => {},
    onSignal: (signal, run) => {
      listening.set(signal, run);
      return () => void listening.delete(signal);
    },
    say: (line) => {
      heardAt.push([line, [...listening.keys()].sort()]);
      if (line === "here") listening.get("SIGTERM")?.();
    },
  });
  assert.equal(code, 0);
  assert.deepEqual(heardAt, [["here", ["SIGINT", "SIGTERM"]], ["stopping", []], ["stopped", []]]);
});
