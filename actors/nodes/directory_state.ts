import type { ActorRef, Context } from "../kernel/mod.ts";
import type { ExecBlockList } from "./commands/exec_block_list.ts";
import { KeyVault } from "./key_vault.ts";
import type { NodesMessage, PendingSave } from "./messages.ts";
import type { NodeHostMessage } from "./host_messages.ts";
import { nodeHostActor } from "./node_host.ts";
import type { NodeTools } from "./node_host_state.ts";
import type { RotationMessage } from "./rotation/rotation_messages.ts";
import { newContainerSeat, newSeat, type NodeSeat } from "./seat.ts";
import type { NodeRecord, NodeStore } from "./store.ts";

/** What the directory is started with. */
export interface NodesArgs extends NodeTools {
  readonly store: NodeStore;
  readonly rotations: ActorRef<RotationMessage>;
  readonly execBlockList: ExecBlockList;
  /** Clients need no token to register, so their number has a limit. */
  readonly maxNodes: number;
  /** How long after the start nothing is called offline; default a minute. */
  readonly warmUpMs?: number | undefined;
}

/** One host as the directory keeps it. */
export interface NodeMember {
  readonly seat: NodeSeat;
  readonly ref: ActorRef<NodeHostMessage>;
}

/** The directory's state; built from the store at every start. */
export interface NodeDirectory {
  readonly args: NodesArgs;
  readonly members: Map<string, NodeMember>;
  readonly vault: KeyVault;
  readonly warmUpUntil: number;
  /** Hosts that are sampled one after the other, and which comes next. */
  nextSample: number;
  /** True while a batch is on its way to the disk; the next one gathers meanwhile. */
  saving: boolean;
  /** True while the regular save has more to write than one batch holds. */
  sweeping: boolean;
  queue: PendingSave[];
  /** Server ids of hosts that are new, or have a new container, and are not on their way to the disk yet. */
  readonly newcomers: Set<string>;
  /** Rows that newcomers may still have written before the next regular save. */
  newcomerRows: number;
}

export type NodesContext = Context<NodesMessage>;

/** Gives a host its actor. `dirty`: the disk does not know it yet. */
export function admit(
  directory: NodeDirectory,
  record: NodeRecord,
  dirty: boolean,
  ctx: NodesContext,
): NodeMember {
  return start(directory, newSeat(record, dirty), ctx);
}

/** Gives every host of the store its actor, with its containers. */
export function admitKnown(directory: NodeDirectory, ctx: NodesContext): void {
  const { store } = directory.args;
  const seats = new Map(store.nodes().map((node) => [node.serverId, newSeat(node, false)]));
  for (const container of store.containers()) {
    const seat = seats.get(container.serverId);
    seat?.containers.set(container.name, newContainerSeat(container, false));
  }
  for (const seat of seats.values()) start(directory, seat, ctx);
}

function start(directory: NodeDirectory, seat: NodeSeat, ctx: NodesContext): NodeMember {
  const { ledger, history, backups, outputs, keys, rules, store } = directory.args;
  const { serverId } = seat.record;
  const args = {
    seat,
    ledger,
    history,
    backups,
    outputs,
    keys,
    rules,
    vault: directory.vault,
    warmUpUntil: directory.warmUpUntil,
    nextContainerId: () => store.nextContainerId(),
    firstSeen: () => void ctx.self.tell({ type: "firstSeen", serverId }),
  };
  const member = { seat, ref: ctx.spawn(nodeHostActor, args, { key: serverId }) };
  directory.members.set(serverId, member);
  return member;
}
