import type { ActorDefinition } from "../kernel/mod.ts";
import { WARM_UP_MS } from "../liveness.ts";
import { forgetNode, sampleSome } from "./directory_changes.ts";
import { orderNodes, planNodes } from "./directory_orders.ts";
import {
  findContainer,
  findNode,
  listContainers,
  listNodes,
  readHistory,
} from "./directory_reads.ts";
import { register } from "./directory_registration.ts";
import {
  firstSeen,
  flushNodes,
  NEWCOMER_ROWS,
  saveDirty,
  saveNewcomers,
  saveSettled,
} from "./directory_saving.ts";
import { admitKnown, type NodeDirectory, type NodesArgs } from "./directory_state.ts";
import { KeyVault } from "./key_vault.ts";
import type { NodesMessage } from "./messages.ts";

/** Longest time that a change which nobody waits for stays in memory only; what is new goes at once. */
const SAVE_INTERVAL_MS = 10_000;
const SAMPLE_INTERVAL_MS = 1_000;

/**
 * The directory of all node hosts: who has which server id, what may be ordered of them, and the supervisor of their
 * actors. A host is let in before it is on the disk: clients wait five seconds for their first word.
 */
export const nodesActor: ActorDefinition<NodesMessage, NodeDirectory, NodesArgs> = {
  kind: "nodes",
  // A connect storm of a whole fleet fits; what is beyond it is a flood.
  mailbox: { capacity: 16_384, whenFull: "dropNewest" },
  urgent: true,
  init(ctx, args) {
    const directory: NodeDirectory = {
      args,
      members: new Map(),
      vault: new KeyVault(),
      warmUpUntil: ctx.monotonicMs() + (args.warmUpMs ?? WARM_UP_MS),
      nextSample: 0,
      saving: false,
      sweeping: false,
      queue: [],
      newcomers: new Set(),
      newcomerRows: NEWCOMER_ROWS,
    };
    admitKnown(directory, ctx);
    ctx.timers.every("save", SAVE_INTERVAL_MS, { type: "saveDue" });
    ctx.timers.every("sample", SAMPLE_INTERVAL_MS, { type: "sampleDue" });
    return directory;
  },
  handle(directory, message, ctx) {
    switch (message.type) {
      case "registerNode":
        return register(directory, message, ctx);
      case "orderNodes":
        return orderNodes(directory, message, ctx);
      case "planNodes":
        return planNodes(directory, message, ctx);
      case "listNodes":
        return listNodes(directory, message, ctx);
      case "listContainers":
        return ctx.reply(message, listContainers(directory));
      case "findNode":
        return findNode(directory, message, ctx);
      case "findContainer":
        return findContainer(directory, message, ctx);
      case "readHistory":
        return readHistory(directory, message, ctx);
      case "forgetNode":
        return forgetNode(directory, message, ctx);
      case "firstSeen":
        return firstSeen(directory, message.serverId, ctx);
      case "newcomersDue":
        return saveNewcomers(directory, ctx);
      case "saveDue":
        directory.newcomerRows = NEWCOMER_ROWS;
        return saveDirty(directory, ctx);
      case "saveSettled":
        return saveSettled(directory, message.batch, message.cause, ctx);
      case "sampleDue":
        return sampleSome(directory, ctx);
    }
  },
  stopped(directory, _reason, ctx) {
    return flushNodes(directory, ctx.now());
  },
};
