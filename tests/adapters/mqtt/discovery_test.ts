import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createServer, type Server, type Socket } from "node:net";
import { createSecureContext, TLSSocket } from "node:tls";
import { Aedes } from "aedes";
import { openBroker } from "../../../adapters/mqtt/broker.ts";
import { connectDiscovery } from "../../../adapters/mqtt/discovery.ts";
import { ensureSelfSigned } from "../../../adapters/tls/self_signed.ts";
import { encodeAnswer, readRequest } from "../../../protocols/discovery/camera_side.ts";
import { DEFAULT_TOPICS } from "../../../protocols/discovery/topics.ts";
import { withDiscovery } from "./discovery_stage.ts";
import { type BrokerStage, TestClient, withBroker } from "./stage.ts";

const HOST = "127.0.0.1";

/** A camera written from the guide: answers each request with an address. */
async function joinCamera(
  { join }: Pick<BrokerStage, "join">,
  address: string,
): Promise<TestClient> {
  const camera = await join();
  camera.mqtt.on("message", (topic, request) => {
    const asked = readRequest(topic, request);
    if (asked.type === "violation") return;
    const { topic: replyTopic, payload } = encodeAnswer(asked.replyTopic, address);
    camera.mqtt.publish(replyTopic, Buffer.from(payload));
  });
  return await camera.listen(...DEFAULT_TOPICS.requests);
}

