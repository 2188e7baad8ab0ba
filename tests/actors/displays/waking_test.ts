import assert from "node:assert/strict";
import { StorageError } from "../../../actors/storage_error.ts";
import type { WakeCall, WakePort, WakeSent } from "../../../actors/displays/wake_port.ts";
import { codeOf, type Fleet, valueOf, withFleet } from "../../support/displays/fleet.ts";

const MAC = "02:00:5E:00:53:01";
const WAKE = { action: "wake", params: {} };
const MINUTES = { deadlineMs: 300_000 };

/** Keeps what was called, and answers what it is told to. */
class FakeWake implements WakePort {
  readonly calls: WakeCall[] = [];
  answer: WakeSent = { to: ["255.255.255.255", "10.0.0.255"], problem: null };

  call(wanted: WakeCall): Promise<WakeSent> {
    this.calls.push(wanted);
    return Promise.resolve(this.answer);
  }
}

/** A fleet whose display 1 was there, has a MAC address, and is away now. */
async function asleep(test: (fleet: Fleet, wake: FakeWake) => Promise<void>): Promise<void> {
  const wake = new FakeWake();
  await withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L2");
    await setMac(fleet, MAC);
    link.closes();
    await fleet.settle();
    await test(fleet, wake);
  }, { wake });
}

const setMac = (fleet: Fleet, macAddress: string | null, nameOrId = "Wall-L2") =>
  fleet.displays({ type: "setDisplayMac", nameOrId, macAddress });

Deno.test("wake calls three times, and completes when the display registers", () =>
  asleep(async (fleet, wake) => {
    const { id } = await fleet.order(1, WAKE, MINUTES);
    assert.deepEqual(wake.calls, [{ mac: MAC, lastAddress: "10.0.0.1" }]);
    assert.equal(fleet.row(id).state, "sent");
    await fleet.advance(2_000);
    assert.equal(wake.calls.length, 2);
    await fleet.advance(60_000);
    assert.equal(wake.calls.length, 3);
    await fleet.register("Wall-L2");
    assert.deepEqual(fleet.states(id), ["queued", "sent", "completed"]);
    assert.deepEqual(fleet.row(id).result, { macAddress: MAC, wasOnline: false });
  }));

Deno.test("wake calls no more once the display is there", () =>
  asleep(async (fleet, wake) => {
    await fleet.order(1, WAKE, MINUTES);
    await fleet.register("Wall-L2");
    await fleet.advance(60_000);
    assert.equal(wake.calls.length, 1);
  }));

Deno.test("wake times out with what to check when the display does not register", () =>
  asleep(async (fleet) => {
    const { id } = await fleet.order(1, WAKE, MINUTES);
    await fleet.advance(300_001);
    const { state, reason } = fleet.row(id);
    assert.equal(state, "timed_out");
    assert.match(reason ?? "", /02:00:5E:00:53:01 were sent to 255\.255\.255\.255, 10\.0\.0\.255/);
    assert.match(reason ?? "", /did not register in time\. Check .*firmware.*routers/);
    await fleet.register("Wall-L2");
    assert.equal(fleet.row(id).state, "timed_out");
  }));

Deno.test("wake completes by the next sign of life of a display that is there already", () =>
  asleep(async (fleet, wake) => {
    const link = await fleet.register("Wall-L2");
    const { id } = await fleet.order(1, WAKE, MINUTES);
    assert.equal(wake.calls.length, 1);
    assert.equal(link.toldOf("checkConnection").length, 1);
    assert.equal(fleet.row(id).state, "sent");
    link.says({ type: "checkAnswered", status: "online" });
    await fleet.settle();
    assert.deepEqual(fleet.row(id).result, { macAddress: MAC, wasOnline: true });
  }));

Deno.test("wake outlives a connection that is lost, for it needs none", () =>
  asleep(async (fleet) => {
    const link = await fleet.register("Wall-L2");
    const { id } = await fleet.order(1, WAKE, MINUTES);
    link.closes();
    await fleet.settle();
    assert.equal(fleet.row(id).state, "sent");
    await fleet.advance(300_001);
    // Not unknown, as what was sent over a connection that is lost.
    assert.equal(fleet.row(id).state, "timed_out");
  }));

Deno.test("wake fails at once when the MAC address is not known, and says how to set it", () =>
  withFleet(async (fleet) => {
    await fleet.register("Wall-L2");
    const { state, reason } = await fleet.order(1, WAKE);
    assert.equal(state, "failed");
    assert.match(reason ?? "", /^no_mac: .*signalbox display set-mac "Wall-L2" <mac>/);
  }, { wake: new FakeWake() }));

Deno.test("wake fails with the system's words when no packet could leave", () =>
  asleep(async (fleet, wake) => {
    wake.answer = { to: [], problem: "255.255.255.255: Network unreachable" };
    const { state, reason } = await fleet.order(1, WAKE, MINUTES);
    assert.equal(state, "failed");
    assert.match(reason ?? "", /^No magic packet could be sent: 255\.255\.255\.255: Network unr/);
  }));

Deno.test("wake is unknown when the display's actor is gone before the display is there", () =>
  asleep(async (fleet) => {
    const { id } = await fleet.order(1, WAKE, MINUTES);
    valueOf(await fleet.displays({ type: "forgetDisplay", nameOrId: "1", force: false }));
    await fleet.advance(300_001);
    assert.equal(fleet.row(id).state, "unknown");
  }));

Deno.test("setDisplayMac() goes before what the device claims, until it is taken back", () =>
  withFleet(async (fleet) => {
    const claimed = "02:00:5E:00:53:99";
    const macOf = async () => {
      const { macAddress, macByHand } = await fleet.find("Wall-L2");
      return [macAddress, macByHand];
    };
    await fleet.register("Wall-L2", "10.0.0.1", { macAddress: claimed });
    assert.deepEqual(await macOf(), [claimed, false]);
    assert.equal(codeOf(await setMac(fleet, MAC)), "accepted");
    assert.deepEqual(await macOf(), [MAC, true]);
    await fleet.register("Wall-L2", "10.0.0.1", { macAddress: claimed });
    assert.deepEqual(await macOf(), [MAC, true]);
    await setMac(fleet, null);
    assert.deepEqual(await macOf(), [claimed, false]);
    assert.equal(codeOf(await setMac(fleet, MAC, "Nobody")), "notFound");
  }));

Deno.test("setDisplayMac() changes nothing when the disk refuses it", () =>
  withFleet(async (fleet) => {
    await fleet.register("Wall-L2");
    fleet.stores.displays.gate.failWith(new StorageError("full", "no space left"));
    assert.equal(codeOf(await setMac(fleet, MAC)), "storageFull");
    assert.equal((await fleet.find("Wall-L2")).macAddress, null);
  }));

Deno.test("mergeDisplays() keeps the MAC address that one of the two has", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Old");
    await setMac(fleet, MAC, "Old");
    link.closes();
    await fleet.register("New", "10.0.0.2");
    valueOf(await fleet.displays({ type: "mergeDisplays", from: "Old", into: "New" }));
    assert.equal((await fleet.find("New")).macAddress, MAC);
    await fleet.advance(10_001);
    assert.equal(fleet.stores.displays.displays()[0]?.macAddress, MAC);
  }));
