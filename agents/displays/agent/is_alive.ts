import process from "node:process";

/** Whether a process of this number is there, whoever's it is. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (cause) {
    // It is there, and not ours to signal.
    return (cause as { readonly code?: string }).code === "EPERM";
  }
}
