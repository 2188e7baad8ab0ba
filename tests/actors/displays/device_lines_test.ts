import assert from "node:assert/strict";
import {
  type DeviceFacts,
  DeviceLines,
  LINES_A_DAY,
  LINES_OF_ADDRESS,
  TALLY_MS,
} from "../../../actors/displays/device_lines.ts";
import { StorageError } from "../../../actors/storage_error.ts";
import { type Fleet, withFleet } from "../../support/displays/fleet.ts";

const DAY_MS = 86_400_000;
const FACTS: DeviceFacts = { kind: "display.created", key: 1, name: "Wall-L1", after: {} };
/** Longer than a change that nobody waits for stays in memory. */
const SAVED_MS = 11_000;

/** Kind, display, address and what was changed, the oldest first. */
const trail = ({ stores }: Fleet) =>
  stores.audit.lines({ limit: 500 }).items.toReversed()
    .map(({ author, kind, subject, before, after }) => ({
      line: `${kind} ${subject.name} ${author.name} ${author.address}`,
      before,
      after,
    }));

Deno.test("a display that registers for the first time has a line with its address, and none later", () =>
  withFleet(async (fleet) => {
    (await fleet.register("Wall-L1", "10.0.0.1", { macAddress: "02:00:5E:00:53:01" })).closes();
    await fleet.register("Wall-L1", "10.0.0.1", { macAddress: "02:00:5E:00:53:01" });
    await fleet.advance(SAVED_MS);
    assert.deepEqual(trail(fleet), [{
      line: "display.created Wall-L1 device 10.0.0.1",
      before: null,
      after: { name: "Wall-L1", peerAddress: "10.0.0.1", claimedMac: "02:00:5E:00:53:01" },
    }]);
  }));

Deno.test("a display that another machine takes over has a line, from the same batch as its record", () =>
  withFleet(async (fleet) => {
    const first = await fleet.register("Wall-L1", "10.0.0.1");
    first.closes();
    await fleet.register("Wall-L1", "10.0.0.9", { macAddress: "02:00:5E:00:53:09" });
    const { gate } = fleet.stores.displays;
    gate.failWith(new StorageError("full", "no space left"));
    await fleet.advance(SAVED_MS);
    assert.equal(trail(fleet).length, 1);
    gate.failWith(null);
    await fleet.advance(SAVED_MS);
    assert.equal(fleet.stores.displays.displays()[0]?.peerAddress, "10.0.0.9");
    assert.deepEqual(trail(fleet).slice(1), [{
      line: "display.changed Wall-L1 device 10.0.0.9",
      before: { peerAddress: "10.0.0.1", claimedMac: null },
      after: { peerAddress: "10.0.0.9", claimedMac: "02:00:5E:00:53:09" },
    }]);
    await fleet.advance(SAVED_MS);
    assert.equal(trail(fleet).length, 2);
  }));

Deno.test("a takeover that is not saved yet at a stop is put down with the last save", () =>
  withFleet(async (fleet) => {
    (await fleet.register("Wall-L1", "10.0.0.1")).closes();
    await fleet.register("Wall-L1", "10.0.0.9");
    await fleet.stop();
    assert.equal(trail(fleet).at(-1)?.line, "display.changed Wall-L1 device 10.0.0.9");
  }));

Deno.test("what a display tells of itself beside its address and network card is no line", () =>
  withFleet(async (fleet) => {
    await fleet.register("Wall-L1");
    const again = { version: "2.0", clientType: "tray", claimedAddress: "10.0.0.77" } as const;
    await fleet.register("WALL-L1", "10.0.0.1", again);
    await fleet.advance(SAVED_MS);
    assert.equal(fleet.stores.displays.displays()[0]?.version, "2.0");
    assert.equal(trail(fleet).length, 1);
  }));

Deno.test("mergeDisplays() hands a network card over without a line of the device", () =>
  withFleet(async (fleet) => {
    const mac = { macAddress: "02:00:5E:00:53:01" };
    (await fleet.register("Wall-L1", "10.0.0.1", mac)).closes();
    (await fleet.register("Wall-L2", "10.0.0.2")).closes();
    await fleet.displays({ type: "mergeDisplays", from: "Wall-L1", into: "Wall-L2" });
    await fleet.advance(SAVED_MS);
    assert.equal(fleet.stores.displays.displays()[0]?.claimedMac, mac.macAddress);
    assert.deepEqual(trail(fleet).map(({ line }) => line), [
      "display.created Wall-L1 device 10.0.0.1",
      "display.created Wall-L2 device 10.0.0.2",
    ]);
  }));

Deno.test("whoever registers hundreds of names has a few dozen lines, and a count of the others", () =>
  withFleet(async (fleet) => {
    const names = Array.from({ length: 300 }, (_, n) => `garbage ${n}`);
    for (const name of names) await fleet.register(name, "10.0.0.66");
    await fleet.advance(SAVED_MS);
    assert.equal(fleet.stores.displays.displays().length, names.length);
    const lines = trail(fleet);
    assert.equal(lines.length, LINES_OF_ADDRESS + 1);
    assert.deepEqual(lines.at(-1), {
      line: `display.created ${names.length - LINES_OF_ADDRESS} more device various`,
      before: null,
      after: { alsoCreated: names.length - LINES_OF_ADDRESS, alsoChanged: 0 },
    });
  }));

Deno.test("DeviceLines.of() writes so many a day in all, however many addresses there are", () => {
  let now = 0;
  const clock = { now: () => now, monotonicMs: () => now };
  const lines = new DeviceLines();
  const written = (of: number) =>
    Array.from({ length: of }, (_, n) => lines.of(`10.0.${n >> 8}.${n & 255}`, FACTS, clock))
      .flat().length;
  assert.equal(written(3_000), LINES_A_DAY);
  now = DAY_MS - 1;
  assert.equal(written(10), 0);
  now = DAY_MS;
  assert.equal(written(3_000), LINES_A_DAY);
});

Deno.test("DeviceLines.tally() tells of what was left out once an hour, and of nothing else", () => {
  let now = 0;
  const clock = { now: () => now, monotonicMs: () => now };
  const lines = new DeviceLines();
  const flood = () => {
    for (let n = 0; n < LINES_OF_ADDRESS + 5; n++) lines.of("10.0.0.1", FACTS, clock);
  };
  assert.deepEqual(lines.tally(clock), []);
  flood();
  assert.deepEqual(lines.tally(clock)[0]?.after, { alsoCreated: 5, alsoChanged: 0 });
  lines.of("10.0.0.1", { ...FACTS, kind: "display.changed" }, clock);
  now = TALLY_MS - 1;
  assert.deepEqual(lines.tally(clock), []);
  now = TALLY_MS;
  const [line] = lines.tally(clock);
  assert.deepEqual([line?.kind, line?.after], [
    "display.changed",
    { alsoCreated: 0, alsoChanged: 1 },
  ]);
});
