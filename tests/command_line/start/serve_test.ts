import assert from "node:assert/strict";
import { type RunningHost, serve, type ServeNeeds } from "../../../command_line/start/serve.ts";
import type { SettingsOutcome } from "../../../command_line/settings/settings.ts";
import type { Settings } from "../../../command_line/settings/settings_table.ts";
import { startTextsFor } from "../../../command_line/texts/start.ts";
import { testSettings } from "../../support/host_settings.ts";

type Signal = Parameters<ServeNeeds["onSignal"]>[0];

const SETTINGS = testSettings("/data", { httpPort: 8000 });

const HOST: RunningHost = {
  ports: new Map([
    ["http", { host: "0.0.0.0", port: 8000 }],
    ["device", { host: "::", port: 8080 }],
  ]),
  firstToken: null,
  certificate: null,
  reconfigure: () => {},
  stop: () => Promise.resolve({ abandoned: [], tookMs: 12.4 }),
};

/** A process around `serve`: its signals are pulled by hand, its lines are kept. */
class Stage {
  readonly said: string[] = [];
  readonly logging: string[] = [];
  readonly listening = new Map<Signal, () => void>();
  /** The signals listened to as each line was said. */
  readonly heardAt = new Map<string, readonly Signal[]>();
  host: Partial<RunningHost> = {};
  /** What the start waits for. */
  started: Promise<void> = Promise.resolve();
  failure: unknown;
  next: SettingsOutcome | Promise<SettingsOutcome> = { ok: true, settings: SETTINGS, sources: {} };

  run(language = "en"): Promise<number> {
    return serve(SETTINGS, () => Promise.resolve(this.next), {
      start: async () => {
        await this.started;
        if (this.failure !== undefined) throw this.failure;
        return { ...HOST, ...this.host };
      },
      configureLogging: ({ logLevel }) => void this.logging.push(logLevel),
      onSignal: (signal, run) => {
        this.listening.set(signal, run);
        return () => void this.listening.delete(signal);
      },
      say: (line) => {
        this.said.push(line);
        this.heardAt.set(line, [...this.listening.keys()].sort());
      },
      texts: startTextsFor(language, ""),
    });
  }

  signal(signal: Signal): void {
    (this.listening.get(signal) ?? assert.fail(`nobody listens to ${signal}`))();
  }

  async reload(changes: Partial<Settings>): Promise<string> {
    this.next = { ok: true, settings: { ...SETTINGS, ...changes }, sources: {} };
    this.signal("SIGHUP");
    await settle();
    return this.said.at(-1) ?? "";
  }
}

