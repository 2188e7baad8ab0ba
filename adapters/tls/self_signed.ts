import { createPrivateKey, X509Certificate } from "node:crypto";
import { join } from "node:path";
import { isAddress } from "./host_names.ts";

/** Where a certificate of our own making lies, and why it was made. */
export interface SelfSigned {
  /** PEM; clients that verify are given this file. */
  readonly certPath: string;
  /** PEM; only its owner may read it. */
  readonly keyPath: string;
  /** `kept`: it was there. `first`, `names`, `expiry`, `unreadable`: why a new one was made. */
  readonly reason: "kept" | "first" | "names" | "expiry" | "unreadable";
  /** Epoch ms at which it ends. */
  readonly validUntil: number;
}

/** What a certificate is made for. */
export interface SelfSignedOptions {
  /** Made where it is missing. */
  readonly folder: string;
  /** Host names and addresses under which clients reach the host. */
  readonly names: readonly string[];
  /** Epoch ms. */
  readonly now: number;
}

const DAY_MS = 86_400_000;
/** Five years: it is given to clients by hand, and nobody does that gladly. */
const VALID_MS = 5 * 365 * DAY_MS;
/** Three months, so that even a host that is restarted once a season gets a new one in time. */
const RENEW_MS = 90 * DAY_MS;
/** Clocks of machines without internet differ; a certificate of tomorrow would be refused. */
const BACKDATE_MS = 2 * DAY_MS;

/**
 * Gives the certificate and key that a folder keeps, and makes new ones where there are none, where they do not cover
 * every name, where they end within 90 days, or where they do not belong together. Rejects with the system's error
 * when the folder cannot be written.
 */
export async function ensureSelfSigned(options: SelfSignedOptions): Promise<SelfSigned> {
  const { folder } = options;
  const [certPath, keyPath] = [join(folder, "cert.pem"), join(folder, "key.pem")] as const;
  const kept = await judge(certPath, keyPath, options);
  if (typeof kept === "number") return { certPath, keyPath, reason: "kept", validUntil: kept };
  const validUntil = options.now + VALID_MS;
  const { cert, key } = await make(options, validUntil);
  await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  // The key goes first: a crash in between leaves two that do not match, which the next start notices.
  await replace(keyPath, key, 0o600);
  await replace(certPath, cert, 0o644);
  return { certPath, keyPath, reason: kept, validUntil };
}

/** When the certificate ends, or why it will not do. */
async function judge(
  certPath: string,
  keyPath: string,
  { names, now }: SelfSignedOptions,
): Promise<number | Exclude<SelfSigned["reason"], "kept">> {
  const [cert, key] = await Promise.all([readIfThere(certPath), readIfThere(keyPath)]);
  if (cert === undefined && key === undefined) return "first";
  try {
    const certificate = new X509Certificate(cert ?? "");
    if (!certificate.checkPrivateKey(createPrivateKey(key ?? ""))) return "unreadable";
    const validUntil = Date.parse(certificate.validTo);
    if (!(validUntil - now > RENEW_MS)) return "expiry";
    return names.every((name) => covers(certificate, name)) ? validUntil : "names";
  } catch {
    return "unreadable";
  }
}

function covers(certificate: X509Certificate, name: string): boolean {
  const found = isAddress(name) ? certificate.checkIP(name) : certificate.checkHost(name);
  return found !== undefined;
}

/** Good for this host alone: it is no authority, so that whoever steals its key cannot vouch for others. */
async function make({ names, now }: SelfSignedOptions, validUntil: number) {
  // A large library, and few start with this.
  const { generate } = await import("selfsigned");
  const { cert, private: key } = await generate([{ name: "commonName", value: "Signalbox" }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    notBeforeDate: new Date(now - BACKDATE_MS),
    notAfterDate: new Date(validUntil),
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames: names.map(altName) },
    ],
  });
  return { cert, key };
}

/** The library's numbers for a DNS name and an IP address (RFC 5280, section 4.2.1.6). */
function altName(name: string) {
  return isAddress(name) ? { type: 7 as const, ip: name } : { type: 2 as const, value: name };
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** In one step, and never with more rights than it is to have. */
async function replace(path: string, content: string, mode: number): Promise<void> {
  const next = `${path}.new`;
  await Deno.remove(next).catch(() => {});
  await Deno.writeTextFile(next, content, { mode, createNew: true });
  await Deno.rename(next, path);
}
