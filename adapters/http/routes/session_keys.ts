import type { StoredSessionKey } from "../../../actors/session_keys/store.ts";
import {
  RevealedSessionKey,
  SessionKey,
  SessionKeyDraft,
  SessionKeyHistoryQuery,
  SessionKeyList,
  SessionKeyPage,
  SessionKeyPath,
  SessionKeyQuery,
} from "../../../protocols/api/session_key.ts";
import { answer, apiRoute, BASE, body } from "../api_route.ts";
import { ask, requesterOf } from "../requests/asking.ts";
import { putDown, putDownAround } from "../requests/audit_notes.ts";
import type { Api } from "../dependencies.ts";
import { decodeIdCursor, encodeIdCursor } from "../requests/id_cursor.ts";
import { valueOf } from "../answers/problems.ts";
import { sessionKeyBody } from "../bodies/session_key.ts";

const KEYS = `${BASE}/session-keys` as const;

const list = apiRoute("view", {
  method: "get",
  path: KEYS,
  operationId: "listSessionKeys",
  request: { query: SessionKeyQuery },
  responses: {
    200: answer(
      SessionKeyPage,
      "The newest key of each container, masked, ordered by host and container.",
    ),
  },
});

const history = apiRoute("view", {
  method: "get",
  path: `${KEYS}/history`,
  operationId: "getSessionKeyHistory",
  request: { query: SessionKeyHistoryQuery },
  responses: { 200: answer(SessionKeyList, "The keys of a container, masked, newest first.") },
});

const reveal = apiRoute("operate", {
  method: "post",
  path: `${KEYS}/{keyId}/reveal`,
  operationId: "revealSessionKey",
  request: { params: SessionKeyPath },
  responses: { 200: answer(RevealedSessionKey, "The key itself. Who has asked is an event.") },
}, { right: "keys" });

const takeIn = apiRoute("admin", {
  method: "post",
  path: KEYS,
  operationId: "importSessionKey",
  request: { body: body(SessionKeyDraft) },
  responses: {
    200: answer(SessionKey, "The container's history had this key already."),
    201: answer(SessionKey, "The key, below all that the container has told since; masked."),
  },
}, { right: "keys" });

/**
 * Session keys: the newest ones, a container's history, and for whoever has the right `keys` a key itself, and a way to
 * bring in those of an old server.
 */
export function registerSessionKeys(api: Api): void {
  api.openapi(list, (c) => {
    const { serverId, cursor, limit } = c.req.valid("query");
    const after = cursor === undefined ? "" : decodeIdCursor(cursor);
    const keys = c.var.deps.keys.newest()
      .filter((key) => serverId === undefined || key.serverId === serverId)
      .sort((one, other) => placeOf(one) < placeOf(other) ? -1 : 1)
      .filter((key) => placeOf(key) > after);
    return c.json(pageOf(keys, limit), 200);
  });
  api.openapi(history, (c) => {
    const { serverId, container, limit } = c.req.valid("query");
    const keys = c.var.deps.keys.history(serverId, container, limit);
    return c.json({ items: keys.map(sessionKeyBody) }, 200);
  });
  api.openapi(reveal, async (c) => {
    const { keyId } = c.req.valid("param");
    const { rights } = c.var.identity;
    const order = { type: "revealSessionKey", keyId, rights, requester: requesterOf(c) } as const;
    const { stored, sessionKey } = valueOf(await ask(c, c.var.deps.sessionKeys, order));
    await putDown(c, { kind: "sessionKey.revealed", ...subjectOf(stored) });
    return c.json({ ...sessionKeyBody(stored), sessionKey }, 200);
  });
  api.openapi(takeIn, async (c) => {
    const { at, ...key } = c.req.valid("json");
    const { rights } = c.var.identity;
    const order = {
      type: "importSessionKey",
      key: { ...key, at: Date.parse(at) },
      rights,
    } as const;
    const { serverId, container, sessionKey } = key;
    const known = c.var.deps.keys.holding(serverId, container, sessionKey);
    if (known) return c.json(sessionKeyBody(known), 200);
    const subject = `${serverId}/${container}`;
    const { stored, added } = await putDownAround(
      c,
      { kind: "sessionKey.imported", key: subject, name: subject },
      async () => valueOf(await ask(c, c.var.deps.sessionKeys, order)),
      ({ stored, added }) => ({ ...subjectOf(stored), facts: { added } }),
    );
    return c.json(sessionKeyBody(stored), added ? 201 : 200);
  });
}

/** Which key, never the key. */
function subjectOf({ keyId, serverId, container }: StoredSessionKey) {
  return { key: keyId, name: `${serverId}/${container}` };
}

/** Neither part can have a line break. */
function placeOf({ serverId, container }: StoredSessionKey): string {
  return `${serverId}\n${container}`;
}

function pageOf(keys: readonly StoredSessionKey[], limit: number): SessionKeyPage {
  const shown = keys.slice(0, limit);
  const last = shown.at(-1);
  const more = last !== undefined && keys.length > limit;
  return {
    items: shown.map(sessionKeyBody),
    nextCursor: more ? encodeIdCursor(placeOf(last)) : null,
  };
}
