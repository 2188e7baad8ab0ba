import { Buffer } from "node:buffer";
import { createHmac } from "node:crypto";

/** Headers of a signed request, by the names of the Standard Webhooks specification. */
export interface SignedHeaders {
  readonly "webhook-id": string;
  /** Seconds since 1970. */
  readonly "webhook-timestamp": string;
  /** `v1,` and the base64 of an HMAC-SHA256 over id, timestamp and body, joined by full stops. */
  readonly "webhook-signature": string;
}

const PREFIX = "whsec_";

/**
 * Signs a body, so that a receiver knows who sent it, and that it is no old one sent again.
 *
 * @param secret `whsec_` and base64, as that specification writes keys; anything else is the key itself
 */
export function signedHeaders(
  secret: string,
  { id, body, now }: { readonly id: string; readonly body: string; readonly now: number },
): SignedHeaders {
  const key = secret.startsWith(PREFIX)
    ? Buffer.from(secret.slice(PREFIX.length), "base64")
    : Buffer.from(secret, "utf-8");
  const timestamp = String(Math.floor(now / 1_000));
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
}
