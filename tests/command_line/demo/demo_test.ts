import assert from "node:assert/strict";
import type { DemoFaults, DemoHost, DemoSettings } from "../../../command_line/demo/host.ts";
import { korean } from "../../../command_line/texts/demo.ts";
import type { DemoFault, DemoFaultName, DemoFaultOrder } from "../../../protocols/demo/faults.ts";
import { FakeHost } from "../fakes/fake_host.ts";

/** The fault channel of a demo, played by the test. */
class FakeDemo implements DemoFaults {
  readonly asked: unknown[] = [];
  faults: DemoFault[] = [];
  failure: Error | undefined;

  constructor(readonly httpPort: number) {}

  list(): Promise<readonly DemoFault[]> {
    return this.#answer("list");
  }

  inject(name: DemoFaultName, order: DemoFaultOrder): Promise<readonly DemoFault[]> {
    const members = Array.from({ length: 10 }, (_, at) => `display:Display_${at + 1}`);
    this.faults = [{ name, members, since: 0 }];
    return this.#answer("inject", name, order);
  }

  clear(name: DemoFaultName | undefined): Promise<readonly DemoFault[]> {
    this.faults = [];
    return this.#answer("clear", name);
  }

  #answer(...asked: readonly unknown[]): Promise<readonly DemoFault[]> {
    this.asked.push(asked);
    return this.failure === undefined ? Promise.resolve(this.faults) : Promise.reject(this.failure);
  }
}

function hostWith(...demos: readonly FakeDemo[]) {
  const started: DemoSettings[] = [];
  const demo: DemoHost = {
    run(settings) {
      started.push(settings);
      return Promise.resolve(0);
    },
    playFleet: () => Promise.resolve(7),
    find: () => Promise.resolve(demos),
  };
  const host = new FakeHost();
  host.demo = demo;
  return { host, started };
}

async function started(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { host, started } = hostWith();
  Object.assign(host.env, env);
  const { code, err } = await host.run("demo", ...words);
  assert.deepEqual([code, err], [0, ""]);
  return started[0] ?? assert.fail("no demo was started");
}

Deno.test("demo starts on loopback, at the ports of start, with the usual fleet", async () => {
  const { host, ...rest } = await started([]);
  assert.deepEqual(rest, { scale: null, seed: 1, faults: false, keep: false, pace: 1 });
  assert.deepEqual([host.host, host.deviceHost, host.logLevel], [
    "127.0.0.1",
    "127.0.0.1",
    "error",
  ]);
  assert.deepEqual([host.httpPort, host.devicePort, host.mqttPort], [8000, 8080, 1883]);
});

Deno.test("demo takes ports, log level and size from flags, and those of start from variables too", async () => {
  const words = ["--http-port", "0", "--scale", "1000", "--seed", "7", "--faults"];
  const settings = await started(words, {
    SIGNALBOX_HTTP_PORT: "8001",
    SIGNALBOX_MQTT_PORT: "1884",
    SIGNALBOX_LOG_LEVEL: "debug",
  });
  const { host, scale, seed, faults } = settings;
  assert.deepEqual([scale, seed, faults], [1000, 7, true]);
  assert.deepEqual([host.httpPort, host.mqttPort, host.logLevel], [0, 1884, "debug"]);
});

Deno.test("demo leaves a real control host's folder, token and fleet alone", async () => {
  const settings = await started([], {
    SIGNALBOX_DATA_DIR: "/var/lib/signalbox",
    SIGNALBOX_ADMIN_TOKEN: "sbx_of_the_real_control_host",
    SIGNALBOX_MQTT_URL: "mqtt://broker.example",
    SIGNALBOX_CONFIG: "/etc/signalbox.yaml",
  });
  const { dataDir, adminToken, mqttUrl } = settings.host;
  assert.deepEqual([dataDir, adminToken, mqttUrl], ["./data", undefined, undefined]);
  assert.equal(settings.keep, false);
});

Deno.test("demo --keep names the data folder that stays", async () => {
  const { host, keep } = await started(["--keep", "./show"]);
  assert.deepEqual([host.dataDir, keep], ["./show", true]);
});