/** Lets everything run that waits for nothing but its turn. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

async function serving(use: (stage: Stage) => Promise<void>, stage = new Stage()): Promise<void> {
  const done = stage.run();
  await settle();
  await use(stage);
  stage.signal("SIGTERM");
  assert.equal(await done, 0);
}

Deno.test("serve() says which certificate clients must trust, and what it lacks", async () => {
  const stage = new Stage();
  const certificate = { tlsCert: "/data/tls/cert.pem", tlsKey: "/data/tls/key.pem" } as const;
  stage.host = { certificate: { ...certificate, reason: "names", complete: false } };
  await serving(() => {
    const [line, warning] = stage.said.filter((each) => /TLS|--tls-names/.test(each));
    assert.match(line ?? "", /\/data\/tls\/cert\.pem \(made anew, as this host has new names/);
    assert.match(warning ?? "", /--allow-sys/);
    return Promise.resolve();
  }, stage);
});

Deno.test("serve() prints what is bound and, once, the first token", async () => {
  const stage = new Stage();
  stage.host = { firstToken: "sbx_first" };
  await serving(async () => {
    assert.deepEqual(stage.said, [
      "  http   0.0.0.0:8000  people, programs, displays",
      "  device [::]:8080  other devices",
      "  data in /data",
      "Admin token, shown this once. Keep it; a lost one is replaced with: signalbox token new",
      "  sbx_first",
      "Signalbox is ready. Stop it with Ctrl+C.",
    ]);
    await Promise.resolve();
  }, stage);
  assert.deepEqual(stage.said.slice(-2), [
    "Stopping: displays are told, and open commands are ended.",
    "Stopped in 12 ms.",
  ]);
  assert.equal(stage.said.filter((line) => line.includes("sbx_first")).length, 1);
});

Deno.test("serve() shows no token when one was there", async () => {
  await serving(async ({ said }) => {
    assert.equal(said.some((line) => line.includes("sbx_")), false);
    await Promise.resolve();
  });
});

const PORT_FAILURES: readonly (readonly [code: string, language: string, said: string])[] = [
  [
    "EADDRINUSE",
    "en",
    "Port 8000 is taken by another program. Choose another with --http-port, or 0 for any free one.",
  ],
  [
    "EACCES",
    "en",
    "Port 8000 needs a right that this user does not have. Choose another with --http-port, or 0 for any free one.",
  ],
  [
    "EADDRNOTAVAIL",
    "en",
    "This machine does not have the address of --host. Give one that it has, or 0.0.0.0 for all of them.",
  ],
  [
    "EADDRINUSE",
    "ko",
    "포트 8000: 다른 프로그램이 사용 중입니다. --http-port 로 다른 포트를 고르거나, 0으로 빈 포트를 쓰십시오.",
  ],
];

for (const [code, language, said] of PORT_FAILURES) {
  Deno.test(`serve() answers 2 and one line at ${code} (${language})`, async () => {
    const stage = new Stage();
    stage.failure = Object.assign(new Error("x"), { listener: "http", port: 8000, code });
    assert.equal(await stage.run(language), 2);
    assert.deepEqual(stage.said, [said]);
    assert.equal(stage.listening.size, 0);
  });
}

Deno.test("serve() words any other failure of the start in one line", async () => {
  const stage = new Stage();
  stage.failure = new Error("The data folder /data cannot be used.");
  assert.equal(await stage.run(), 2);
  assert.deepEqual(stage.said, ["Signalbox cannot start: The data folder /data cannot be used."]);
});

Deno.test("serve() words a failure of the start in Korean, and leaves the system's own words", async () => {
  const stage = new Stage();
  stage.failure = new Error("The data folder /data cannot be used: Read-only file system.");
  assert.equal(await stage.run("ko"), 2);
  assert.deepEqual(stage.said, [
    "Signalbox를 시작할 수 없습니다: 데이터 폴더 /data을(를) 쓸 수 없습니다: Read-only file system.",
  ]);
});

Deno.test("serve() applies log settings at SIGHUP, and says what needs a restart", async () => {
  await serving(async (stage) => {
    assert.equal(
      await stage.reload({ logLevel: "debug", httpPort: 81 }),
      "Configuration read again. Applied: logLevel. At the next start: httpPort.",
    );
    assert.deepEqual(stage.logging, ["info", "debug"]);
    assert.equal(
      await stage.reload({ logLevel: "debug", httpPort: 81 }),
      "Configuration read again. Applied: nothing. At the next start: nothing.",
    );
    assert.deepEqual(stage.logging, ["info", "debug"]);
  });
});

Deno.test("serve() applies the lists of the config file at SIGHUP when they have changed", async () => {
  const stage = new Stage();
  const applied: unknown[] = [];
  stage.host = { reconfigure: ({ walls }) => void applied.push(walls) };
  await serving(async () => {
    const walls = [{ name: "Hall", hosts: ["10.0.0.1"] }];
    assert.equal(
      await stage.reload({ walls }),
      "Configuration read again. Applied: walls. At the next start: nothing.",
    );
    await stage.reload({ walls: structuredClone(walls) });
    assert.deepEqual(applied, [walls]);
  }, stage);
});

Deno.test("serve() applies the rules of alerts at SIGHUP, as all that operators tune while they watch", async () => {
  const stage = new Stage();
  const applied: unknown[] = [];
  stage.host = { reconfigure: ({ alerts }) => void applied.push(alerts) };
  await serving(async () => {
    const alerts = { rules: { offline: { afterSeconds: 5 } } };
    assert.equal(
      await stage.reload({ alerts }),
      "Configuration read again. Applied: alerts. At the next start: nothing.",
    );
    assert.deepEqual(applied, [alerts]);
  }, stage);
});

Deno.test("serve() goes on as before when a reload finds a mistake", async () => {
  await serving(async (stage) => {
    stage.next = { ok: false, problems: ["s.yaml:1:1: a", "s.yaml:2:1: b"] };
    stage.signal("SIGHUP");
    await settle();
    assert.equal(
      stage.said.at(-1),
      "Configuration not applied: s.yaml:1:1: a; s.yaml:2:1: b",
    );
    assert.deepEqual(stage.logging, ["info"]);
  });
});

Deno.test("serve() says it is ready when it listens to every signal", async () => {
  await serving(({ said, heardAt }) => {
    assert.deepEqual(heardAt.get(said.at(-1) ?? ""), ["SIGHUP", "SIGINT", "SIGTERM"]);
    return Promise.resolve();
  });
});

Deno.test("serve() applies what was reloaded while it started once it runs", async () => {
  const stage = new Stage();
  const started = Promise.withResolvers<void>();
  stage.started = started.promise;
  const done = stage.run();
  assert.equal(await stage.reload({ logLevel: "debug" }), "");
  started.resolve();
  await settle();
  assert.deepEqual(stage.said.slice(-2), [
    "Signalbox is ready. Stop it with Ctrl+C.",
    "Configuration read again. Applied: logLevel. At the next start: nothing.",
  ]);
  stage.signal("SIGTERM");
  assert.equal(await done, 0);
});

Deno.test("serve() hears a reload while it stops, and leaves all as it is", async () => {
  const stage = new Stage();
  const stopped = Promise.withResolvers<{ abandoned: string[]; tookMs: number }>();
  stage.host = { stop: () => stopped.promise };
  const done = stage.run();
  await settle();
  stage.signal("SIGTERM");
  await settle();
  assert.match(await stage.reload({ logLevel: "debug" }), /^Stopping: /);
  stopped.resolve({ abandoned: [], tookMs: 1 });
  assert.equal(await done, 0);
  assert.deepEqual([stage.logging, stage.listening.size], [["info"], 0]);
});

Deno.test("serve() applies reloads one after the other", async () => {
  await serving(async (stage) => {
    const read = Promise.withResolvers<SettingsOutcome>();
    stage.next = read.promise;
    stage.signal("SIGHUP");
    await settle();
    assert.match(await stage.reload({ logLevel: "debug" }), /ready/);
    read.resolve({ ok: true, settings: { ...SETTINGS, logLevel: "warn" }, sources: {} });
    await settle();
    assert.deepEqual(stage.logging, ["info", "warn", "debug"]);
  });
});

Deno.test("serve() leaves a second signal to the system, which ends the process", async () => {
  const stage = new Stage();
  const stopped = Promise.withResolvers<{ abandoned: string[]; tookMs: number }>();
  stage.host = { stop: () => stopped.promise };
  const done = stage.run();
  await settle();
  stage.signal("SIGINT");
  await settle();
  assert.equal(stage.listening.has("SIGINT") || stage.listening.has("SIGTERM"), false);
  stopped.resolve({ abandoned: ["/displays/7"], tookMs: 10_000 });
  assert.equal(await done, 0);
  assert.deepEqual(stage.said.slice(-2), [
    "These did not stop in time: /displays/7",
    "Stopped in 10000 ms.",
  ]);
});
