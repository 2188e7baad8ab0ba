import { z } from "zod";
import type { CameraSnapshot } from "../../../actors/cameras/messages.ts";
import type { Submission } from "../../../actors/ledger/messages.ts";
import {
  CameraBroadcast,
  CameraOrder,
  CameraPath,
  CameraSubmission,
} from "../../../protocols/api/camera.ts";
import { Command } from "../../../protocols/api/command.ts";
import { IdempotencyHeaders } from "../../../protocols/api/order.ts";
import { answer, apiRoute, BASE, body } from "../api_route.ts";
import { ask, idempotencyOf, markReplayed, requesterOf } from "../requests/asking.ts";
import { CAMERA, CAMERAS } from "./cameras.ts";
import { commandBody } from "../bodies/command.ts";
import type { Api, ApiContext } from "../dependencies.ts";
import { ProblemError, valueOf } from "../answers/problems.ts";

/** Cameras that a broadcast without names reaches: more than discovery may ever add. */
const MOST_CAMERAS = 10_000;

const toOne = apiRoute("operate", {
  method: "post",
  path: `${CAMERA}/commands`,
  operationId: "orderCamera",
  request: { params: CameraPath, headers: IdempotencyHeaders, body: body(CameraOrder) },
  responses: {
    202: {
      ...answer(Command, "The command is in the ledger."),
      headers: z.object({ Location: z.string() }),
    },
  },
});

const toMany = apiRoute("operate", {
  method: "post",
  path: `${CAMERAS}/commands`,
  operationId: "broadcastCameras",
  request: { headers: IdempotencyHeaders, body: body(CameraBroadcast) },
  responses: { 202: answer(CameraSubmission, "The commands are in the ledger.") },
});

/** Commands to one camera, and to many. */
export function registerCameraCommands(api: Api): void {
  api.openapi(toMany, async (c) => {
    const wanted = c.req.valid("json");
    const key = c.req.valid("header")["idempotency-key"];
    const made = await submit(c, key, wanted, await namedCameras(c, wanted.cameras));
    const rows = made.commands.map((command) => commandBody(command, c.var.identity));
    return c.json({ commands: rows }, 202);
  });
  api.openapi(toOne, async (c) => {
    const wanted = c.req.valid("json");
    const key = c.req.valid("header")["idempotency-key"];
    const { id } = c.req.valid("param");
    const { commands: [command] } = await submit(c, key, wanted, await namedCameras(c, [id]));
    if (!command) throw new ProblemError({ code: "internal", detail: "the ledger is silent" });
    c.header("Location", `${BASE}/commands/${command.id}`);
    return c.json(commandBody(command, c.var.identity), 202);
  });
}

/** Each camera once, however often and by whatever name it was given; every camera where none is. */
async function namedCameras(
  c: ApiContext,
  names: readonly string[] | undefined,
): Promise<readonly CameraSnapshot[]> {
  const { cameras } = c.var.deps;
  if (names === undefined) {
    const all = await ask(c, cameras, { type: "listCameras", atMost: MOST_CAMERAS });
    if (all.length > 0) return all;
    throw new ProblemError({ code: "conflict", detail: "no camera is known yet" });
  }
  const found = new Map<number, CameraSnapshot>();
  for (const nameOrId of names) {
    const camera = valueOf(await ask(c, cameras, { type: "findCamera", nameOrId }));
    found.set(camera.id, camera);
  }
  return [...found.values()];
}

async function submit(
  c: ApiContext,
  key: string | undefined,
  wanted: z.infer<typeof CameraOrder> | z.infer<typeof CameraBroadcast>,
  cameras: readonly CameraSnapshot[],
): Promise<Submission> {
  const { action, deadlineMs, waitOnlineMs } = wanted;
  const submission = valueOf(
    await ask(c, c.var.deps.ledger, {
      type: "submitCommands",
      requester: requesterOf(c),
      commands: cameras.map(({ id, name }) => ({
        target: { kind: "camera", key: String(id), name },
        order: { action, params: {} },
      })),
      deadlineMs,
      waitOnlineMs,
      idempotency: await idempotencyOf(c, key, wanted),
    }),
  );
  markReplayed(c, submission.replayed);
  return submission;
}
