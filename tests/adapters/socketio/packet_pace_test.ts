import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { mock } from "node:test";
import type { LoadState } from "../../../actors/load.ts";
import { AddressPaces } from "../../../adapters/address_paces.ts";
import { Pace } from "../../../adapters/pace.ts";
import { pacePackets, type PacketSource } from "../../../adapters/socketio/packet_pace.ts";

class FakeConnection extends EventEmitter {
  paused = false;
  terminated = false;
  readonly transport: unknown = {
    socket: {
      readyState: 2,
      pause: () => this.paused = true,
      resume: () => this.paused = false,
      terminate: () => this.terminated = true,
    },
  };
}

function open(
  load: LoadState = "normal",
  connection = new FakeConnection(),
  ofAddress = new Pace(1e6, 1e6),
) {
  let held = 0;
  let abused = 0;
  const source = connection as unknown as PacketSource;
  pacePackets(source, {
    own: new Pace(10, 20),
    ofAddress,
    load: () => load,
    onHeld: () => held++,
    onAbuse: () => abused++,
  });
  const send = (count: number, data = "2") => {
    for (let n = 0; n < count; n++) connection.emit("packet", { data });
  };
  return { connection, send, held: () => held, abused: () => abused };
}

function inMockedTime(test: (advance: (ms: number) => void) => void): void {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    test((ms) => mock.timers.tick(ms));
  } finally {
    mock.timers.reset();
  }
}

Deno.test("pacePackets() leaves a fast sender unread until what came is paid for", () =>
  inMockedTime((advance) => {
    const { connection, send, held } = open();
    send(20);
    assert.equal(connection.paused, false, "a burst is let through");
    send(5);
    assert.deepEqual([connection.paused, held()], [true, 1], "told once");
    advance(50);
    assert.equal(connection.paused, true);
    advance(60);
    assert.equal(connection.paused, false);
  }));

Deno.test("pacePackets() counts a large message as many, and each as more under load", () =>
  inMockedTime(() => {
    const large = open();
    large.send(1, "x".repeat(30 * 16_384));
    assert.equal(large.connection.paused, true);
    const busy = open("busy");
    busy.send(4);
    assert.equal(busy.connection.paused, false);
    busy.send(1);
    assert.equal(busy.connection.paused, true);
  }));

Deno.test("pacePackets() lets a polling transport be, and a closed connection alone", () =>
  inMockedTime((advance) => {
    const polling = new FakeConnection();
    Object.assign(polling, { transport: {} });
    const { send, held } = open("normal", polling);
    send(100);
    assert.equal(held(), 0);
    const { connection, send: flood } = open();
    flood(30);
    connection.emit("close");
    advance(10_000);
    assert.equal(connection.paused, true, "nothing is read of a socket that is gone");
  }));

Deno.test("AddressPaces lets the connections of an address share a pace, for as long as one is open", () =>
  inMockedTime(() => {
    const paces = new AddressPaces(() => new Pace(10, 20));
    const [first, second] = [new FakeConnection(), new FakeConnection()];
    const enter = (connection: FakeConnection) =>
      paces.enter("192.0.2.1", connection as unknown as PacketSource);
    const one = open("normal", first, enter(first));
    const other = open("normal", second, enter(second));
    one.send(19);
    other.send(3);
    assert.deepEqual([first.paused, second.paused], [false, true]);
    first.emit("close");
    second.emit("close");
    const third = new FakeConnection();
    open("normal", third, enter(third)).send(19);
    assert.equal(third.paused, false);
    third.emit("close");
  }));

Deno.test("pacePackets() gives an address up that is far ahead of its rate", () =>
  inMockedTime(() => {
    const { send, abused } = open("normal", new FakeConnection(), new Pace(10, 20));
    send(20 + 40);
    assert.equal(abused(), 0);
    send(2);
    assert.ok(abused() > 0);
  }));

Deno.test("pacePackets() reads no more of a connection that we close, and ends it a second later", () =>
  inMockedTime((advance) => {
    const { connection } = open();
    connection.emit("close");
    assert.deepEqual([connection.paused, connection.terminated], [true, false]);
    advance(1_000);
    assert.equal(connection.terminated, true);
  }));
