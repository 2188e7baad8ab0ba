import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Identity } from "../../../actors/access/messages.ts";
import { NewSession, Session, SignIn } from "../../../protocols/api/session.ts";
import { answer, apiRoute, BASE, body } from "../api_route.ts";
import { ask } from "../requests/asking.ts";
import { refuseForeignOrigin, SESSION_COOKIE } from "../door/authentication.ts";
import { isTls, peerAddress } from "../door/connection.ts";
import type { Api, ApiContext } from "../dependencies.ts";
import { valueOf } from "../answers/problems.ts";
import { isoTime, isoTimeOrNull } from "../bodies/times.ts";

const SESSION = `${BASE}/session` as const;

const signIn = apiRoute("public", {
  method: "post",
  path: SESSION,
  operationId: "signIn",
  request: { body: body(SignIn) },
  responses: { 201: answer(NewSession, "Signed in; the cookie is set.") },
});

const who = apiRoute("view", {
  method: "get",
  path: SESSION,
  operationId: "getSession",
  responses: { 200: answer(Session, "Who is asking.") },
});

const signOut = apiRoute("view", {
  method: "delete",
  path: SESSION,
  operationId: "signOut",
  responses: { 204: { description: "Signed out; the cookie is gone." } },
});

/** Browser sessions: a token in exchange for a cookie that scripts cannot read. */
export function registerSession(api: Api): void {
  api.openapi(signIn, async (c) => {
    refuseForeignOrigin(c);
    const { token } = c.req.valid("json");
    const address = peerAddress(c);
    const opened = valueOf(await ask(c, c.var.deps.access, { type: "signIn", token, address }));
    const { secret, identity, expiresAt } = opened;
    setCookie(c, SESSION_COOKIE, secret, { ...attributesOf(c), expires: new Date(expiresAt) });
    return c.json({ ...sessionBody(identity), expiresAt: isoTime(expiresAt) }, 201);
  });
  api.openapi(who, (c) => c.json(sessionBody(c.var.identity), 200));
  api.openapi(signOut, async (c) => {
    const session = getCookie(c, SESSION_COOKIE);
    if (session !== undefined) await ask(c, c.var.deps.access, { type: "signOut", session });
    deleteCookie(c, SESSION_COOKIE, attributesOf(c));
    return c.body(null, 204);
  });
}

function attributesOf(c: ApiContext) {
  return { httpOnly: true, sameSite: "Strict", path: "/", secure: isTls(c) } as const;
}

function sessionBody(identity: Identity): Session {
  const { tokenId, name, role, rights, csrfToken } = identity;
  const expiresAt = isoTimeOrNull(identity.expiresAt);
  return { tokenId, name, role, rights: [...rights], csrfToken, expiresAt };
}
