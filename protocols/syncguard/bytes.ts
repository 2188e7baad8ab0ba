const TAB = 0x09, LF = 0x0a, CR = 0x0d, SPACE = 0x20, NINE = 0x39, DELETE = 0x7f;
/** The digit 0. */
export const ZERO = 0x30;

/** 0 to 9. */
export function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

/** What may stand around a line. */
export function isBlank(byte: number): boolean {
  return byte === SPACE || byte === TAB;
}

/** What ends a line. */
export function isLineEnd(byte: number): boolean {
  return byte === LF || byte === CR;
}

/** Printable ASCII: all that a report can hold. */
export function isText(byte: number): boolean {
  return byte >= SPACE && byte < DELETE || byte === TAB;
}
