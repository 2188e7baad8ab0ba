import type { TokenInfo } from "../../../actors/access/messages.ts";
import { HandlePath } from "../../../protocols/api/command.ts";
import { CreatedToken, type Token, TokenDraft, TokenList } from "../../../protocols/api/token.ts";
import { answer, apiRoute, BASE, body } from "../api_route.ts";
import { ask } from "../requests/asking.ts";
import type { Api } from "../dependencies.ts";
import { valueOf } from "../answers/problems.ts";
import { isoTime, isoTimeOrNull } from "../bodies/times.ts";

const TOKENS = `${BASE}/tokens` as const;

const list = apiRoute("admin", {
  method: "get",
  path: TOKENS,
  operationId: "listTokens",
  responses: { 200: answer(TokenList, "Every token, without its secret.") },
});

const create = apiRoute("admin", {
  method: "post",
  path: TOKENS,
  operationId: "createToken",
  request: { body: body(TokenDraft) },
  responses: { 201: answer(CreatedToken, "The new token; its secret is not shown again.") },
});

const revoke = apiRoute("admin", {
  method: "delete",
  path: `${TOKENS}/{id}`,
  operationId: "revokeToken",
  request: { params: HandlePath },
  responses: { 204: { description: "The token and its sessions have ended." } },
});

/** Tokens: list, create, revoke. */
export function registerTokens(api: Api): void {
  api.openapi(list, async (c) => {
    const tokens = await ask(c, c.var.deps.access, { type: "listTokens" });
    return c.json({ items: tokens.map(tokenBody) }, 200);
  });
  api.openapi(create, async (c) => {
    const { expiresAt, ...draft } = c.req.valid("json");
    const created = valueOf(
      await ask(c, c.var.deps.access, {
        type: "createToken",
        ...draft,
        expiresAt: expiresAt === null ? null : Date.parse(expiresAt),
      }),
    );
    return c.json({ token: tokenBody(created.token), secret: created.secret }, 201);
  });
  api.openapi(revoke, async (c) => {
    const { id } = c.req.valid("param");
    valueOf(await ask(c, c.var.deps.access, { type: "revokeToken", id }));
    return c.body(null, 204);
  });
}

function tokenBody(token: TokenInfo): Token {
  return {
    id: token.id,
    name: token.name,
    role: token.role,
    rights: [...token.rights],
    createdAt: isoTime(token.createdAt),
    expiresAt: isoTimeOrNull(token.expiresAt),
    lastUsedAt: isoTimeOrNull(token.lastUsedAt),
  };
}
