import { fileURLToPath } from "node:url";
import manifest from "../../../deno.json" with { type: "json" };

/** The project's folder: tasks run in it. */
export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** What a program said, and how it ended. */
export interface TaskResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** What Deno is given for a task of deno.json: its very permissions, and the words of a user. */
export function taskArgs(name: "start" | "demo" | "signalbox", args: readonly string[]): string[] {
  const [, ...flags] = manifest.tasks[name].command.split(" ");
  return [...flags, ...args];
}

/** The command of a task of deno.json, with its very permissions and nothing around it. */
export function projectTask(
  name: "start" | "signalbox",
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: taskArgs(name, args),
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
