import { z } from "zod";
import { DisplayDetail, DisplayDraft } from "../../../protocols/api/display.ts";
import { readMacAddress } from "../../../protocols/mac_address.ts";
import { answer, apiRoute, BASE, body } from "../api_route.ts";
import { ask } from "../requests/asking.ts";
import type { Api } from "../dependencies.ts";
import { displayDetailBody } from "../bodies/display.ts";
import { valueOf } from "../answers/problems.ts";

const DISPLAYS = `${BASE}/displays` as const;

const add = apiRoute("operate", {
  method: "post",
  path: DISPLAYS,
  operationId: "addDisplay",
  request: { body: body(DisplayDraft) },
  responses: {
    201: {
      ...answer(DisplayDetail, "The new display, which nobody has seen yet."),
      headers: z.object({ Location: z.string() }),
    },
  },
});

/** A display that is told of before its device comes. */
export function registerDisplayAdding(api: Api): void {
  api.openapi(add, async (c) => {
    const { address: claimedAddress, macAddress, ...draft } = c.req.valid("json");
    const order = {
      type: "addDisplay",
      ...draft,
      claimedAddress,
      macAddress: macAddress === null ? null : readMacAddress(macAddress),
    } as const;
    const added = valueOf(await ask(c, c.var.deps.displays, order));
    c.header("Location", `${DISPLAYS}/id:${added.id}`);
    return c.json(displayDetailBody(added, c.var.deps), 201);
  });
}
