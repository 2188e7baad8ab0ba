import { type ActorDefinition, stop } from "../kernel/mod.ts";
import { linkLost, seen } from "../liveness.ts";
import { MEMBER_RESTART } from "../member_restart.ts";
import { endAll, join, leave, tendViewers } from "./audience.ts";
import {
  type CameraArgs,
  type CameraContext,
  type CameraState,
  newCameraState,
} from "./camera_state.ts";
import { announce } from "./camera_view.ts";
import { abandonCommands, deliver, release, settleCommands, withdraw } from "./commands.ts";
import {
  closeLink,
  dial,
  dialFailed,
  dialSooner,
  linkClosed,
  linkOpened,
  redial,
  watch,
} from "./connection.ts";
import type { CameraMessage } from "./messages.ts";
import { judgeLiveness, rememberLastSeen } from "./presence.ts";
import {
  closeRecorders,
  orderRecording,
  recorderStopped,
  recordSensor,
  resumeRecording,
} from "./recording_flow.ts";
import { takeIn, watchPictures } from "./stream.ts";
import { jpegMade, retryJpeg, stopJpeg, transcoderEnded } from "./transcoding.ts";

/** How often a stream is looked at: rates, and those who watch. */
const FIGURES_MS = 1_000;
/** Figures alone are published no more often than this; a page that wants them sooner asks. */
const PUBLISH_FIGURES_MS = 5_000;

/**
 * One camera: its connection, its stream, those who watch, and its recording. Its key is the camera's id. A crash loses
 * the connection; viewers stay, and see a picture again when the camera has accepted the next one.
 */
export const cameraActor: ActorDefinition<CameraMessage, CameraState, CameraArgs> = {
  kind: "camera",
  // Reads of at most 64 KiB each: 4 MiB may wait here. Beyond, the socket is not read, and the camera waits.
  mailbox: { capacity: 64, whenFull: "wait" },
  restart: MEMBER_RESTART,
  init(ctx, args) {
    const state = args.seat.state = newCameraState(args, ctx);
    const { track } = args.seat;
    if (track.linkUp) linkLost(track, ctx.monotonicMs());
    resumeRecording(state);
    judgeLiveness(state, ctx);
    ctx.timers.every("figures", FIGURES_MS, { type: "figuresDue" });
    dial(state, ctx);
    return state;
  },
  handle(state, message, ctx) {
    switch (message.type) {
      case "videoReceived":
        return takeIn(state, message, ctx);
      case "linkOpened":
        return linkOpened(state, message.link, message.attempt, ctx);
      case "dialFailed":
        return dialFailed(state, message.reason, message.attempt, ctx);
      case "linkClosed":
        return linkClosed(state, message.link, message.reason, ctx);
      case "dialDue":
        return dial(state, ctx);
      case "watchdogDue":
        return watch(state, ctx);
      case "answered":
        return onAnswer(state, ctx);
      case "viewerJoined":
        return join(state, message.viewer, ctx);
      case "viewerLeft":
        return leave(state, message.viewerId, ctx);
      case "jpegMade":
        return jpegMade(state, message.run, message.bytes, ctx);
      case "transcoderEnded":
        return transcoderEnded(state, message.run, message.reason, ctx);
      case "jpegIdle":
        return stopJpeg(state);
      case "jpegRetryDue":
        return retryJpeg(state, ctx);
      case "recordOrdered":
        return orderRecording(state, message.order, ctx);
      case "sensorReported":
        return recordSensor(state, message.sensor, message.reading, ctx);
      case "recorderStopped":
        recorderStopped(state, message.tally, message.recorder);
        return settleCommands(state, ctx);
      case "deliverCommand":
        return deliver(state, message.command, ctx);
      case "releaseCommand":
        return release(state, message.id, ctx);
      case "withdrawCommand":
        return withdraw(state, message.id);
      case "identityChanged":
        return onIdentity(state, ctx);
      case "judgeLiveness":
        return judgeLiveness(state, ctx);
      case "figuresDue":
        return look(state, ctx);
      case "forgotten":
        state.forgotten = true;
        endAll(state.audience.all, message.reason);
        return stop(message.reason);
    }
  },
  async stopped(state, reason) {
    const { seat } = state;
    seat.state = undefined;
    rememberLastSeen(seat, 0);
    closeLink(state, reason);
    stopJpeg(state);
    abandonCommands(state, "the camera's actor was stopped");
    await closeRecorders(state);
  },
};

/** An answer to discovery is a sign of life, and the camera may accept a connection by now. */
function onAnswer(state: CameraState, ctx: CameraContext): void {
  const { track } = state.seat;
  if (!track.linkUp && track.lastSeenAt !== null) seen(track, ctx.monotonicMs(), ctx.now());
  dialSooner(state, ctx);
}

/** The directory has given the camera another name, address or relay. */
function onIdentity(state: CameraState, ctx: CameraContext): void {
  const { record: { address, port } } = state.seat;
  if (address !== state.dialed.address || port !== state.dialed.port) redial(state, ctx);
  announce(state, ctx);
}

function look(state: CameraState, ctx: CameraContext): void {
  const monotonicMs = ctx.monotonicMs();
  if (state.stream === "streaming") state.seat.meter.sample(monotonicMs);
  watchPictures(state, ctx);
  tendViewers(state, ctx);
  settleCommands(state, ctx);
  const figuresDue = state.stream === "streaming" &&
    monotonicMs - state.publishedAtMs >= PUBLISH_FIGURES_MS;
  if (state.changed || figuresDue) announce(state, ctx);
}
