import { type Mutation, PROPERTY_FILES } from "./mutation.ts";
import { applyTo, copyProject, runProperties } from "./mutated_copy.ts";

/** What became of one broken rule; `undefined` when its property noticed, as it should. */
export type Escape = string | undefined;

/** Copies at work side by side. */
const SIDE_BY_SIDE = 2;

/** Runs properties against an unbroken copy; what they complain of, if they do. @param files default: all */
export async function checkUnbroken(files = PROPERTY_FILES.slice(1)): Promise<Escape> {
  return await inCopy(async (copy) => {
    const { passed, output } = await runProperties(copy, files);
    return passed ? undefined : `the unbroken kernel fails:\n${output}`;
  });
}

/** Breaks a rule, and sees whether its property says so. */
export async function checkMutation(mutation: Mutation): Promise<Escape> {
  return await inCopy(async (copy) => {
    await applyTo(copy, mutation);
    const file = PROPERTY_FILES[mutation.property] ?? "";
    const { passed, output } = await runProperties(copy, [file]);
    if (passed) return `${file} still passes`;
    if (output.includes(`broken law "${mutation.law}"`)) return undefined;
    return `${file} fails, but not by the law "${mutation.law}":\n${output}`;
  });
}

/** Checks mutations, some side by side; tells of each as it is done. */
export async function checkAll(
  mutations: readonly Mutation[],
  done: (mutation: Mutation, escape: Escape) => void,
): Promise<void> {
  const left = [...mutations];
  const work = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      done(next, await checkMutation(next));
    }
  };
  // All are waited for, so that none leaves its copy behind when another fails.
  const workers = await Promise.allSettled(Array.from({ length: SIDE_BY_SIDE }, work));
  for (const worker of workers) if (worker.status === "rejected") throw worker.reason;
}

async function inCopy<T>(use: (copy: string) => Promise<T>): Promise<T> {
  const copy = await copyProject();
  try {
    return await use(copy);
  } finally {
    await Deno.remove(copy, { recursive: true });
  }
}
