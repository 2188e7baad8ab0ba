/** A part of a file: both ends belong to it. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Reads a `Range` header against a length (RFC 9110, section 14.1.2). Undefined: send everything, because there is no
 * header, or one of another unit, or several ranges, or one that cannot be read, all of which a server may ignore.
 * `unsatisfiable`: nothing of what is asked for is there.
 *
 * @example
 * byteRange("bytes=0-99", 1_000); // { first: 0, last: 99 }
 * byteRange("bytes=-10", 1_000); // { first: 990, last: 999 }
 */
export function byteRange(
  header: string | undefined,
  length: number,
): ByteRange | "unsatisfiable" | undefined {
  // 15 digits stay exact as a number.
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "") ?? [];
  if (from === undefined || to === undefined || from + to === "") return undefined;
  if (from === "") return suffix(Number(to), length);
  const first = Number(from);
  const last = to === "" ? length - 1 : Math.min(Number(to), length - 1);
  if (to !== "" && Number(to) < first) return undefined;
  return first >= length ? "unsatisfiable" : { first, last };
}

function suffix(bytes: number, length: number): ByteRange | "unsatisfiable" {
  if (bytes === 0 || length === 0) return "unsatisfiable";
  return { first: Math.max(0, length - bytes), last: length - 1 };
}