/** A server on loopback that does what a test wants with each connection. */
async function withServer(
  serve: (socket: Socket) => void,
  run: (port: number) => Promise<void>,
): Promise<void> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was bound");
  try {
    await run(address.port);
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** The library's own broker, which keeps what is retained and may ask for a password. */
async function withBareBroker(
  options: ConstructorParameters<typeof Aedes>[0],
  run: (port: number) => Promise<void>,
): Promise<void> {
  const aedes = await Aedes.createBroker(options);
  await withServer((socket) => void aedes.handle(socket), run);
  await new Promise<void>((resolve) => aedes.close(resolve));
}

Deno.test("connectDiscovery() finds a camera that is there, and one that comes later", () =>
  withBroker({}, async (broker) => {
    await joinCamera(broker, "192.0.2.77");
    await withDiscovery({ broker: { host: HOST, port: broker.port } }, async (stage) => {
      assert.deepEqual(await stage.told("cameraAnswered"), {
        type: "cameraAnswered",
        address: "192.0.2.77",
      });
      assert.equal(stage.discovery.status.state, "connected");
      assert.equal(stage.discovery.status.broker, `mqtt://127.0.0.1:${broker.port}`);
      await joinCamera(broker, "192.0.2.78");
      const watcher = await (await broker.join()).listen("camera/response/#");
      await stage.advance(15_000);
      for (const address of ["192.0.2.77", "192.0.2.78"]) {
        await watcher.hear(({ text }) => text === address);
      }
    });
  }));

Deno.test("connectDiscovery() asks on every request topic, at once and every 15 s", () =>
  withBroker({}, async (broker) => {
    const camera = await (await broker.join()).listen("commend/#", "command/#");
    await withDiscovery({ broker: { host: HOST, port: broker.port } }, async ({ advance }) => {
      const asked = () => camera.heard.map(({ topic }) => topic);
      const round = ["commend", "commend/getIP", "command/getIP"];
      await camera.hear(({ topic }) => topic === "command/getIP");
      assert.deepEqual(asked(), round);
      await advance(14_999);
      await camera.say("command/marker", "");
      await camera.hear(({ topic }) => topic === "command/marker");
      assert.equal(asked().length, 4);
      camera.heard.length = 0;
      await advance(1);
      await camera.hear(({ topic }) => topic === "command/getIP");
      assert.deepEqual(asked(), round);
      assert.match(camera.heard[0]?.text ?? "", /^camera\/response\/signalbox-[0-9a-f-]{36}$/);
    });
  }));

Deno.test("connectDiscovery() is down once and up once when the broker restarts, and asks again", () =>
  withBroker({}, async ({ broker, port, join }) => {
    await withDiscovery({ broker: { host: HOST, port } }, async (stage) => {
      await stage.reached("connected");
      await joinCamera({ join }, "192.0.2.77");
      await broker.close(0);
      const { reason } = await stage.reached("down");
      assert.equal(reason, `mqtt://127.0.0.1:${port} closed the connection`);
      const again = await openBroker({ host: HOST, port, onProblem: () => {} });
      const camera = await TestClient.join(port);
      await joinCamera({ join: () => Promise.resolve(camera) }, "192.0.2.79");
      try {
        await stage.advance(1_000);
        await stage.reached("connected", 2);
        await stage.told("cameraAnswered");
        assert.deepEqual(stage.changes.map(({ state }) => state), [
          "connected",
          "down",
          "connected",
        ]);
      } finally {
        await camera.leave();
        await again.close(0);
      }
    });
  }));

Deno.test("connectDiscovery() goes on trying when the broker is not there at first", () =>
  withServer((socket) => socket.destroy(), async (port) => {
    await withDiscovery({ broker: { host: HOST, port } }, async ({ reached, clock, changes }) => {
      const { reason } = await reached("down");
      assert.match(reason, new RegExp(`^mqtt://127.0.0.1:${port} `));
      assert.equal(changes.length, 1);
      assert.equal(clock.pending, 1, "the next try is on its way");
    });
  }));

Deno.test("connectDiscovery() waits longer after each failure, and begins anew when it was connected", () =>
  withServer((socket) => socket.destroy(), async (port) => {
    const accepted: number[] = [];
    await withDiscovery({ broker: { host: HOST, port } }, async ({ clock, advance, reached }) => {
      await reached("down");
      for (const waitMs of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
        accepted.push(waitMs);
        await advance(waitMs - 1);
        assert.equal(clock.pending, 1, `no try before ${waitMs} ms`);
        await advance(1);
        while (clock.pending !== 1) await new Promise((resolve) => setTimeout(resolve, 1));
      }
    });
    assert.equal(accepted.length, 7);
  }));

Deno.test("connectDiscovery() gives a broker up that says nothing for 10 s", () =>
  withServer(() => {}, async (port) => {
    await withDiscovery({ broker: { host: HOST, port } }, async ({ advance, discovery }) => {
      await advance(9_999);
      assert.equal(discovery.status.state, "connecting");
      await advance(1);
      assert.match(discovery.status.reason, /did not welcome us within 10000 ms/);
    });
  }));

const NO_BROKERS: readonly (readonly [about: string, bytes: readonly number[], reason: RegExp])[] =
  [
    ["speaks HTTP", [...Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n")], /./],
    ["sends garbage", Array.from({ length: 500 }, (_, n) => n * 7 & 255), /./],
    [
      "sends 256 MB",
      [0x20, 2, 0, 0, 0x30, 0xff, 0xff, 0xff, 0x7f],
      /268435460 bytes, 65536 allowed/,
    ],
  ];

for (const [about, bytes, expected] of NO_BROKERS) {
  Deno.test(`connectDiscovery() is down with a reason when what it reaches ${about}`, () =>
    withServer((socket) => void socket.write(new Uint8Array(bytes)), async (port) => {
      await withDiscovery({ broker: { host: HOST, port } }, async ({ reached }) => {
        assert.match((await reached("down")).reason, expected);
      });
    }));
}

Deno.test("connectDiscovery() believes no retained answer, order or reading", () =>
  withBareBroker({}, async (port) => {
    const past = await TestClient.join(port);
    await past.say("camera/response/signalbox-me", "192.0.2.66", true);
    await past.say("command/rec", "start", true);
    await past.say("sensor/a", "{}", true);
    const options = { broker: { host: HOST, port }, newId: () => "me" };
    await withDiscovery(options, async ({ told, events, discovery }) => {
      await past.listen("commend");
      await past.hear(({ topic }) => topic === "commend");
      await past.say("camera/response/signalbox-me", "192.0.2.77", true);
      await told("cameraAnswered");
      assert.deepEqual(events, [{ type: "cameraAnswered", address: "192.0.2.77" }]);
      assert.equal(discovery.status.stale, 3);
    });
    await past.leave();
  }));

Deno.test("connectDiscovery() names itself with user and password, decoded, and shows neither", async () => {
  const password = "p@ss:w/o?r#d% 암호";
  const seen: (string | undefined)[] = [];
  const authenticate: NonNullable<ConstructorParameters<typeof Aedes>[0]>["authenticate"] = (
    _client,
    username,
    given,
    done,
  ) => {
    seen.push(username, given?.toString());
    done(null, username === "show" && given?.toString() === password);
  };
  await withBareBroker({ authenticate }, async (port) => {
    const url = (word: string) => `mqtt://show:${encodeURIComponent(word)}@127.0.0.1:${port}`;
    await withDiscovery({ broker: { url: url(password) } }, async ({ reached }) => {
      await reached("connected");
      assert.deepEqual(seen.splice(0), ["show", password]);
    });
    await withDiscovery({ broker: { url: url("wrong-p@ss") } }, async (stage) => {
      const status = await stage.reached("down");
      const { reason } = status;
      assert.equal(reason, `mqtt://127.0.0.1:${port} refuses our user name or password`);
      const said = JSON.stringify([status, stage.reproaches.all]);
      assert.doesNotMatch(said, /wrong|p%40ss|show/);
    });
  });
});

Deno.test("connectDiscovery() gives its password to no broker whose certificate is not good", async () => {
  const folder = await Deno.makeTempDir();
  const names = ["localhost", HOST];
  const { certPath, keyPath } = await ensureSelfSigned({ folder, names, now: Date.now() });
  const [cert, key] = await Promise.all([certPath, keyPath].map((path) => Deno.readTextFile(path)));
  const secureContext = createSecureContext({ cert, key });
  let decrypted = 0;
  await withServer((raw) => {
    const socket = new TLSSocket(raw, { isServer: true, secureContext });
    socket.on("error", () => {});
    socket.on("data", () => decrypted++);
  }, async (port) => {
    const url = `mqtts://show:secret@localhost:${port}`;
    await withDiscovery({ broker: { url } }, async ({ reached }) => {
      const { reason } = await reached("down");
      assert.match(reason, new RegExp(`^mqtts://localhost:${port}: .*certificate`));
    });
  });
  assert.equal(decrypted, 0);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("connectDiscovery() throws without quoting the URL when that is none of a broker", () => {
  for (const url of ["http://show:secret@192.0.2.1", "mqtt://show:sec/ret@192.0.2.1", "secret"]) {
    const options = { cameras: { tell: () => "accepted" as const }, onProblem: () => {} };
    assert.throws(() => connectDiscovery({ ...options, broker: { url } }), (error: Error) => {
      assert.ok(error instanceof TypeError);
      assert.doesNotMatch(error.message, /sec/);
      return true;
    });
  }
});

Deno.test("publishRecord() orders on every record topic, and does not hear itself", () =>
  withBroker({}, async ({ port, join }) => {
    const viewer = await (await join()).listen("commend/rec", "command/rec");
    await withDiscovery({ broker: { host: HOST, port } }, async (stage) => {
      await stage.reached("connected");
      await stage.discovery.publishRecord("start");
      await viewer.hear(({ topic }) => topic === "command/rec");
      assert.deepEqual(viewer.heard.map(({ topic, text }) => [topic, text]), [
        ["commend/rec", "start"],
        ["command/rec", "start"],
      ]);
      await viewer.say("command/rec", "STOP");
      assert.deepEqual(await stage.told("recordOrdered"), { type: "recordOrdered", order: "stop" });
      assert.equal(stage.events.length, 1);
    });
  }));

Deno.test("publishRecord() rejects with the reason while there is no broker", () =>
  withServer((socket) => socket.destroy(), async (port) => {
    await withDiscovery({ broker: { host: HOST, port } }, async ({ reached, discovery }) => {
      const { reason } = await reached("down");
      await assert.rejects(discovery.publishRecord("stop"), { message: reason });
    });
  }));

Deno.test("connectDiscovery() tells sensors, and counts what is malformed", () =>
  withBroker({}, async ({ port, join }) => {
    await withDiscovery({ broker: { host: HOST, port } }, async (stage) => {
      await stage.reached("connected");
      const sensor = await join();
      await sensor.say("sensor/a", "no JSON");
      await sensor.say("sensor/hall/a", '{"mp905":1}');
      const event = await stage.told("sensorReported");
      assert.equal(event.type === "sensorReported" && event.sensor, "hall/a");
      assert.equal(stage.discovery.status.violations, 1);
      assert.deepEqual(stage.reproaches.all, [{
        kind: "violation",
        peerAddress: `mqtt://127.0.0.1:${port}`,
        detail: "a reading that is no JSON object",
      }]);
    });
  }));

Deno.test("connectDiscovery() says online and offline, and leaves nothing behind when it closes", () =>
  withBroker({}, async ({ port, join }) => {
    const watcher = await (await join()).listen("signalbox/#");
    await withDiscovery({ broker: { host: HOST, port } }, async (stage) => {
      await watcher.hear(({ text }) => text === "online");
      await stage.discovery.close();
      await watcher.hear(({ text }) => text === "offline");
      assert.equal(stage.clock.pending, 0);
      assert.equal(stage.changes.length, 1, "closing is no failure");
      const late = await (await join()).listen("signalbox/#");
      await late.say("signalbox/marker", "live");
      await late.hear(({ text }) => text === "live");
      assert.equal(late.heard.length, 1);
    });
    assert.deepEqual(watcher.heard.map(({ text }) => text).slice(0, 2), ["online", "offline"]);
  }));

Deno.test("connectDiscovery() comes back after 20 connections that were lost, with nothing left over", () =>
  withBroker({}, async ({ port }) => {
    const cable = new Set<Socket>();
    const { connect } = await import("node:net");
    await withServer((socket) => {
      const through = connect(port, HOST);
      for (const end of [socket, through]) {
        cable.add(end);
        end.on("error", () => {});
      }
      socket.pipe(through).pipe(socket);
    }, async (cablePort) => {
      await withDiscovery({ broker: { host: HOST, port: cablePort } }, async (stage) => {
        for (let n = 1; n <= 20; n++) {
          await stage.reached("connected", n);
          for (const end of cable) end.destroy();
          cable.clear();
          await stage.reached("down", n);
          assert.equal(stage.clock.pending, 1);
          await stage.advance(1_000);
        }
      });
    });
  }));
