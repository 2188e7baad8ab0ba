import type { NodesMessage } from "../../../../actors/nodes/messages.ts";
import type { ContainerSummary, NodeSnapshot } from "../../../../actors/nodes/views.ts";
import type {
  RotationMessage,
  RotationRun,
} from "../../../../actors/nodes/rotation/rotation_messages.ts";
import { accept } from "../../../../actors/outcome.ts";
import type { StoredSessionKey } from "../../../../actors/session_keys/store.ts";
import { aContainer, aSystem } from "../../../support/nodes/fake_node_link.ts";
import { aSpan, planOf } from "../../../support/nodes/history_samples.ts";
import { AT, sampleCommand } from "../../../support/stores/store_samples.ts";
import { StubRef } from "./stub_ref.ts";

/** A container with every optional fact. */
export const sampleContainer: ContainerSummary = {
  id: 1,
  serverId: "HOST-1",
  name: "3node0",
  health: "running",
  reason: "In step with its chain.",
  liveness: "online",
  present: true,
  configured: true,
  createdAt: AT,
  stats: aContainer(),
  statsAt: AT,
  era: 1412,
  eraAt: AT,
  validator: { active: true, account: null, era: 1412, at: AT },
  payout: { container: "3node0", currentEra: 1412, unclaimed: 0, synced: true, error: null },
  payoutAt: AT,
  backup: { file: "3node0-keys.tar.gz", at: AT },
};

/** A host with every optional fact. */
export function sampleNode(serverId: string): NodeSnapshot {
  return {
    serverId,
    name: "rack-mac-02",
    version: "1.1.0",
    account: "ops",
    liveness: {
      state: "online",
      reason: "Heard in time.",
      since: AT,
      lastSeenAt: AT,
      intervalMs: 1_000,
      staleAfterMs: 5_000,
      offlineAfterMs: 30_000,
    },
    health: "ok",
    reason: "Everything that should run runs.",
    connected: true,
    secure: true,
    peerAddress: "192.0.2.7",
    createdAt: AT,
    intervalMs: 1_000,
    clockOffsetMs: -12,
    system: aSystem(),
    systemAt: AT,
    sequence: { received: 9, missing: 1, repeats: 0, late: 0, restarts: 0 },
    containers: { total: 1, running: 1, syncing: 0, stopped: 0, failing: 0 },
    work: {
      commandId: "cmd_1",
      action: "logs",
      target: "HOST-1/3node0",
      sentAt: AT,
      abandoned: false,
    },
    queued: 1,
    members: [sampleContainer],
    notes: [{ at: AT, kind: "eraBegan", container: "3node0", detail: "1411 → 1412" }],
  };
}

/** A rotation under way. */
export const sampleRotation: RotationRun = {
  id: "rot_1",
  requester: { name: "operator", address: "10.0.0.9" },
  createdAt: AT,
  updatedAt: AT,
  state: "running",
  reason: null,
  pauseMs: 0,
  steps: [{
    target: { kind: "container", key: "HOST-1/3node0", name: "HOST-1/3node0" },
    state: "rotating",
    commandId: "cmd_2",
    keyId: null,
    reason: null,
  }],
};

/** A key that its container holds. */
export const sampleKey: StoredSessionKey = {
  keyId: "key_1",
  serverId: "HOST-1",
  container: "3node0",
  masked: "0x1a2b3c4d…",
  source: "fielded_text",
  at: AT,
  verification: { keyId: "key_1", verified: true, detail: "The container holds it.", at: AT },
};

/** Answers with two hosts, and takes any order. */
export function stubNodes() {
  return new StubRef<NodesMessage>({
    listNodes: () => [sampleNode("HOST-1"), sampleNode("HOST-2")],
    findNode: ({ serverId }) => accept(sampleNode(serverId)),
    listContainers: () => [sampleContainer],
    findContainer: () => accept(sampleContainer),
    forgetNode: () => accept(null),
    readHistory: ({ resolution }) =>
      accept(
        resolution === "second"
          ? { resolution, points: [] }
          : { resolution, plan: planOf([aSpan(3)], { resolution }) },
      ),
    orderNodes: ({ command, idempotency }) => {
      const several = command === "rotate_keys";
      const row = sampleCommand("cmd_2", { idempotencyKey: idempotency?.key ?? null });
      const rotation = several ? sampleRotation : null;
      return accept({ commands: several ? [] : [row], rotation, replayed: false });
    },
  });
}

/** Answers with one rotation. */
export function stubRotations() {
  return new StubRef<RotationMessage>({
    listRotations: () => [sampleRotation],
    findRotation: () => accept(sampleRotation),
    stopRotation: () => accept({ ...sampleRotation, state: "stopped", reason: "Stopped." }),
  });
}
