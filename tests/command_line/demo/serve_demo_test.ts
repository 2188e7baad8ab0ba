import assert from "node:assert/strict";
import type { DemoSettings, DemoTeller, RunningDemo } from "../../../command_line/demo/host.ts";
import { serveDemo } from "../../../command_line/demo/serve_demo.ts";
import { textsFor } from "../../../command_line/texts/texts.ts";
import type { DemoFault } from "../../../protocols/demo/faults.ts";
import { testSettings } from "../../support/host_settings.ts";
import { FakeApi } from "../fakes/fake_api.ts";
import { type Served, served } from "../fakes/serve_stage.ts";

const SETTINGS: DemoSettings = {
  host: testSettings("./data"),
  scale: null,
  seed: 1,
  faults: false,
  keep: false,
  pace: 1,
};

const DEMO: RunningDemo = {
  url: "http://127.0.0.1:8000",
  token: "sbx_of_this_demo_alone",
  dataDir: "/tmp/demo/data",
  counts: { displays: 8, nodeHosts: 3, containersPerHost: 4, syncHosts: 8, cameras: 2 },
  names: { displays: [], nodeHosts: [], walls: [], cameras: [] },
  canBeAsked: true,
  stop: () => Promise.resolve(),
};
const FAULT: DemoFault = {
  name: "sync-loss",
  members: ["sync:127.0.1.13"],
  since: 0,
  until: 30_000,
};

interface Stage {
  readonly settings?: Partial<DemoSettings>;
  readonly demo?: Partial<RunningDemo>;
  /** What happens before the demo is told to stop. */
  readonly happens?: (teller: DemoTeller) => void;
  readonly language?: string;
}

function serve({ settings, demo, happens, language = "en" }: Stage): Promise<Served> {
  const api = new FakeApi();
  return served(language, (needs) =>
    serveDemo({ ...SETTINGS, ...settings }, {
      start(_, teller) {
        happens?.(teller);
        return Promise.resolve({ ...DEMO, ...demo });
      },
      allTexts: textsFor(language, ""),
      fetch: (request) => api.fetch(request),
      clock: { now: () => 0, sleep: () => Promise.resolve() },
      ...needs,
    }));
}

Deno.test("serveDemo() says where it is, who may come in, what there is, and what may go wrong", async () => {
  const { code, said } = await serve({});
  assert.equal(code, 0);
  assert.deepEqual(said.slice(0, 10), [
    "Signalbox demo: a control host and a simulated fleet on this machine.",
    "  open   http://127.0.0.1:8000",
    "  token  sbx_of_this_demo_alone",
    "  fleet  8 displays, 3 node hosts with 4 containers each, 8 sync hosts, 2 cameras",
    "  data   /tmp/demo/data (removed at the end; --keep <path> keeps one)",
    "In another terminal:",
    "  export SIGNALBOX_URL=http://127.0.0.1:8000 SIGNALBOX_TOKEN=sbx_of_this_demo_alone",
    "  signalbox list displays",
    "Have something go wrong:",
    "  signalbox demo fault <name>",
  ]);
  assert.equal(said.filter((line) => /^ {2}[a-z]+-[a-z]+ +[A-Z]/.test(line)).length, 8);
  assert.deepEqual(said.slice(-3), [
    "Stop it with Ctrl+C.",
    "Stopping: the fleet, then the control host.",
    "Stopped. Nothing is left running.",
  ]);
});

Deno.test("serveDemo() speaks Korean, in columns", async () => {
  const { said } = await serve({ language: "ko", settings: { keep: true } });
  assert.deepEqual(said.slice(1, 5), [
    "  주소   http://127.0.0.1:8000",
    "  토큰   sbx_of_this_demo_alone",
    "  플릿   디스플레이 8대, 노드 호스트 3대 (컨테이너 4개씩), 동기 호스트 8대, 카메라 2대",
    "  데이터 /tmp/demo/data (남김)",
  ]);
});

Deno.test("serveDemo() tells what happens to the fleet", async () => {
  const { said } = await serve({
    happens(teller) {
      teller.ready(21);
      teller.faultBegan(FAULT);
      teller.faultEnded(FAULT);
      teller.died("SIGKILL", 1_000);
    },
  });
  assert.deepEqual(said.slice(0, 4), [
    "The fleet is there: 21 members.",
    "Fault sync-loss begins for 30.0 s: sync:127.0.1.13.",
    "Fault sync-loss is over.",
    "The fleet's process has died (SIGKILL). Started again in 1.0 s.",
  ]);
});

Deno.test("serveDemo() says when faults cannot be asked for, and when they come by themselves", async () => {
  const { said } = await serve({ demo: { canBeAsked: false }, settings: { faults: true } });
  assert.ok(said.some((line) => line.startsWith("Faults cannot be asked for: ")));
  assert.ok(!said.includes("  signalbox demo fault <name>"));
  assert.ok(said.some((line) => line.startsWith("Faults come by themselves")));
});

Deno.test("serveDemo() ends with code 2 and one line when a port is taken", async () => {
  const cause = Object.assign(new Error("taken"), {
    listener: "mqtt",
    port: 1883,
    code: "EADDRINUSE",
  });
  const { code, said } = await served(
    "en",
    (needs) =>
      serveDemo(SETTINGS, {
        start: () => Promise.reject(cause),
        allTexts: textsFor("en", ""),
        ...needs,
      }),
  );
  assert.deepEqual([code, said], [
    2,
    [
      "Port 1883 is taken by another program. Choose another with --mqtt-port, or 0 for any free one.",
    ],
  ]);
});
