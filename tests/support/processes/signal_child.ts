/** Sends a signal to a process; one that is gone already does not mind. */
export function signalChild(child: Deno.ChildProcess, name: Deno.Signal): void {
  try {
    child.kill(name);
  } catch (cause) {
    // This is how the runtime says that it has ended.
    if (!(cause instanceof TypeError)) throw cause;
  }
}
