import type { Right, Role, TokenInfo, TokenRecord } from "./messages.ts";

/** Bytes in a secret: 256 bits, so that guessing is hopeless whatever the rate limit lets through. */
const SECRET_BYTES = 32;

/** Bytes in a token id, which is public: enough that two never meet. */
const ID_BYTES = 8;

/** The two primitives that credentials are made of; given in, so that a test can know the secrets. */
export interface AccessCrypto {
  /** Unpredictable bytes. */
  randomBytes(count: number): Uint8Array<ArrayBuffer>;
  /** SHA-256 of the text's UTF-8 bytes, as 64 lower-case hex digits. */
  sha256Hex(text: string): Promise<string>;
}

/** {@link AccessCrypto} by the Web Crypto of the runtime. */
export const webCrypto: AccessCrypto = {
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  async sha256Hex(text) {
    return hex(
      new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))),
    );
  },
};

/** What a new token is to be. Times are epoch milliseconds; `expiresAt` null: until revoked. */
export interface TokenDraft {
  readonly name: string;
  readonly role: Role;
  readonly rights: readonly Right[];
  readonly createdAt: number;
  readonly expiresAt: number | null;
}

/** A token at the one moment when its secret is known. */
export interface NewToken {
  /** `sbx_` and 43 characters of base64url: shown once, kept nowhere. */
  readonly secret: string;
  readonly record: TokenRecord;
}

/**
 * Makes a token; saving the record is the caller's part.
 *
 * @example
 * const { secret, record } = await newToken({ name: "wall tablet", role: "operate", rights: [], createdAt, expiresAt: null });
 * await store.commit([{ type: "tokenSaved", token: record }]);
 */
export async function newToken(draft: TokenDraft, source = webCrypto): Promise<NewToken> {
  const secret = `sbx_${newSecret(source)}`;
  const id = `tok_${hex(source.randomBytes(ID_BYTES))}`;
  const hash = await source.sha256Hex(secret);
  return { secret, record: { ...draft, id, lastUsedAt: null, hash } };
}

/** 32 random bytes as 43 characters of base64url. */
export function newSecret(source: AccessCrypto): string {
  const binary = String.fromCharCode(...source.randomBytes(SECRET_BYTES));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** A token without its hash, as people may see it. */
export function tokenInfo({ hash: _hash, ...info }: TokenRecord): TokenInfo {
  return info;
}

/** True once a token or session has ended. */
export function isExpired(credential: { readonly expiresAt: number | null }, now: number): boolean {
  return credential.expiresAt !== null && credential.expiresAt <= now;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
