import { CommitQueue } from "../commit_queue.ts";
import type { ActorDefinition } from "../kernel/mod.ts";
import { endAll } from "./audience.ts";
import { forgetCamera, forgetSilent } from "./directory_changes.ts";
import { configure } from "./directory_configuring.ts";
import { discover } from "./directory_discovery.ts";
import { findCamera, listCameras, locateCamera } from "./directory_reads.ts";
import { relayBound } from "./directory_relays.ts";
import { flushSeats, saveDirtySeats } from "./directory_saving.ts";
import {
  admit,
  type CameraDirectory,
  type CamerasArgs,
  type CamerasContext,
} from "./directory_state.ts";
import { retentionChanged, siteRecordingChanged } from "./log_topics.ts";
import type { CamerasMessage } from "./messages.ts";

/** Longest time that a change which nobody waits for (last seen, last answer) stays in memory only. */
const SAVE_INTERVAL_MS = 10_000;
/** How often old recordings and silent cameras are looked for. */
const RETENTION_INTERVAL_MS = 60_000;

/**
 * The directory of all cameras: who is who, by address; the supervisor of their actors; and what answers for them. An
 * answer to discovery of an address that it knows is the same camera.
 */
export const camerasActor: ActorDefinition<CamerasMessage, CameraDirectory, CamerasArgs> = {
  kind: "cameras",
  // A second and a half of the worst broker that is reckoned with, 10,000 messages a second.
  mailbox: { capacity: 16_384, whenFull: "dropNewest" },
  urgent: true,
  // The broker may be open: whoever asks does not wait behind what came over it.
  urgentMessage: ({ type }) => type !== "discovered",
  init(ctx, args) {
    const directory: CameraDirectory = {
      args,
      members: new Map(),
      byAddress: new Map(),
      commits: new CommitQueue(args.store, (cause) => ({ type: "commitSettled", cause })),
      site: { since: args.store.siteRecording() },
      warmUpUntil: ctx.monotonicMs() + args.warmUpMs,
      refused: new Set(),
      readings: { fromMs: -Infinity, count: 0 },
      retaining: false,
      retentionProblem: null,
      relays: 0,
    };
    for (const record of args.store.cameras()) admit(directory, record, ctx);
    const { since } = directory.site;
    if (since !== null) ctx.publish(siteRecordingChanged, { since });
    configure(directory, ctx);
    ctx.timers.every("save", SAVE_INTERVAL_MS, { type: "saveDue" });
    ctx.timers.every("retention", RETENTION_INTERVAL_MS, { type: "retentionDue" });
    return directory;
  },
  handle(directory, message, ctx) {
    switch (message.type) {
      case "discovered":
        return discover(directory, message.event, ctx);
      case "locateCamera":
        return ctx.reply(message, locateCamera(directory, message.nameOrId));
      case "listCameras":
        return ctx.reply(message, listCameras(directory, message));
      case "findCamera":
        return ctx.reply(message, findCamera(directory, message.nameOrId));
      case "forgetCamera":
        return forgetCamera(directory, message, ctx);
      case "configureCameras":
        directory.args.settings.current = message.settings;
        return configure(directory, ctx);
      case "relayBound":
        return relayBound(directory, message);
      case "cameraAmended":
      case "saveDue":
        return saveDirtySeats(directory, ctx);
      case "retentionDue":
        return retain(directory, ctx);
      case "retentionSettled":
        return retained(directory, message.problem, ctx);
      case "commitSettled":
        return directory.commits.settle(message.cause, ctx);
    }
  },
  async stopped(directory, reason) {
    for (const { seat } of directory.members.values()) endAll(seat.watchers, reason);
    await flushSeats(directory);
  },
};

function retain(directory: CameraDirectory, ctx: CamerasContext): void {
  forgetSilent(directory, ctx);
  if (directory.retaining) return;
  directory.retaining = true;
  ctx.pipe(
    directory.args.ports.recordings.retain(ctx.now()),
    () => ({ type: "retentionSettled", problem: null }),
    (cause) => ({
      type: "retentionSettled",
      problem: cause instanceof Error ? cause.message : String(cause),
    }),
  );
}

/** Says once that old recordings cannot be deleted, and once that they can again. */
function retained(directory: CameraDirectory, problem: string | null, ctx: CamerasContext): void {
  directory.retaining = false;
  if (problem === directory.retentionProblem) return;
  directory.retentionProblem = problem;
  ctx.publish(retentionChanged, { problem });
}
