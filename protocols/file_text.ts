/**
 * The text of a file that a person or a Windows program has written: UTF-8, or UTF-16 with its mark (what PowerShell
 * and Notepad write). The mark is no part of it; what cannot be read becomes U+FFFD.
 */
export function fileText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return new TextDecoder().decode(bytes);
}
