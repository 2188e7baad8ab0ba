/**
 * Looks for what stops a connection to a control host, from the machine that wants one, step by step: each check is
 * made only when what it stands on is well.
 *
 * @example
 * ```ts
 * const place = { host: "192.0.2.10", port: 8000, secure: false };
 * for await (const finding of examine({ kind: "display", place, version: "1.0.0" })) {
 *   console.log(finding.ok, finding.check, finding.code);
 * }
 * ```
 * @module
 */
import { tryTarget } from "../sync/agent/target_trial.ts";
import { type BrokerPlace, checkBroker, knock } from "./broker.ts";
import { checkDataFolder } from "./data_folder.ts";
import { bad, type Finding, good } from "./finding.ts";
import { checkHealth } from "./health.ts";
import { HttpPeer } from "./http_peer.ts";
import { type Place, reach } from "./reach.ts";
import { checkDeviceToken, checkToken, type TokenNeeds } from "./tokens.ts";

/** What is to be looked at, and by whom. */
export interface Examination {
  /** `host`: people and programs; the others: the agent of that kind. */
  readonly kind: "host" | "display" | "node" | "sync" | "camera";
  /** Where that kind connects to. */
  readonly place: Place;
  /** Of this program. */
  readonly version: string;
  /** PEM of a certificate that is to be trusted. */
  readonly ca?: string;
  /** Of a broker that asks for it; for a camera. */
  readonly user?: string;
  readonly password?: string;
  readonly token?: TokenNeeds;
  /** To be looked at as well; for a host. */
  readonly broker?: BrokerPlace;
  readonly dataDir?: string;
}

/** Finding after finding. Ends early where nothing more can be known. */
export async function* examine(order: Examination): AsyncGenerator<Finding> {
  yield* examineWay(order);
  if (order.broker !== undefined) yield await checkBroker(order.broker, order.ca);
  if (order.dataDir !== undefined) yield await checkDataFolder(order.dataDir);
}

async function* examineWay(order: Examination): AsyncGenerator<Finding> {
  const { kind, place, ca } = order;
  for await (const finding of reach(place, ca)) {
    yield finding;
    if (!finding.ok) return;
  }
  if (kind === "camera") {
    const { user, password } = order;
    return yield await knock({ ...place, user, password }, ca);
  }
  if (kind === "sync") yield await ask(place);
  yield* examineHttp(order);
}

async function* examineHttp(order: Examination): AsyncGenerator<Finding> {
  const { kind, place, ca, version, token } = order;
  const peer = new HttpPeer(place, ca);
  try {
    for await (const finding of checkHealth(peer, version)) {
      yield finding;
      if (finding.check === "program" && !finding.ok) return;
    }
    if (kind === "display") yield await checkDisplays(peer);
    if (kind === "host" && token !== undefined) yield await checkToken(peer, token);
    if (kind === "node" && token?.token !== undefined) {
      yield await checkDeviceToken(peer, token.token);
    }
  } finally {
    peer.close();
  }
}

/** Engine.IO opens a session with a packet of type 0, whose text is JSON. */
async function checkDisplays(peer: HttpPeer): Promise<Finding> {
  const answer = await peer.get("/socket.io/?EIO=4&transport=polling");
  if (typeof answer === "string") return bad("displays", answer, peer.facts);
  const { status, text } = answer;
  if (status === 200 && text.startsWith("0{")) return good("displays", "takesDisplays");
  return bad("displays", "otherProgram", { ...peer.facts, status, server: "" });
}

async function ask({ host, port }: Place): Promise<Finding> {
  const target = { address: host, port };
  const outcome = await tryTarget({ target, ask: true, digit: undefined, claim: null });
  if (outcome.ok) return good("question", "answers", { host, port, answer: outcome.answer ?? "" });
  const { failure, detail } = outcome;
  const code = failure === "otherAnswer" ? "otherProgram" : failure;
  return bad("question", code, { host, port, detail, status: "", server: "" });
}
