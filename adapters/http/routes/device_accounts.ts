import { nodeHostActor } from "../../../actors/nodes/node_host.ts";
import {
  DeviceLogin,
  DeviceRefusal,
  DeviceToken,
  LogSaved,
  SavedLog,
  TokenRefusal,
  TokenVerdict,
} from "../../../protocols/api/device_account.ts";
import { readToken } from "../../../protocols/mserver/device_token.ts";
import { readSavedSummary } from "../../../protocols/mserver/saved_summary.ts";
import { answer, apiRoute, body } from "../api_route.ts";
import { ask } from "../requests/asking.ts";
import { refuseBrowsers } from "../door/authentication.ts";
import { peerAddress } from "../door/connection.ts";
import type { Api, ApiContext } from "../dependencies.ts";
import { LOGIN, SAVE_LOG, VERIFY } from "../door/fielded_paths.ts";
import { ProblemError, valueOf } from "../answers/problems.ts";

const refused = answer(DeviceRefusal, "The request was refused.");

const logIn = apiRoute("device", {
  method: "post",
  path: LOGIN,
  operationId: "logInDevice",
  request: { body: body(DeviceLogin) },
  responses: { 200: answer(DeviceToken, "The device is signed in."), default: refused },
});

const verify = apiRoute("device", {
  method: "get",
  path: VERIFY,
  operationId: "verifyDeviceToken",
  responses: {
    200: answer(TokenVerdict, "The token in `Authorization: Token …` is good."),
    default: answer(TokenRefusal, "It is not."),
  },
});

const saveLog = apiRoute("device", {
  method: "post",
  path: SAVE_LOG,
  operationId: "saveServerLog",
  request: { body: body(SavedLog) },
  responses: { 200: answer(LogSaved, "The summary was taken."), default: refused },
});

/** What fielded mclients call: sign in, look whether a token is good, and leave a summary. */
export function registerDeviceAccounts(api: Api): void {
  api.openapi(logIn, async (c) => {
    refuseBrowsers(c);
    const { username, email, password } = c.req.valid("json");
    const identifier = username ?? email ?? "";
    const question = { type: "logIn", identifier, password, address: peerAddress(c) } as const;
    const { token } = valueOf(await ask(c, c.var.deps.accounts, question));
    return c.json({ success: true as const, token }, 200);
  });
  api.openapi(verify, async (c) => {
    refuseBrowsers(c);
    const token = tokenOf(c);
    if (token === null) {
      throw new ProblemError({ code: "unauthorized", detail: "no token was given" });
    }
    valueOf(await ask(c, c.var.deps.accounts, { type: "checkDeviceToken", token }));
    return c.json({ valid: true as const }, 200);
  });
  api.openapi(saveLog, async (c) => {
    refuseBrowsers(c);
    const saved = readSavedSummary(c.req.valid("json"));
    if (saved.type === "violation") {
      throw new ProblemError({ code: "invalid", detail: saved.detail });
    }
    const { serverId, event } = saved;
    await demandOwner(c, serverId);
    // A host that nobody has registered has nobody to tell; its client has done its part.
    c.var.deps.system.find(nodeHostActor, serverId)?.tell({ type: "summarySaved", event });
    return c.json({ success: true as const }, 200);
  });
}

/** The token must be one that this server id may use, and of the account that the host has logged in with. */
async function demandOwner(c: ApiContext, serverId: string): Promise<void> {
  const bind = { type: "bindDeviceToken", token: tokenOf(c), serverId } as const;
  const { account } = valueOf(await ask(c, c.var.deps.accounts, bind));
  const node = await ask(c, c.var.deps.nodes, { type: "findNode", serverId });
  if (!node.ok || node.value.account === null || node.value.account === account) return;
  const detail = "the server id belongs to another device account";
  throw new ProblemError({ code: "unauthorized", detail });
}

function tokenOf(c: ApiContext): string | null {
  return readToken(c.req.header("Authorization"));
}
