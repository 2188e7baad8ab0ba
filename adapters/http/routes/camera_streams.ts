import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { CameraSnapshot } from "../../../actors/cameras/messages.ts";
import type { Codec } from "../../../protocols/video/events.ts";
import { CameraPath } from "../../../protocols/api/camera.ts";
import { apiRoute } from "../api_route.ts";
import { stillAllowed } from "../door/authentication.ts";
import { findCamera, joinCamera, locateCamera } from "../video/camera_viewing.ts";
import { CAMERA } from "./cameras.ts";
import { peerAddress } from "../door/connection.ts";
import type { Api, ApiContext } from "../dependencies.ts";
import type { OpenStream, OpenStreams } from "../video/open_streams.ts";
import { h264Packing, mjpegPacking, mp4Packing, type Packing } from "../video/packings.ts";
import { ProblemError } from "../answers/problems.ts";
import { SnapshotViewer } from "../video/snapshot_viewer.ts";
import type { RouteCost } from "../door/load_guards.ts";
import { type NodeAnswer, NothingToSee, StreamViewer } from "../video/stream_viewer.ts";
import { binary } from "../answers/video_answer.ts";

/** For a first picture: a keyframe comes every second or two, and a slow transcoder starts within two. */
const FIRST_PICTURE_MS = 5_000;

const MJPEG = "multipart/x-mixed-replace";

const h264 = videoRoute("stream.h264", {
  operationId: "streamCameraH264",
  contentType: "video/h264",
  what: "Raw Annex B.",
  cost: "stream",
});
const mp4 = videoRoute("stream.mp4", {
  operationId: "streamCameraMp4",
  contentType: "video/mp4",
  what: "Fragmented MP4.",
  cost: "stream",
});
const mjpeg = videoRoute("stream.mjpeg", {
  operationId: "streamCameraMjpeg",
  contentType: MJPEG,
  what: "JPEG pictures.",
  cost: "stream",
});
const snapshot = videoRoute("snapshot.jpg", {
  operationId: "getCameraSnapshot",
  contentType: "image/jpeg",
  what: "A picture, now.",
  cost: "expensive",
});

/** A form in which pictures are given. */
interface Form {
  readonly operationId: string;
  readonly contentType: string;
  readonly what: string;
  readonly cost: RouteCost;
}

function videoRoute<N extends string>(
  name: N,
  { operationId, contentType, what, cost }: Form,
) {
  return apiRoute("view", {
    method: "get",
    path: `${CAMERA}/${name}`,
    operationId,
    request: { params: CameraPath },
    responses: {
      200: binary(
        contentType,
        `${what} Live; a camera without pictures is 503, never its last one.`,
      ),
    },
  }, { takesBasic: true, cost });
}

/** What cameras send, for players and browsers. */
export function registerCameraStreams(api: Api, streams: OpenStreams): void {
  api.openapi(h264, (c) => stream(c, c.req.valid("param").id, streams, h264Packing()));
  api.openapi(mp4, (c) => stream(c, c.req.valid("param").id, streams, mp4Packing()));
  api.openapi(mjpeg, (c) => stream(c, c.req.valid("param").id, streams, mjpegPacking()));
  api.openapi(snapshot, async (c) => {
    const { id } = c.req.valid("param");
    const camera = await showingCamera(c, id, ["jpeg"]);
    const headers = { "Content-Type": "image/jpeg" };
    if (c.req.method === "HEAD") return c.body(null, 200, headers);
    const viewer = new SnapshotViewer(peerAddress(c));
    const leave = joinCamera(await locateCamera(c, camera), viewer);
    const picture = await viewer.picture(FIRST_PICTURE_MS).catch(explain).finally(leave);
    return c.body(new Uint8Array(picture), 200, headers);
  });
}

async function stream(
  c: ApiContext,
  nameOrId: string,
  streams: OpenStreams,
  packing: Packing,
): Promise<Response> {
  const camera = await showingCamera(c, nameOrId, packing.codecs);
  const head = c.body(null, 200, { "Content-Type": packing.contentType });
  if (c.req.method === "HEAD") return head;
  const ref = await locateCamera(c, camera);
  const answer = answerOf(c);
  const viewer = new StreamViewer(
    packing,
    answer,
    peerAddress(c),
    Object.fromEntries(head.headers),
  );
  const open: OpenStream = {
    owner: c.var.identity.tokenId,
    isOver: () => viewer.isOver,
    stillAllowed: () => stillAllowed(c),
    drop: (reason) => viewer.drop(reason),
  };
  if (!streams.add(open)) {
    throw new ProblemError({ code: "tooMany", detail: "too many streams are open" });
  }
  const leave = joinCamera(ref, viewer);
  answer.once("close", () => {
    streams.remove(open);
    viewer.end("The viewer has left.");
    leave();
  });
  try {
    await viewer.begun(FIRST_PICTURE_MS);
  } catch (error) {
    streams.remove(open);
    leave();
    explain(error);
  }
  return RESPONSE_ALREADY_SENT;
}

/** The camera, where it has pictures that can be shown; else the problem that says why not. */
async function showingCamera(
  c: ApiContext,
  nameOrId: string,
  codecs: readonly Codec[],
): Promise<CameraSnapshot> {
  const { transcoder } = c.var.deps;
  const camera = await findCamera(c, nameOrId);
  const { stream, reason, picture } = camera;
  if (stream === "connecting" || stream === "stalled") {
    throw new ProblemError({ code: "unavailable", detail: reason || `the camera is ${stream}` });
  }
  if (picture === null || codecs.includes(picture.codec)) return camera;
  if (picture.codec === "jpeg") {
    const detail = "this camera sends JPEG pictures: ask for stream.mjpeg or snapshot.jpg";
    throw new ProblemError({ code: "notImplemented", detail });
  }
  if (transcoder.unavailable === null) return camera;
  throw new ProblemError({ code: "notImplemented", detail: transcoder.unavailable });
}

function explain(error: unknown): never {
  if (!(error instanceof NothingToSee)) throw error;
  throw new ProblemError({ code: "unavailable", detail: error.message });
}

function answerOf(c: ApiContext): NodeAnswer {
  const answer = c.env.outgoing;
  // Without a port there is nobody to stream to; tests hand in an answer of their own.
  if (answer === undefined) throw new TypeError("a stream needs a socket");
  if (answer.destroyed) throw new ProblemError({ code: "unavailable", detail: "the viewer left" });
  return answer;
}
