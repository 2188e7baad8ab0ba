import assert from "node:assert/strict";
import type { ActorSystem } from "../../../actors/kernel/mod.ts";
import { nodesActor } from "../../../actors/nodes/directory.ts";
import type { NodesMessage, OrderNodes, RegisterNode } from "../../../actors/nodes/messages.ts";
import { rotationActor } from "../../../actors/nodes/rotation/rotation.ts";
import type { RotationMessage } from "../../../actors/nodes/rotation/rotation_messages.ts";
import { sessionKeyChanged } from "../../../actors/session_keys/topics.ts";
import { aContainer, aKey, FakeNodeLink } from "./fake_node_link.ts";
import { TESTER, valueOf } from "../displays/fleet.ts";

const ASK = { timeoutMs: 10_000 };
type FindContainer = Extract<NodesMessage, { readonly type: "findContainer" }>;
type ListRotations = Extract<RotationMessage, { readonly type: "listRotations" }>;

/** A host of a running control host whose client never answers a command; it has 3node0 and 3node1. */
export async function exampleNode(system: ActorSystem, serverId = "HOST-1"): Promise<string> {
  const nodes = system.find(nodesActor, "nodes") ?? assert.fail("there is no directory of nodes");
  const link = new FakeNodeLink(Date.now);
  const register: RegisterNode = {
    type: "registerNode",
    serverId,
    version: "1.1.0",
    link,
    account: null,
  };
  link.host = valueOf(await nodes.ask(register, ASK));
  link.reports([aContainer("3node0"), aContainer("3node1")]);
  const find: FindContainer = { type: "findContainer", serverId, container: "3node1" };
  // The reading goes through the actors of host and containers before it is seen.
  for (let tries = 0; tries < 1_000; tries++) {
    const found = await nodes.ask(find, ASK);
    if (found.ok && found.value.present) return serverId;
  }
  assert.fail("the example's reading did not arrive");
}

/** A session key that a host of its own has told; answers its id. */
export async function exampleKey(system: ActorSystem): Promise<string> {
  const nodes = system.find(nodesActor, "nodes") ?? assert.fail("there is no directory of nodes");
  const link = new FakeNodeLink(Date.now);
  const named = { serverId: "KEY-HOST", version: "1.1.0", account: null } as const;
  const register: RegisterNode = { type: "registerNode", ...named, link };
  link.host = valueOf(await nodes.ask(register, ASK));
  const stored = Promise.withResolvers<string>();
  const unsubscribe = system.subscribe(sessionKeyChanged, ({ keyId }) => stored.resolve(keyId));
  link.says({ type: "keyUpdated", container: "3node0", sessionKey: aKey(), at: null });
  try {
    return await stored.promise;
  } finally {
    unsubscribe();
  }
}

/** A rotation of keys on that host which is under way, or the one that is already. */
export async function exampleRotation(system: ActorSystem, serverId: string): Promise<string> {
  const rotations = system.find(rotationActor, "rotations") ?? assert.fail("no rotations");
  const list: ListRotations = { type: "listRotations" };
  const running = (await rotations.ask(list, ASK)).find(({ state }) => state === "running");
  if (running) return running.id;
  const order: OrderNodes = {
    type: "orderNodes",
    selection: { scope: "each", filter: { serverIds: [serverId] } },
    command: "rotate_keys",
    params: {},
    requester: TESTER,
    rights: ["keys"],
    deadlineMs: null,
    waitOnlineMs: null,
    idempotency: null,
  };
  const nodes = system.find(nodesActor, "nodes") ?? assert.fail("there is no directory of nodes");
  const { rotation } = valueOf(await nodes.ask(order, ASK));
  return rotation?.id ?? assert.fail("no rotation was begun");
}
