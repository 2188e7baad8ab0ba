/** What a box may be made of: bytes as they are, or other boxes. */
export type BoxContent = Uint8Array | readonly BoxContent[];

/** Bytes before a box's content: u32 size, four characters of type (ISO/IEC 14496-12, clause 4.2). */
export const BOX_HEADER_BYTES = 8;

/** A box: u32 size with this header, four characters of type, content. */
export function box(type: string, ...content: BoxContent[]): Uint8Array {
  const parts = flatten(content);
  const made = new Uint8Array(BOX_HEADER_BYTES + byteCount(parts));
  writeBoxHeader(made, 0, made.length, type);
  let at = BOX_HEADER_BYTES;
  for (const part of parts) {
    made.set(part, at);
    at += part.length;
  }
  return made;
}

/** A box that begins with a version and 24 bits of flags. */
export function fullBox(type: string, version: number, flags: number, ...content: BoxContent[]) {
  return box(type, u32((version << 24) | flags), ...content);
}

/** Writes size and type of a box at a place of a larger buffer. */
export function writeBoxHeader(into: Uint8Array, at: number, size: number, type: string): void {
  viewOf(into).setUint32(at, size);
  for (let index = 0; index < 4; index++) into[at + 4 + index] = type.charCodeAt(index);
}

/** Big endian, as everything in these files. */
export function u32(...values: number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = viewOf(bytes);
  values.forEach((value, index) => view.setUint32(index * 4, value));
  return bytes;
}

export function u16(...values: number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 2);
  const view = viewOf(bytes);
  values.forEach((value, index) => view.setUint16(index * 2, value));
  return bytes;
}

export function u8(...values: number[]): Uint8Array {
  return Uint8Array.from(values);
}

/** The characters' codes; for types and names in ASCII. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** The bytes of many pieces. */
export function byteCount(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

/** Numbers in bytes that may begin anywhere in their buffer. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function flatten(content: readonly BoxContent[]): Uint8Array[] {
  return content.flatMap((part) => part instanceof Uint8Array ? [part] : flatten(part));
}
