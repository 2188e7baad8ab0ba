/** Standard input as text, up to about `maxBytes`. */
export async function readStandardInput(maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of Deno.stdin.readable) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= maxBytes) break;
  }
  return new TextDecoder().decode(await new Blob(chunks as BlobPart[]).bytes());
}

/** Puts a new text in a file's place: a crash on the way leaves the old one. */
export async function replaceFile(path: string, text: string, mode?: number): Promise<void> {
  const next = `${path}.new`;
  // A file that a crash has left would keep its own mode.
  if (mode !== undefined) await Deno.remove(next).catch(() => {});
  await Deno.writeTextFile(next, text, mode === undefined ? {} : { mode });
  await Deno.rename(next, path);
}

/** Writes a whole text. A reader that has gone away (`| head`) ends the program quietly, as people expect. */
export function writeAll(to: { writeSync(bytes: Uint8Array): number }, text: string): void {
  let bytes = new TextEncoder().encode(text);
  try {
    while (bytes.length > 0) bytes = bytes.subarray(to.writeSync(bytes));
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) Deno.exit(0);
    throw error;
  }
}
