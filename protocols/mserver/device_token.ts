/** The tokens of fielded clients have 40 characters; a header that is longer than this holds none of ours. */
const TOKEN = /^Token +([\x21-\x7e]{1,512}) *$/i;

/**
 * The token in an `Authorization` header (`Token …`, as fielded mclients write it), at most 512 characters; null when
 * there is none.
 */
export function readToken(authorization: string | undefined): string | null {
  return TOKEN.exec(authorization ?? "")?.[1] ?? null;
}
