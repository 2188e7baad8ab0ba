import assert from "node:assert/strict";
import { seededRandom } from "../../../agents/displays/random.ts";
import type { DisplayPage } from "../../../protocols/api/display.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import { ControlHostProcess } from "../../support/processes/control_host_process.ts";
import { RawPeer } from "../../support/raw_peer.ts";
import { RudeDisplay } from "../../support/displays/rude_display.ts";
import { SteadyNeighbour } from "../../support/displays/steady_neighbour.ts";

const TWO_MEGABYTES = 2_000_000;
const REGISTRATIONS = 1_000;

/** What a peer does wrong; resolves when the host has dealt with it, and its peers are gone. */
type Misdeed = (host: ControlHostProcess) => Promise<void>;

async function withRude(
  host: ControlHostProcess,
  test: (display: RudeDisplay) => Promise<void>,
): Promise<void> {
  const display = await RudeDisplay.join(host.url);
  try {
    await test(display);
  } finally {
    display.close();
  }
}

function garbage(bytes: number): Uint8Array {
  const random = seededRandom(bytes);
  return Uint8Array.from({ length: bytes }, () => Math.floor(random() * 256));
}

function bothPorts({ ready }: ControlHostProcess): readonly number[] {
  return [ready.httpPort, ready.devicePort];
}

const MISDEEDS: Readonly<Record<string, Misdeed>> = {
  "garbage on both ports": async (host) => {
    for (const port of bothPorts(host)) {
      const peer = await RawPeer.dial(port);
      await peer.say(garbage(4_096));
      const heard = await peer.heard;
      assert.ok(heard === "" || heard.startsWith("HTTP/1.1 4"), JSON.stringify(heard.slice(0, 80)));
    }
  },
  "half a request on both ports": async (host) => {
    const peers = await Promise.all(bothPorts(host).map((port) => RawPeer.dial(port)));
    for (const peer of peers) await peer.say("POST /api/clients HTTP/1.1\r\nHost: a\r\nContent-Le");
    for (const heard of await Promise.all(peers.map((peer) => peer.heard))) {
      assert.ok(heard === "" || heard.startsWith("HTTP/1.1 408"), heard.slice(0, 80));
    }
  },
  "half a WebSocket frame, and then nothing": async (host) => {
    const peer = await RawPeer.dial(host.ready.httpPort);
    await peer.say(
      "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n" +
        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" +
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    );
    await peer.say(Uint8Array.of(0x81, 0xfe, 0xff));
    peer.close();
    assert.match(await peer.heard, /^(HTTP\/1.1 101|$)/);
  },
  "silence on both ports": async (host) => {
    const peers = await Promise.all(bothPorts(host).map((port) => RawPeer.dial(port)));
    for (const heard of await Promise.all(peers.map((peer) => peer.heard))) {
      assert.ok(heard === "" || heard.startsWith("HTTP/1.1 408"), heard.slice(0, 80));
    }
  },
  "an event of 2 MB": (host) =>
    withRude(host, async (display) => {
      display.say("heartbeat", { clientName: "x".repeat(TWO_MEGABYTES) });
      await display.until(() => !display.open);
    }),
  "a request body of 2 MB": async (host) => {
    const json = { name: "x".repeat(TWO_MEGABYTES), ip_address: "10.0.0.1" };
    const response = await host.api.request("/api/clients", { method: "POST", json, token: null });
    assert.equal(response.status, 413);
    assert.equal(response.headers.get("Connection"), "close", "no client may use it again");
    await response.body?.cancel();
  },
  "1,000 registrations from one socket": (host) =>
    withRude(host, async (display) => {
      for (let index = 0; index < REGISTRATIONS; index++) {
        display.say("register_client", { name: `Flood-${index}`, clientType: "python" });
      }
      const answers = () =>
        display.count("registration_success") + display.count("registration_failed");
      await display.until(() => answers() === REGISTRATIONS);
      assert.ok(display.open, "a clear answer, and no disconnect");
      const page = await host.api.call<DisplayPage>("/api/v1/displays?q=Flood&limit=500");
      assert.ok(page.items.length <= 20, `${page.items.length} displays were made`);
    }),
  "names that cannot be shown": (host) =>
    withRude(host, async (display) => {
      for (const name of ["Wall\u0000", "\u001b[2J", "x".repeat(10_000), "", 7, null, ["Wall"]]) {
        display.say("register_client", { name, clientType: "python" });
      }
      await display.until(() => display.count("registration_failed") === 7);
      assert.equal(display.count("registration_success"), 0);
    }),
  "events with nothing, too much or the wrong kind in them": (host) =>
    withRude(host, async (display) => {
      display.say("heartbeat");
      display.say("heartbeat", {}, {}, {});
      display.say("heartbeat", "Wall-1");
      display.say("heartbeat", { clientName: 7 });
      display.say("execution_result", null);
      display.say("no_such_event", { clientName: "Wall-1" });
      display.say("__proto__", { clientName: "Wall-1" });
      display.say("ping", { clientName: "Wall-1" });
      await display.until(() => display.count("pong") === 1);
      assert.ok(display.open);
      const answers = display.heard.filter(([event]) => event === "heartbeat_response");
      assert.ok(answers.every(([, payload]) => payload.shouldReconnect !== true));
    }),
  "binary events": (host) =>
    withRude(host, async (display) => {
      display.send('451-["heartbeat",{"_placeholder":true,"num":0}]');
      display.send(new Uint8Array(1_000));
      display.say("ping", {});
      await display.until(() => display.count("pong") === 1 || !display.open);
    }),
  "frames that are no Socket.IO": (host) =>
    withRude(host, async (display) => {
      display.send('42["heartbeat",{"clientName":');
      await display.until(() => !display.open);
    }),
};

Deno.test("bad input of every kind is answered or cut off, and a neighbour never notices", async (t) => {
  await withDataDir(async (dataDir) => {
    const host = await ControlHostProcess.start(dataDir);
    const neighbour = await SteadyNeighbour.join(host.url, "Neighbour");
    try {
      // Each takes as long as the host gives such a peer, so they take that time together.
      await Promise.all(
        Object.entries(MISDEEDS).map(([name, misdeed]) =>
          t.step({
            name,
            fn: () => misdeed(host),
            sanitizeOps: false,
            sanitizeResources: false,
            sanitizeExit: false,
          })
        ),
      );
      await t.step(
        "the neighbour's heartbeats were answered all the time",
        () => neighbour.undisturbed(),
      );
      await t.step("each kind of fault is one line in a window", () => {
        const peers = host.log.all.map((line) => JSON.parse(line))
          .filter(({ logger }) => logger === "signalbox.peers");
        const kinds = peers.map(({ properties }) => properties.kind);
        assert.ok(kinds.includes("tooManyRegistrations") && kinds.includes("violation"));
        for (const kind of new Set(kinds)) {
          // The window is 10 s and the test takes two: a line that opens each, and its count.
          assert.ok(kinds.filter((each) => each === kind).length <= 4, `${kind} in ${kinds}`);
        }
      });
    } finally {
      await neighbour.leave();
      await host.stop();
    }
  });
});
