import type { ActorDefinition } from "../kernel/mod.ts";
import { accept } from "../outcome.ts";
import { CommitQueue } from "../commit_queue.ts";
import { syncConfigured } from "../sync_hosts/log_topics.ts";
import { syncHostChanged, syncHostRemoved, wallRemoved } from "../topics.ts";
import { askForHosts, onDescribed } from "./judging.ts";
import type { WallsMessage } from "./messages.ts";
import { addNote } from "./noting.ts";
import {
  noSuchWall,
  snapshotOf,
  type Wall,
  type Walls,
  type WallsArgs,
  type WallsContext,
} from "./walls_state.ts";

/** A verdict never depends on one message that got lost: everything is looked at again after this long. */
const LOOK_AGAIN_MS = 30_000;

/**
 * Judges the walls: whenever something about a sync host has changed it asks how all of them stand, so that a
 * verdict is about one moment. Keeps each wall's timeline, and what people write to it.
 */
export const wallsActor: ActorDefinition<WallsMessage, Walls, WallsArgs> = {
  kind: "walls",
  // One word per change of a host; while it is answered, all further ones are one.
  mailbox: { capacity: 8_192, whenFull: "dropNewest" },
  urgent: true,
  init(ctx, args) {
    ctx.subscribe(syncHostChanged, () => ({ type: "judgeWalls" }));
    ctx.subscribe(syncHostRemoved, () => ({ type: "judgeWalls" }));
    ctx.subscribe(syncConfigured, () => ({ type: "settingsChanged" }));
    ctx.timers.every("look", LOOK_AGAIN_MS, { type: "judgeWalls" });
    const walls: Walls = {
      args,
      commits: new CommitQueue(args.store, (cause) => ({ type: "commitSettled", cause })),
      walls: new Map(),
      asking: false,
      outdated: false,
    };
    configure(walls, ctx);
    return walls;
  },
  handle(walls, message, ctx) {
    switch (message.type) {
      case "judgeWalls":
        return walls.walls.size > 0 ? askForHosts(walls, ctx) : undefined;
      case "settingsChanged":
        return configure(walls, ctx);
      case "hostsDescribed":
        return onDescribed(walls, message.briefs, ctx);
      case "descriptionFailed":
        walls.asking = false;
        return;
      case "listWalls":
        return ctx.reply(
          message,
          [...walls.walls.values()].flatMap((wall) => snapshotOf(wall) ?? []),
        );
      case "findWall": {
        const wall = walls.walls.get(message.name.toLowerCase());
        const snapshot = wall && snapshotOf(wall);
        return ctx.reply(message, snapshot ? accept(snapshot) : noSuchWall(message.name));
      }
      case "addWallNote":
        return addNote(walls, message, ctx);
      case "commitSettled":
        return walls.commits.settle(message.cause, ctx);
    }
  },
  stopped(walls) {
    return walls.commits.flush([]);
  },
};

/** Takes the walls of the config file; those that were there before go on with their timeline. */
function configure(walls: Walls, ctx: WallsContext): void {
  const { settings, store } = walls.args;
  const next = new Map<string, Wall>();
  for (const { name, hosts } of settings.current.walls) {
    const before = walls.walls.get(name.toLowerCase());
    next.set(name.toLowerCase(), {
      name,
      hosts,
      members: before?.members ?? [],
      entry: before?.entry ?? store.lastWallEntry(name),
      lastNote: before?.lastNote ?? store.lastNotes(name, 1)[0] ?? null,
    });
  }
  for (const [key, { name }] of walls.walls) {
    if (!next.has(key)) ctx.publish(wallRemoved, { name });
  }
  walls.walls = next;
  if (next.size > 0) askForHosts(walls, ctx);
}
