import type { Codec, PictureFormat, VideoEvent, VideoFrame } from "../../protocols/video/events.ts";
import { frameWithParameterSets, withParameterSets } from "./bare_keyframes.ts";
import { interruptAll, placeAll } from "./audience.ts";
import type { CameraContext, CameraState } from "./camera_state.ts";
import { announce, setStream } from "./camera_view.ts";
import { deliverWaiting } from "./commands.ts";
import { giveUpLink } from "./connection.ts";
import type { ViewerUnit } from "./link.ts";
import type { VideoReceived } from "./messages.ts";
import { returnMemory } from "./memory.ts";
import { flushPieces, showPiece } from "./pieces.ts";
import { heard, judgeLiveness } from "./presence.ts";
import { joinSite, record } from "./recording_flow.ts";
import { feedJpeg } from "./transcoding.ts";
import { show } from "./watcher.ts";

/** Without a picture for so long the camera is there and does not stream, whatever else it says. */
export const PICTURE_TIMEOUT_MS = 5_000;

/** Takes in what one read of the camera's socket has brought. */
export function takeIn(state: CameraState, message: VideoReceived, ctx: CameraContext): void {
  // What a link still had to say when it was given up.
  if (message.link !== state.link) return;
  state.lastDataAtMs = ctx.monotonicMs();
  if (heard(state, ctx)) judgeLiveness(state, ctx);
  for (const event of message.events) {
    takeEvent(state, event, ctx);
    if (state.link !== message.link) return;
  }
  flushPieces(state);
  returnMemory(state, message.settled);
}

function takeEvent(state: CameraState, event: VideoEvent, ctx: CameraContext): void {
  switch (event.type) {
    case "bytesArrived":
      return onPiece(state, event, ctx);
    case "frameCompleted":
      return onFrame(state, event.frame, ctx);
    default:
      flushPieces(state);
      return takeNews(state, event, ctx);
  }
}

/** What is no picture. */
function takeNews(
  state: CameraState,
  event: Exclude<VideoEvent, { readonly type: "bytesArrived" | "frameCompleted" }>,
  ctx: CameraContext,
): void {
  switch (event.type) {
    case "streamIdentified":
      state.format = event.format;
      return setCodec(state, event.format === "lengthPrefixedJpeg" ? "jpeg" : "h264", ctx);
    case "pictureDescribed":
      state.parameterSets = event.parameterSets ?? null;
      return onPicture(state, event.picture, ctx);
    case "keepAliveReceived":
      return onKeepAlive(state, ctx);
    case "bytesSkipped":
      state.seat.meter.skippedBytes += event.bytes;
      return;
    case "streamViolated":
      return giveUpLink(state, event.detail, ctx);
  }
}

function onKeepAlive(state: CameraState, ctx: CameraContext): void {
  if (state.stream === "stalled") setStream(state, "waiting", NO_PICTURE, ctx);
}

const NO_PICTURE = "The camera is there, and sends no picture.";

function onPicture(state: CameraState, picture: PictureFormat, ctx: CameraContext): void {
  state.described = true;
  // Said again when only the parameter sets have changed.
  if (isSame(state.picture, picture)) return;
  state.picture = picture;
  setCodec(state, picture.codec, ctx);
  announce(state, ctx);
}

function isSame(some: PictureFormat | null, other: PictureFormat): boolean {
  return some !== null && some.codec === other.codec && some.width === other.width &&
    some.height === other.height && some.framesPerSecond === other.framesPerSecond &&
    some.codecString === other.codecString;
}

function setCodec(state: CameraState, codec: Codec, ctx: CameraContext): void {
  if (state.codec === codec) return;
  state.codec = codec;
  state.group.clear();
  placeAll(state, ctx);
}

function onPiece(
  state: CameraState,
  { bytes: arrived, begins }: Extract<VideoEvent, { readonly type: "bytesArrived" }>,
  ctx: CameraContext,
): void {
  const receivedAtMs = ctx.monotonicMs();
  const receivedAt = ctx.now();
  state.lastPieceAtMs = receivedAtMs;
  if (begins !== null) state.pictureBegan = { atMs: receivedAtMs, at: receivedAt };
  const bytes = begins === "keyframe" ? withParameterSets(arrived, state.parameterSets) : arrived;
  const unit: ViewerUnit = { bytes, begins, receivedAtMs, receivedAt };
  state.group.addPiece(unit);
  showPiece(state, unit);
}

function onFrame(state: CameraState, whole: VideoFrame, ctx: CameraContext): void {
  const { seat, audience, group } = state;
  const frame = frameWithParameterSets(whole, state.parameterSets);
  const unit = unitOf(state, frame, ctx);
  state.pictureBegan = null;
  state.lastFrameAtMs = ctx.monotonicMs();
  seat.meter.frame(whole.bytes.length, frame.keyframe, unit.receivedAtMs);
  if (state.stream !== "streaming") showPictures(state, ctx);
  group.addFrame(unit);
  if (frame.codec === "jpeg") show(audience.pieces, unit);
  show(audience.frames, unit);
  if (frame.codec === "h264") feedJpeg(state, unit, ctx);
  if (seat.recording !== null) record(state, seat.recording, unit, ctx);
}

/** A picture came in when its first bytes did; one of which no pieces are told, when it was whole. */
function unitOf(
  { pictureBegan, picture }: CameraState,
  frame: VideoFrame,
  ctx: CameraContext,
): ViewerUnit {
  return {
    bytes: frame.bytes,
    begins: frame.keyframe ? "keyframe" : "frame",
    frame,
    ...(picture === null ? {} : { picture }),
    receivedAtMs: pictureBegan?.atMs ?? ctx.monotonicMs(),
    receivedAt: pictureBegan?.at ?? ctx.now(),
  };
}

/** Pictures of which nobody has told what they are cannot be decoded: viewers that came in between wait for that too. */
function showPictures(state: CameraState, ctx: CameraContext): void {
  if (state.described) beginStreaming(state, ctx);
  else setStream(state, "waiting", UNDESCRIBED, ctx);
}

const UNDESCRIBED = "Pictures come, and no parameter sets that can be read; " +
  "a camera has to repeat them with each keyframe.";

function beginStreaming(state: CameraState, ctx: CameraContext): void {
  const monotonicMs = ctx.monotonicMs();
  state.streamingFromMs ??= monotonicMs;
  state.seat.meter.restart(monotonicMs);
  setStream(state, "streaming", "", ctx);
  joinSite(state, ctx);
  deliverWaiting(state, ctx);
}

/**
 * Once a second: keep-alives prove that a camera is there, and not that it streams. Bytes that go on coming and make
 * no picture are another format than the one that the stream began with: a new connection is looked at afresh.
 */
export function watchPictures(state: CameraState, ctx: CameraContext): void {
  if (state.stream !== "streaming") return;
  const monotonicMs = ctx.monotonicMs();
  if (monotonicMs - state.lastFrameAtMs < PICTURE_TIMEOUT_MS) return;
  if (monotonicMs - state.lastPieceAtMs < STILL_COMING_MS) return giveUpLink(state, ODD_BYTES, ctx);
  state.group.clear();
  state.jpeg.last = null;
  state.seat.meter.restart(monotonicMs);
  interruptAll(state);
  setStream(state, "waiting", NO_PICTURE, ctx);
}

/** Bytes that came so recently are still coming: longer than the pause between two pictures of any camera in use. */
const STILL_COMING_MS = 2_000;
const ODD_BYTES = `Bytes came for ${PICTURE_TIMEOUT_MS / 1_000} s and made no picture.`;
