import { TokenVerdict } from "../../protocols/api/device_account.ts";
import { Session } from "../../protocols/api/session.ts";
import { Role } from "../../protocols/api/token.ts";
import { bad, type Finding, good } from "./finding.ts";
import type { HttpPeer } from "./http_peer.ts";

/** What a token is to be good for. */
export interface TokenNeeds {
  readonly token: string | undefined;
  readonly role: string;
  readonly rights: readonly string[];
}

/** A token of people and programs: whether it is known, and has the role and the rights that are needed. */
export async function checkToken(peer: HttpPeer, needs: TokenNeeds): Promise<Finding> {
  const { token, role, rights } = needs;
  if (token === undefined) return bad("token", "tokenMissing");
  const answer = await peer.get("/api/v1/session", `Bearer ${token}`);
  if (typeof answer === "string") return bad("token", answer, peer.facts);
  if (answer.status === 401) return bad("token", "tokenInvalid");
  const session = Session.safeParse(jsonOf(answer.text));
  if (!session.success) {
    return bad("token", "otherProgram", { ...peer.facts, status: answer.status, server: "" });
  }
  const has = session.data;
  const lacking = [
    ...(Role.options.indexOf(has.role) < Role.options.findIndex((each) => each === role)
      ? [role]
      : []),
    ...rights.filter((right) => !has.rights.some((each) => each === right)),
  ];
  const facts = { name: has.name, role: has.role, rights: has.rights.join(", ") };
  return lacking.length === 0
    ? good("token", "tokenGood", facts)
    : bad("token", "tokenLacks", { ...facts, lacking: lacking.join(", ") });
}

/** A token of a node host. Source: node guide, `GET /api/auth/verify/`. */
export async function checkDeviceToken(peer: HttpPeer, token: string): Promise<Finding> {
  const answer = await peer.get("/api/auth/verify/", `Token ${token}`);
  if (typeof answer === "string") return bad("token", answer, peer.facts);
  const known = answer.status === 200 && TokenVerdict.safeParse(jsonOf(answer.text)).success;
  return known
    ? good("token", "tokenGood", { name: "", role: "", rights: "" })
    : bad("token", "tokenInvalid");
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
