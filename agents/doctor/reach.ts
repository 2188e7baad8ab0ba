import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { dialErrorOf, dialTcp } from "../tcp_dial.ts";
import { bad, type Finding, good, type TlsProblem } from "./finding.ts";

/** Where a control host, or its broker, is to be. */
export interface Place {
  /** Name or address. */
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
}

/** Longer than any answer in a network of one's own; a person waits no longer. */
export const PATIENCE_MS = 5_000;

/** Name, port and TLS, each only when the one before went well. `ca`: PEM, for a certificate of one's own. */
export async function* reach(place: Place, ca: string | undefined): AsyncGenerator<Finding> {
  for (const check of [checkName, checkPort, checkTls]) {
    const finding = await check(place, ca);
    if (finding === undefined) continue;
    yield finding;
    if (!finding.ok) return;
  }
}

async function checkName({ host }: Place): Promise<Finding> {
  if (isIP(host) !== 0) return good("name", "isAddress", { host });
  try {
    const all = await lookup(host, { all: true });
    return good("name", "hasAddress", { host, addresses: all.map((a) => a.address).join(", ") });
  } catch (cause) {
    return bad("name", "noName", { host, detail: dialErrorOf(cause).detail });
  }
}

async function checkPort({ host, port }: Place): Promise<Finding> {
  try {
    (await dialTcp({ address: host, port }, PATIENCE_MS)).destroy();
    return good("port", "open", { host, port });
  } catch (cause) {
    const { failure, detail } = dialErrorOf(cause);
    return bad("port", failure, { host, port, detail });
  }
}

/** What the TLS library calls a problem, and what it is. */
const TLS_PROBLEMS: readonly (readonly [RegExp, TlsProblem])[] = [
  [/UnknownIssuer|self.?signed|UnsupportedCertVersion|CaUsedAsEndEntity/i, "tlsUnknown"],
  [/not valid yet|NotValidYet/i, "tlsTooEarly"],
  [/certificate expired|: Expired/i, "tlsExpired"],
  [/not valid for name|NotValidForName/i, "tlsWrongName"],
  [/InvalidContentType|corrupt message/i, "tlsNone"],
];

async function checkTls(
  { host, port, secure }: Place,
  ca: string | undefined,
): Promise<Finding | undefined> {
  if (!secure) return undefined;
  try {
    await shakeHands(host, port, ca);
    return good("tls", "tlsGood", { host });
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    const problem = TLS_PROBLEMS.find(([words]) => words.test(detail))?.[1];
    return bad("tls", problem ?? "tlsFailed", { host, port, detail: detail.slice(0, 200) });
  }
}

async function shakeHands(host: string, port: number, ca: string | undefined): Promise<void> {
  const trust = ca === undefined ? {} : { caCerts: [ca] };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer to the TLS greeting")), PATIENCE_MS);
  });
  // Bare TCP first, so that a connection whose other end says nothing can be closed.
  const socket = await Deno.connect({ hostname: host, port });
  try {
    const secured = await Deno.startTls(socket, { hostname: host, ...trust });
    try {
      await Promise.race([secured.handshake(), late]);
    } finally {
      secured.close();
    }
  } finally {
    clearTimeout(timer);
    late.catch(() => {});
  }
}
