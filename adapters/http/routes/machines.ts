import { compareAddresses, machinesOf } from "../../../actors/machines/joining.ts";
import { MachinePage, MachineQuery } from "../../../protocols/api/machine.ts";
import { answer, apiRoute, BASE } from "../api_route.ts";
import { ask } from "../requests/asking.ts";
import type { Api, ApiContext } from "../dependencies.ts";
import { decodeIdCursor, encodeIdCursor } from "../requests/id_cursor.ts";
import { machineBody, matchesMachine } from "../bodies/machine.ts";

const list = apiRoute("view", {
  method: "get",
  path: `${BASE}/machines`,
  operationId: "listMachines",
  request: { query: MachineQuery },
  responses: { 200: answer(MachinePage, "Members of the fleet by machine, ordered by address.") },
});

/** Which members stand on one machine. */
export function registerMachines(api: Api): void {
  api.openapi(list, async (c) => {
    const { q, shared = false, cursor, limit } = c.req.valid("query");
    const after = cursor === undefined ? null : decodeIdCursor(cursor);
    const found = machinesOf(await askSources(c)).filter((machine) =>
      (!shared || machine.members.length > 1) &&
      (after === null || compareAddresses(machine.address, after) > 0) &&
      matchesMachine(machine, q)
    );
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    const nextCursor = found.length > limit && last ? encodeIdCursor(last.address) : null;
    return c.json({ items: shown.map(machineBody), nextCursor }, 200);
  });
}

async function askSources(c: ApiContext) {
  const { deps } = c.var;
  const [displays, nodes, syncHosts, cameras] = await Promise.all([
    ask(c, deps.displays, { type: "listDisplays" }),
    ask(c, deps.nodes, { type: "listNodes" }),
    ask(c, deps.syncHosts, { type: "listSyncHosts" }),
    ask(c, deps.cameras, { type: "listCameras" }),
  ]);
  return { displays, nodes, syncHosts, cameras };
}
