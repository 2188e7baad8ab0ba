import { fileURLToPath } from "node:url";
import manifest from "../../deno.json" with { type: "json" };

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What a program said, and how it ended. */
export interface TaskResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The command of a task of deno.json, with its very permissions and nothing around it. */
export function projectTask(
  name: "start" | "signalbox",
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Deno.Command {
  const [, ...flags] = manifest.tasks[name].command.split(" ");
  return new Deno.Command(Deno.execPath(), {
    args: [...flags, ...args],
    cwd: ROOT,
    env: { ...env, SIGNALBOX_LANG: "en" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

/** Runs a subcommand to its end. */
export async function signalbox(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<TaskResult> {
  const { code, stdout, stderr } = await projectTask("signalbox", args, env).output();
  const decoder = new TextDecoder();
  return { code, out: decoder.decode(stdout), err: decoder.decode(stderr) };
}
