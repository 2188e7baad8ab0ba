import type { ActorDefinition } from "../kernel/mod.ts";
import { WARM_UP_MS } from "../liveness.ts";
import { DeviceLines } from "./device_lines.ts";
import { addDisplay, addDisplayNames } from "./directory_adding.ts";
import { ensureDisplay, forgetDisplay, mergeDisplays, renameDisplay } from "./directory_changes.ts";
import { setDisplayMac } from "./directory_mac.ts";
import { describeDisplays, findDisplay, listDisplays } from "./directory_reads.ts";
import { register, stray } from "./directory_registration.ts";
import { flushSeats, saveDirtySeats, saveSettled } from "./directory_saving.ts";
import { admit, type Directory, type DirectoryArgs } from "./directory_state.ts";
import type { DisplaysMessage } from "./messages.ts";
import { NameIndex } from "./name_index.ts";

/** Longest time that a change which nobody waits for (last seen, address) stays in memory only. */
const SAVE_INTERVAL_MS = 10_000;

/**
 * The directory of all displays: who has which name, and the supervisor of their actors. Answers that
 * promise something are given when it is on the disk.
 */
export const displaysActor: ActorDefinition<DisplaysMessage, Directory, DirectoryArgs> = {
  kind: "displays",
  // A connect storm of a whole fleet fits; what is beyond it is a flood.
  mailbox: { capacity: 16_384, whenFull: "dropNewest" },
  urgent: true,
  init(ctx, args) {
    const directory: Directory = {
      args,
      members: new Map(),
      names: new NameIndex(),
      newcomers: new Map(),
      warmUpUntil: ctx.monotonicMs() + (args.warmUpMs ?? WARM_UP_MS),
      nextId: args.store.nextDisplayId(),
      saving: false,
      queue: [],
      deviceLines: new DeviceLines(),
    };
    for (const record of args.store.displays()) admit(directory, record, ctx);
    ctx.timers.every("save", SAVE_INTERVAL_MS, { type: "saveDue" });
    return directory;
  },
  handle(directory, message, ctx) {
    switch (message.type) {
      case "deviceSpoke":
        if (message.event.type !== "registered") return stray(directory, message);
        return register(directory, message.link, message.event, ctx);
      case "linkAlive":
      case "linkClosed":
      case "commandDelivered":
        return;
      case "listDisplays":
        return listDisplays(directory, message, ctx);
      case "findDisplay":
        return findDisplay(directory, message, ctx);
      case "describeDisplays":
        return describeDisplays(directory, message, ctx);
      case "ensureDisplay":
        return ensureDisplay(directory, message, ctx);
      case "addDisplay":
        return addDisplay(directory, message, ctx);
      case "addDisplayNames":
        return addDisplayNames(directory, message, ctx);
      case "renameDisplay":
        return renameDisplay(directory, message, ctx);
      case "setDisplayMac":
        return setDisplayMac(directory, message, ctx);
      case "mergeDisplays":
        return mergeDisplays(directory, message, ctx);
      case "forgetDisplay":
        return forgetDisplay(directory, message, ctx);
      case "saveDue":
        return saveDirtySeats(directory, ctx);
      case "saveSettled":
        return saveSettled(directory, message.batch, message.cause, ctx);
    }
  },
  stopped(directory, _reason, ctx) {
    return flushSeats(directory, ctx);
  },
};
