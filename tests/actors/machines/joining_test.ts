import assert from "node:assert/strict";
import { compareAddresses, machinesOf } from "../../../actors/machines/joining.ts";
import { sampleCamera } from "../../adapters/http/stubs/camera_samples.ts";
import { sampleSnapshot } from "../../adapters/http/stubs/samples.ts";
import { sampleSyncHost } from "../../adapters/http/stubs/sync_samples.ts";

const NOBODY = { displays: [], nodes: [], syncHosts: [], cameras: [] };
const liveness = sampleSnapshot(1).liveness;

Deno.test("machinesOf() goes by the address that we see, and by the claimed one where there is no other", () => {
  const displays = [
    sampleSnapshot(1, { peerAddress: "192.0.2.1", claimedAddress: "192.0.2.9" }),
    sampleSnapshot(2, { peerAddress: null, claimedAddress: "192.0.2.1" }),
    sampleSnapshot(3, { peerAddress: null, claimedAddress: null }),
  ];
  const [machine, ...others] = machinesOf({ ...NOBODY, displays });
  assert.deepEqual(others, []);
  assert.deepEqual(
    machine?.members.map(({ key, by, claimedAddress }) => [key, by, claimedAddress]),
    [
      ["1", "peer", "192.0.2.9"],
      ["2", "claimed", "192.0.2.1"],
    ],
  );
});

Deno.test("machinesOf() joins all kinds, displays first", () => {
  const [machine] = machinesOf({
    ...NOBODY,
    cameras: [{ ...sampleCamera(1), address: "192.0.2.1" }],
    syncHosts: [{ ...sampleSyncHost(1), peerAddress: "192.0.2.1" }],
    displays: [sampleSnapshot(1, { peerAddress: "192.0.2.1" })],
  });
  assert.deepEqual(machine?.members.map(({ kind }) => kind), ["display", "syncHost", "camera"]);
});

Deno.test("machinesOf() says a machine is there when somebody on it is heard", () => {
  const at = (id: number, state: "online" | "offline" | "never_seen") =>
    sampleSnapshot(id, { peerAddress: "192.0.2.1", liveness: { ...liveness, state } });
  const stateOf = (...displays: ReturnType<typeof at>[]) =>
    machinesOf({ ...NOBODY, displays })[0]?.liveness;
  assert.equal(stateOf(at(1, "offline"), at(2, "online")), "online");
  assert.equal(stateOf(at(1, "never_seen"), at(2, "offline")), "offline");
});

Deno.test("compareAddresses() counts, and tells all addresses apart", () => {
  const sorted = ["192.0.2.10", "camera.example", "192.0.2.9", "2001:db8::2", "192.0.2.1"]
    .sort(compareAddresses);
  assert.deepEqual(sorted.slice(0, 3), ["192.0.2.1", "192.0.2.9", "192.0.2.10"]);
  assert.notEqual(compareAddresses("2001:db8::a", "2001:DB8::A"), 0);
  assert.equal(compareAddresses("192.0.2.1", "192.0.2.1"), 0);
});
