import { cameraActor } from "./cameras/camera.ts";
import { displayActor } from "./displays/display.ts";
import type { ActorRef, ActorSystem } from "./kernel/mod.ts";
import type { CommandTargetMessage } from "./ledger/messages.ts";
import { nodeHostActor } from "./nodes/node_host.ts";
import { serverIdOf } from "./nodes/target_keys.ts";

type FindTarget = (
  system: ActorSystem,
  key: string,
) => ActorRef<CommandTargetMessage> | undefined;

/** Kinds of members that take commands. A new kind of member is one more line. */
const COMMAND_TARGETS: Readonly<Record<string, FindTarget>> = {
  display: (system, key) => system.find(displayActor, key),
  node: (system, key) => system.find(nodeHostActor, key),
  // A client carries out one command at a time for all its containers, so its host's actor keeps the order.
  container: (system, key) => system.find(nodeHostActor, serverIdOf(key)),
  camera: (system, key) => system.find(cameraActor, key),
};

/** Who takes the commands to a member; undefined while nobody does. */
export function findTarget(
  system: ActorSystem,
  kind: string,
  key: string,
): ActorRef<CommandTargetMessage> | undefined {
  return COMMAND_TARGETS[kind]?.(system, key);
}
