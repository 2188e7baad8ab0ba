import { cp, readdir } from "node:fs/promises";
import type { Mutation } from "./mutation.ts";

const ROOT = new URL("../../", import.meta.url);
const KERNEL = "actors/kernel";
const PROPERTIES = "tests/actors/kernel/properties";

/** A tree of its own that holds the kernel, its properties, and what is needed to run them. */
export async function copyProject(): Promise<string> {
  const copy = await Deno.makeTempDir({ prefix: "kernel_mutation_" });
  for (const folder of [KERNEL, PROPERTIES]) {
    await cp(new URL(`${folder}/`, ROOT), `${copy}/${folder}`, { recursive: true });
  }
  // The lock file also holds what the workspace's other member wants.
  await Deno.mkdir(`${copy}/dashboard`);
  for (const file of ["deno.json", "deno.lock", "dashboard/deno.json"]) {
    await Deno.copyFile(new URL(file, ROOT), `${copy}/${file}`);
  }
  return copy;
}

/** A file of the runtime, as a path in its folder, and its text with a mutation applied. */
export interface Mutated {
  readonly file: string;
  readonly source: string;
}

/** Applies a mutation to the runtime's text. Throws when its text does not stand there exactly once. */
export async function mutate({ name, text, replacement }: Mutation): Promise<Mutated> {
  const found: Mutated[] = [];
  for (const file of await readdir(new URL(`${KERNEL}/`, ROOT), { recursive: true })) {
    if (!file.endsWith(".ts")) continue;
    const source = await Deno.readTextFile(new URL(`${KERNEL}/${file}`, ROOT));
    const times = source.split(text).length - 1;
    const mutated = source.replace(text, () => replacement);
    for (let n = 0; n < times; n++) found.push({ file, source: mutated });
  }
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const places = found.map(({ file }) => file).join(", ") || "no file";
  throw new Error(`"${name}": its text is in ${places}, and must be in the runtime exactly once`);
}

/** Breaks a rule in a copy. */
export async function applyTo(copy: string, mutation: Mutation): Promise<void> {
  const { file, source } = await mutate(mutation);
  await Deno.writeTextFile(`${copy}/${KERNEL}/${file}`, source);
}

/** What a run of one file of properties has said. */
export interface Verdict {
  readonly passed: boolean;
  readonly output: string;
}

/** Longest run of one file, in milliseconds: a rule that is broken may well make it hang. */
const LONGEST_MS = 60_000;

/** Runs properties against a copy. */
export async function runProperties(copy: string, files: readonly string[]): Promise<Verdict> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "test",
      "--no-check",
      "--frozen",
      "--allow-all",
      ...files.map((f) => `${PROPERTIES}/${f}`),
    ],
    cwd: copy,
    env: { SIGNALBOX_TEST_SHRINK: "0", SIGNALBOX_TEST_LONG: "0", NO_COLOR: "1" },
    signal: AbortSignal.timeout(LONGEST_MS),
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { passed: success, output: text(stdout) + text(stderr) };
}