const MISTYPED: readonly (readonly [words: readonly string[], said: RegExp])[] = [
  [["--scale", "0"], /^--scale: must be a whole number from 1 to 2000, got "0"/],
  [["--scale", "many"], /^--scale: must be a whole number/],
  [["--seed", "-1"], /^--seed: must be a whole number/],
  [["--http-port", "99999"], /^--http-port: must be a whole number from 0 to 65535/],
  [["fault"], /^Which fault\? --list shows them\.\n$/],
  [["fault", "link-los"], /^fault: must be one of link-loss, .* Did you mean link-loss\?\n$/],
  [["fault", "link-loss", "--for", "30"], /^--for: must be a number with ms, s/],
  [["fault", "link-loss", "--for", "2d"], /^--for: must be a duration from 1s to 1d/],
  [["clear", "all"], /^fault: must be one of/],
  [["fault", "--list", "--port", "0"], /^--port: must be a whole number from 1 to 65535/],
];

for (const [words, said] of MISTYPED) {
  Deno.test(`demo answers 2 and says what is wrong with: ${words.join(" ")}`, async () => {
    const { host, started } = hostWith(new FakeDemo(8000));
    const { code, out, err } = await host.run("demo", ...words);
    assert.deepEqual([code, out, started], [2, "", []]);
    assert.match(err, said);
  });
}

Deno.test("demo fault asks the demo that runs, and tells whom it touches", async () => {
  const demo = new FakeDemo(8000);
  const { host } = hostWith(demo);
  const { code, out } = await host.run("demo", "fault", "link-loss", "--for", "30s");
  assert.deepEqual(demo.asked, [["inject", "link-loss", { forMs: 30_000 }]]);
  assert.equal(code, 0);
  assert.match(out, /^Fault link-loss begins for 30\.0 s: display:Display_1, .*Display_8, and 2 /);
});

Deno.test("demo fault --list shows every fault, and which of them run", async () => {
  const demo = new FakeDemo(8000);
  const { host } = hostWith(demo);
  await host.run("demo", "fault", "sync-loss");
  const { out } = await host.run("demo", "fault", "--list");
  assert.match(out, /^sync-loss +running +A sync host/m);
  assert.equal(out.match(/^[a-z-]+ +- +[A-Z]/gm)?.length, 7);
  const json = await host.run("demo", "fault", "--list", "--json");
  assert.deepEqual(JSON.parse(json.out).faults, demo.faults);
});

Deno.test("demo clear ends one fault or all of them", async () => {
  const demo = new FakeDemo(8000);
  const { host } = hostWith(demo);
  assert.equal((await host.run("demo", "clear")).out, "No fault runs.\n");
  const one = await host.run("demo", "clear", "slow-disk");
  assert.equal(one.out, "Fault slow-disk does not run any more.\n");
  assert.deepEqual(demo.asked, [["clear", undefined], ["clear", "slow-disk"]]);
});

Deno.test("demo fault says that no demo runs, in both languages", async () => {
  const { host } = hostWith();
  const { code, err } = await host.run("demo", "fault", "--list");
  assert.deepEqual([code, err], [1, "No demo runs here.\nStart one with: signalbox demo\n"]);
  host.locale = "ko-KR";
  const told = await host.run("demo", "fault", "--list");
  assert.equal(told.err, `${korean.noDemo}\n${korean.startOne}\n`);
});

Deno.test("demo fault asks which demo is meant where several run", async () => {
  const demos = [new FakeDemo(8000), new FakeDemo(8001)] as const;
  const { host } = hostWith(...demos);
  const { code, err } = await host.run("demo", "fault", "link-loss");
  assert.deepEqual([code, err], [
    2,
    "Several demos run: say which with --port (8000, 8001).\n",
  ]);
  await host.run("demo", "fault", "link-loss", "--port", "8001");
  assert.deepEqual(demos.map(({ asked }) => asked.length), [0, 1]);
  const none = await host.run("demo", "fault", "link-loss", "--port", "8002");
  assert.match(none.err, /^No demo runs at port 8002\.\n/);
});

Deno.test("demo fault tells in one line what the demo has against it", async () => {
  const demo = new FakeDemo(8000);
  demo.failure = new Error("the fleet is being started again");
  const { code, out, err } = await hostWith(demo).host.run("demo", "fault", "link-loss");
  assert.deepEqual([code, out], [1, ""]);
  assert.equal(err, "The demo has not done it: the fleet is being started again.\n");
});

Deno.test("demo fleet is not told of, and is what a demo starts as a process of its own", async () => {
  const { host } = hostWith();
  assert.equal((await host.run("demo", "fleet")).code, 7);
  const { out } = await host.run("demo", "--help");
  assert.doesNotMatch(out, /--pace|^ +fleet/m);
});

Deno.test("demo says so where it cannot be run", async () => {
  const { code, err } = await new FakeHost().run("demo");
  assert.deepEqual([code, err], [2, "The demo cannot be run here.\n"]);
});
