import type { CameraSnapshot } from "../../../actors/cameras/messages.ts";
import {
  Camera,
  CameraForgetQuery,
  CameraPage,
  CameraPath,
  CameraQuery,
} from "../../../protocols/api/camera.ts";
import { answer, apiRoute, BASE } from "../api_route.ts";
import { ask } from "../requests/asking.ts";
import { cameraBody } from "../bodies/camera.ts";
import { defined } from "../bodies/defined.ts";
import type { Api } from "../dependencies.ts";
import { valueOf } from "../answers/problems.ts";
import type { WorkView } from "../requests/under_maintenance.ts";

/** Where cameras are. */
export const CAMERAS = `${BASE}/cameras` as const;
export const CAMERA = `${CAMERAS}/{id}` as const;

const list = apiRoute("view", {
  method: "get",
  path: CAMERAS,
  operationId: "listCameras",
  request: { query: CameraQuery },
  responses: { 200: answer(CameraPage, "Cameras, ordered by id.") },
});

const detail = apiRoute("view", {
  method: "get",
  path: CAMERA,
  operationId: "getCamera",
  request: { params: CameraPath },
  responses: { 200: answer(Camera, "The camera.") },
});

const forget = apiRoute("admin", {
  method: "delete",
  path: CAMERA,
  operationId: "forgetCamera",
  request: { params: CameraPath, query: CameraForgetQuery },
  responses: { 204: { description: "Forgotten. Its recordings stay." } },
});

/** Cameras: list, detail, forget. */
export function registerCameras(api: Api): void {
  api.openapi(list, async (c) => {
    const { q, liveness, stream, cursor, limit } = c.req.valid("query");
    const found = await ask(c, c.var.deps.cameras, {
      type: "listCameras",
      afterId: Number(cursor ?? 0),
      // One more than the page shows tells whether there is another.
      atMost: limit + 1,
      ...defined({ query: q, liveness, stream }),
    });
    return c.json(pageOfCameras(found, limit, c.var.deps), 200);
  });
  api.openapi(detail, async (c) => {
    const { id: nameOrId } = c.req.valid("param");
    const found = await ask(c, c.var.deps.cameras, { type: "findCamera", nameOrId });
    return c.json(cameraBody(valueOf(found), c.var.deps), 200);
  });
  api.openapi(forget, async (c) => {
    const { id: nameOrId } = c.req.valid("param");
    const { force = false } = c.req.valid("query");
    valueOf(await ask(c, c.var.deps.cameras, { type: "forgetCamera", nameOrId, force }));
    return c.body(null, 204);
  });
}

function pageOfCameras(
  cameras: readonly CameraSnapshot[],
  limit: number,
  work: WorkView,
): CameraPage {
  const items = cameras.slice(0, limit).map((each) => cameraBody(each, work));
  const last = items.at(-1);
  return { items, nextCursor: last && cameras.length > limit ? String(last.id) : null };
}
