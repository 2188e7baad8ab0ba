/** Set where everything that a test may need is installed: then nothing is skipped, but fails instead. */
const MANDATORY = Deno.env.get("SIGNALBOX_TEST_SYSTEM") === "1";
const LONG = Deno.env.get("SIGNALBOX_TEST_LONG") === "1";

/**
 * Name and `ignore` of a test that needs something of the machine. A skipped test says in its name what is
 * missing.
 *
 * @param missing what is not there, in words; undefined when all is
 */
export function needing(
  name: string,
  missing: string | undefined,
): { readonly name: string; readonly ignore: boolean } {
  if (missing === undefined || MANDATORY) return { name, ignore: false };
  return { name: `${name} (skipped: ${missing})`, ignore: true };
}

/** The same for a test of the long ring. */
export function needingLong(
  name: string,
  missing: string | undefined,
): ReturnType<typeof needing> {
  if (LONG) return needing(name, missing);
  return { name: `${name} (set SIGNALBOX_TEST_LONG=1)`, ignore: true };
}

/** Whether a program runs and ends well. */
export function works(program: string, args: readonly string[]): boolean {
  try {
    const quiet = { stdin: "null", stdout: "null", stderr: "null" } as const;
    return new Deno.Command(program, { args: [...args], ...quiet }).outputSync().success;
  } catch {
    return false;
  }
}
