import type { RotationRun } from "../../../actors/nodes/rotation/rotation_messages.ts";
import { HandlePath } from "../../../protocols/api/command.ts";
import { Rotation, RotationList } from "../../../protocols/api/node_command.ts";
import { answer, apiRoute, BASE } from "../api_route.ts";
import { ask, requesterOf } from "../requests/asking.ts";
import { putDownAround } from "../requests/audit_notes.ts";
import type { Api } from "../dependencies.ts";
import { valueOf } from "../answers/problems.ts";
import { isoTime } from "../bodies/times.ts";

const ROTATIONS = `${BASE}/rotations` as const;
const ROTATION = `${ROTATIONS}/{id}` as const;

const list = apiRoute("view", {
  method: "get",
  path: ROTATIONS,
  operationId: "listRotations",
  responses: { 200: answer(RotationList, "Rotations of keys since the start, newest first.") },
});

const detail = apiRoute("view", {
  method: "get",
  path: ROTATION,
  operationId: "getRotation",
  request: { params: HandlePath },
  responses: { 200: answer(Rotation, "The rotation, with a result for each container.") },
});

const stop = apiRoute("operate", {
  method: "delete",
  path: ROTATION,
  operationId: "stopRotation",
  request: { params: HandlePath },
  responses: { 200: answer(Rotation, "No further container is begun.") },
});

/** Rotations of keys on several containers: list, detail, stop. */
export function registerRotations(api: Api): void {
  api.openapi(list, async (c) => {
    const runs = await ask(c, c.var.deps.rotations, { type: "listRotations" });
    return c.json({ items: runs.map(rotationBody) }, 200);
  });
  api.openapi(detail, async (c) => {
    const { id } = c.req.valid("param");
    const found = await ask(c, c.var.deps.rotations, { type: "findRotation", id });
    return c.json(rotationBody(valueOf(found)), 200);
  });
  api.openapi(stop, async (c) => {
    const { id } = c.req.valid("param");
    const order = { type: "stopRotation", id, requester: requesterOf(c) } as const;
    const stopIt = async () => valueOf(await ask(c, c.var.deps.rotations, order));
    const { state } = valueOf(await ask(c, c.var.deps.rotations, { type: "findRotation", id }));
    // One that has ended does not begin again: what is refused now is refused then.
    const run = state === "running"
      ? await putDownAround(c, { kind: "rotation.stopped", key: id, name: id }, stopIt)
      : await stopIt();
    return c.json(rotationBody(run), 200);
  });
}

/** A rotation as the API shows it. */
export function rotationBody(run: RotationRun): Rotation {
  const { id, requester, createdAt, updatedAt, state, reason, pauseMs, steps } = run;
  return {
    id,
    requester: { name: requester.name, address: requester.address },
    createdAt: isoTime(createdAt),
    updatedAt: isoTime(updatedAt),
    state,
    reason,
    pauseMs,
    steps: steps.map((step) => ({ ...step, target: { ...step.target } })),
  };
}
