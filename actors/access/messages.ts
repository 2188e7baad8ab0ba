import type { AuditLine } from "../audit/audit_line.ts";
import type { Authored } from "../audit/author.ts";
import type { Question, Topic } from "../kernel/mod.ts";
import type { Outcome } from "../outcome.ts";

/** What a token may do: each role includes the ones before it. */
export const ROLES = ["view", "operate", "admin"] as const;
export type Role = typeof ROLES[number];

/** Rights that no role includes by itself; each is held beside the role that what it is for needs. */
export const RIGHTS = ["exec", "keys", "payout", "logs", "recordings"] as const;
export type Right = typeof RIGHTS[number];

/** A token as people may see it: never the secret, nor its hash. */
export interface TokenInfo {
  /** `tok_<random>`. */
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly rights: readonly Right[];
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
}

/** Who is asking, once known. */
export interface Identity {
  /** Empty: nobody's token, for example somebody who works on the data folder itself. */
  readonly tokenId: string;
  readonly name: string;
  readonly role: Role;
  readonly rights: readonly Right[];
  /** Set for a browser session: unsafe requests must carry it in `X-CSRF-Token`. */
  readonly csrfToken: string | null;
  /** Epoch ms at which the session or the token ends by itself; null: not before it is revoked. */
  readonly expiresAt: number | null;
}

/** Tokens and sessions that were valid are not any more; whoever watches on their behalf should be looked at. */
export const credentialsEnded: Topic<null> = { name: "access.ended" };

/** Somebody came with a token, or a name and a password, that is not good, or too often. */
export const signInRefused: Topic<{
  readonly address: string;
  /** `people`: the control plane; `devices`: a device account. */
  readonly door: "people" | "devices";
}> = { name: "access.refused" };

/** To the actor that knows tokens and sessions. */
export type AccessMessage =
  | (Question<Outcome<Identity>> & {
    readonly type: "authenticate";
    readonly credential:
      | { readonly kind: "token"; readonly secret: string }
      | { readonly kind: "session"; readonly secret: string };
    /** Failures are counted per address, and refused with `rateLimited` past the limit. */
    readonly address: string;
  })
  | (
    & Question<
      Outcome<{ readonly secret: string; readonly identity: Identity; readonly expiresAt: number }>
    >
    & {
      readonly type: "signIn";
      readonly token: string;
      readonly address: string;
    }
  )
  | (Question<null> & Authored & { readonly type: "signOut"; readonly session: string })
  | (Question<readonly TokenInfo[]> & { readonly type: "listTokens" })
  | (Question<Outcome<{ readonly token: TokenInfo; readonly secret: string }>> & Authored & {
    readonly type: "createToken";
    readonly name: string;
    readonly role: Role;
    readonly rights: readonly Right[];
    readonly expiresAt: number | null;
  })
  | (Question<Outcome<null>> & Authored & { readonly type: "revokeToken"; readonly id: string });

/** A token as it is kept: `hash` is the SHA-256 of the secret, in hex. */
export interface TokenRecord extends TokenInfo {
  readonly hash: string;
}

/** A browser session as it is kept; ends with its token. */
export interface SessionRecord {
  readonly hash: string;
  readonly tokenId: string;
  readonly csrfToken: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export type AccessChange =
  | { readonly type: "tokenSaved"; readonly token: TokenRecord }
  /** Ends its sessions too. */
  | { readonly type: "tokenRemoved"; readonly id: string }
  | { readonly type: "sessionSaved"; readonly session: SessionRecord }
  | { readonly type: "sessionRemoved"; readonly hash: string };

/** Durable storage of tokens and sessions; `commit` as in the ledger's store. */
export interface AccessStore {
  commit(changes: readonly AccessChange[], lines?: readonly AuditLine[]): Promise<void>;
  tokens(): readonly TokenRecord[];
  sessions(): readonly SessionRecord[];
}
