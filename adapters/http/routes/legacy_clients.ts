import type { DisplaySnapshot } from "../../../actors/displays/messages.ts";
import {
  LegacyClient,
  LegacyClientDraft,
  LegacyClientList,
  LegacyError,
} from "../../../protocols/api/legacy_client.ts";
import { answer, apiRoute, body } from "../api_route.ts";
import { ask } from "../requests/asking.ts";
import { identify, refuseBrowsers } from "../door/authentication.ts";
import { peerAddress } from "../door/connection.ts";
import type { Api } from "../dependencies.ts";
import { CLIENTS } from "../door/fielded_paths.ts";
import { valueOf } from "../answers/problems.ts";
import { isoTime, isoTimeOrNull } from "../bodies/times.ts";

const refused = answer(LegacyError, "The request was refused.");

const list = apiRoute("device", {
  method: "get",
  path: CLIENTS,
  operationId: "listLegacyClients",
  responses: { 200: answer(LegacyClientList, "Displays."), default: refused },
});

const announce = apiRoute("device", {
  method: "post",
  path: CLIENTS,
  operationId: "announceLegacyClient",
  request: { body: body(LegacyClientDraft) },
  responses: { 200: answer(LegacyClient, "The display."), default: refused },
});

/**
 * What fielded displays call without a token. Nobody but a token's holder sees more than the rows of the
 * caller's own address, and a known display keeps its id. Source: fielded builds C3; answers 200, not 201,
 * because C3 takes only 200 for success.
 */
export function registerLegacyClients(api: Api): void {
  api.openapi(list, async (c) => {
    refuseBrowsers(c);
    const seesAll = await identify(c) !== undefined;
    const all = await ask(c, c.var.deps.displays, { type: "listDisplays" });
    const peer = peerAddress(c);
    const rows = all.filter((display) => seesAll || display.peerAddress === peer);
    return c.json(rows.map(legacyBody), 200);
  });
  api.openapi(announce, async (c) => {
    refuseBrowsers(c);
    const { name, ip_address: claimedAddress, port } = c.req.valid("json");
    const display = await ask(c, c.var.deps.displays, {
      type: "ensureDisplay",
      name,
      claimedAddress,
      port,
      peerAddress: peerAddress(c),
    });
    return c.json(legacyBody(valueOf(display)), 200);
  });
}

function legacyBody(display: DisplaySnapshot): LegacyClient {
  const { liveness } = display;
  return {
    id: display.id,
    name: display.name,
    ip_address: display.claimedAddress ?? display.peerAddress ?? "",
    port: display.port,
    status: legacyStatus(display),
    last_seen: isoTimeOrNull(liveness.lastSeenAt),
    current_preset_id: display.currentPresetId,
    created_at: isoTime(display.createdAt),
    updated_at: isoTime(liveness.lastSeenAt ?? display.createdAt),
    status_changed_at: isoTime(liveness.since ?? display.createdAt),
    mac_address: display.macAddress,
    mac_is_manual: display.macAddress === null ? null : display.macByHand ? 1 : 0,
  };
}

/** Four words are all that the old interface had. */
function legacyStatus({ liveness, health }: DisplaySnapshot): LegacyClient["status"] {
  if (liveness.state === "never_seen" || liveness.state === "offline") return "offline";
  return health === "running" || health === "error" ? health : "online";
}
