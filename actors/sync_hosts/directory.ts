import type { ActorDefinition } from "../kernel/mod.ts";
import { CommitQueue } from "../commit_queue.ts";
import { forgetSyncHost, hostChanged } from "./directory_changes.ts";
import { configure } from "./directory_configuring.ts";
import { locate } from "./directory_locating.ts";
import { describeSyncHosts, findSyncHost, isLocked, listSyncHosts } from "./directory_reads.ts";
import { flushSeats, pruneHistory, saveDirtySeats } from "./directory_saving.ts";
import { admit, type SyncDirectory, type SyncDirectoryArgs } from "./directory_state.ts";
import { HostIndex } from "./host_index.ts";
import { Mappings } from "./mappings.ts";
import type { SyncHostsMessage } from "./messages.ts";
import { SilentPeers } from "./silent_peers.ts";

/** Longest time that a change which nobody waits for (last seen, address) stays in memory only. */
const SAVE_INTERVAL_MS = 10_000;
/** How often old history is looked for: a year is kept, a day more does no harm. */
const PRUNE_INTERVAL_MS = 86_400_000;

/**
 * The directory of all sync hosts: who is who, by the addresses they claim and come from; the supervisor of their
 * actors and of those that poll; and what answers for them. What changes is on the disk before anybody hears of it.
 */
export const syncHostsActor: ActorDefinition<SyncHostsMessage, SyncDirectory, SyncDirectoryArgs> = {
  kind: "syncHosts",
  // Builds that connect for each line ask once a second: three seconds of the largest fleet that is kept.
  mailbox: { capacity: 16_384, whenFull: "dropNewest" },
  urgent: true,
  init(ctx, args) {
    const directory: SyncDirectory = {
      args,
      members: new Map(),
      index: new HostIndex(),
      silent: new SilentPeers(),
      commits: new CommitQueue(args.store, (cause) => ({ type: "commitSettled", cause })),
      warmUpUntil: ctx.monotonicMs() + args.warmUpMs,
      mappings: new Mappings([]),
      polls: 0,
    };
    for (const record of args.store.hosts()) admit(directory, record, ctx);
    configure(directory, ctx);
    pruneHistory(directory, ctx);
    ctx.timers.every("save", SAVE_INTERVAL_MS, { type: "saveDue" });
    ctx.timers.every("prune", PRUNE_INTERVAL_MS, { type: "pruneDue" });
    return directory;
  },
  handle(directory, message, ctx) {
    switch (message.type) {
      case "locateSyncHost":
        return ctx.reply(message, locate(directory, message, ctx));
      case "silentConnection":
        return directory.silent.count(message, ctx.now());
      case "getLocked":
        return ctx.reply(message, isLocked(directory, message.peerAddress));
      case "describeSyncHosts":
        return ctx.reply(message, describeSyncHosts(directory));
      case "listSyncHosts":
        return ctx.reply(message, listSyncHosts(directory, message));
      case "findSyncHost":
        return ctx.reply(message, findSyncHost(directory, message.nameOrId));
      case "forgetSyncHost":
        return forgetSyncHost(directory, message, ctx);
      case "hostChanged":
        return hostChanged(directory, message, ctx);
      case "configureSync":
        directory.args.settings.current = message.settings;
        return configure(directory, ctx);
      case "saveDue":
        return saveDirtySeats(directory, ctx);
      case "pruneDue":
        return pruneHistory(directory, ctx);
      case "commitSettled":
        return directory.commits.settle(message.cause, ctx);
    }
  },
  stopped(directory) {
    return flushSeats(directory);
  },
};
