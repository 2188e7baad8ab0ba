/** Bytes of UTF-8 that can only stand within a letter, of which a tail may keep three. */
const WITHIN_LETTER_FROM = 0x80, WITHIN_LETTER_TO = 0xbf;
const MAX_WITHIN = 3;

/**
 * What a program on Windows has written: UTF-8, or else the code page of a Korean console (949, which the Encoding
 * Standard calls euc-kr), in which `cmd.exe` and most tools there have their errors. Both ends may be cut within a
 * letter.
 */
export function windowsText(bytes: Uint8Array<ArrayBuffer>): string {
  let from = 0;
  while (from < MAX_WITHIN && isWithinLetter(bytes[from])) from++;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(from), { stream: true });
  } catch {
    return new TextDecoder("euc-kr").decode(bytes);
  }
}

function isWithinLetter(byte: number | undefined): boolean {
  return byte !== undefined && byte >= WITHIN_LETTER_FROM && byte <= WITHIN_LETTER_TO;
}
