import type { CameraSnapshot } from "../../../actors/cameras/messages.ts";
import { cameraChanged } from "../../../actors/topics.ts";
import { CameraPath } from "../../../protocols/api/camera.ts";
import { LiveQuery } from "../../../protocols/api/live.ts";
import { apiRoute } from "../api_route.ts";
import { refuseForeignOrigin, stillAllowed } from "../door/authentication.ts";
import { findCamera, joinCamera, locateCamera } from "../video/camera_viewing.ts";
import { CAMERA } from "./cameras.ts";
import { peerAddress } from "../door/connection.ts";
import type { Api, ApiContext, UpgradedSocket } from "../dependencies.ts";
import { LiveViewer } from "../video/live_viewer.ts";
import type { OpenStream, OpenStreams } from "../video/open_streams.ts";
import { ProblemError } from "../answers/problems.ts";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";

// OpenAPI has no words for WebSockets.
const live = apiRoute("view", {
  method: "get",
  path: `${CAMERA}/live`,
  operationId: "watchCameraLive",
  hide: true,
  request: { params: CameraPath, query: LiveQuery },
  responses: { 101: { description: "Messages as protocols/api/live.ts describes them." } },
}, { cost: "stream" });

/** What a camera sends over a WebSocket, for pages. */
export function registerCameraLive(api: Api, streams: OpenStreams): void {
  api.openapi(live, async (c) => {
    refuseForeignOrigin(c);
    const camera = await findCamera(c, c.req.valid("param").id);
    const accept = c.env?.accept;
    if (accept === undefined) {
      throw new ProblemError({ code: "upgradeRequired", detail: "ask for it as a WebSocket" });
    }
    const ref = await locateCamera(c, camera);
    const socket = await accept();
    const viewer = new LiveViewer(socket, peerAddress(c), c.req.valid("query").as);
    const stop = follow(c, socket, viewer, camera, streams);
    if (stop === undefined) return RESPONSE_ALREADY_SENT;
    const leave = joinCamera(ref, viewer);
    socket.once("close", () => {
      stop();
      leave();
    });
    return RESPONSE_ALREADY_SENT;
  });
}

/** Answers the way to stop; undefined when there are too many streams, which the viewer was told. */
function follow(
  c: ApiContext,
  socket: UpgradedSocket,
  viewer: LiveViewer,
  camera: CameraSnapshot,
  streams: OpenStreams,
): (() => void) | undefined {
  const { system, now } = c.var.deps;
  const open: OpenStream = {
    owner: c.var.identity.tokenId,
    isOver: () => viewer.isOver,
    stillAllowed: () => stillAllowed(c),
    drop: (reason) => viewer.drop(reason),
  };
  // A frame that breaks the WebSocket protocol: the library closes with the code that it deserves.
  socket.on("error", () => {});
  if (!streams.add(open)) {
    viewer.end("Too many streams are open.");
    return undefined;
  }
  socket.on("message", (data, isBinary) => {
    if (!isBinary) viewer.receive(String(data), now());
  });
  viewer.tell(camera);
  const unsubscribe = system.subscribe(cameraChanged, (changed) => {
    if (changed.id === camera.id) viewer.tell(changed);
  });
  return () => {
    viewer.closed();
    unsubscribe();
    streams.remove(open);
  };
}
