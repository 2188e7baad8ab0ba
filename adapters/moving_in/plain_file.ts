import { MovingInProblem } from "./moving_in_problem.ts";

/** Size of a plain file. Anything else is refused unopened: a pipe would be waited for, and a device has no end. */
export async function sizeOfFile(path: string): Promise<number> {
  const { isFile, isDirectory, size } = await Deno.stat(path);
  if (isDirectory) throw new MovingInProblem("isFolder", path);
  if (!isFile) throw new MovingInProblem("notFile", path);
  return size;
}

/** All of a plain file; undefined where it has more than `maxBytes`, or grows while it is read. */
export async function readAtMost(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
  const size = await sizeOfFile(path);
  if (size > maxBytes) return undefined;
  using file = await Deno.open(path, { read: true });
  const bytes = new Uint8Array(size + 1);
  let filled = 0;
  for (let read: number | null = 0; read !== null && filled <= size; filled += read ?? 0) {
    read = await file.read(bytes.subarray(filled));
  }
  return filled > size ? undefined : bytes.subarray(0, filled);
}
