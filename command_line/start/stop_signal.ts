import type { ServeNeeds } from "./serve.ts";

/** Resolves when the program is told to stop. */
export function stopSignal({ onSignal }: Pick<ServeNeeds, "onSignal">): Promise<void> {
  return new Promise((resolve) => {
    const stopListening = (["SIGINT", "SIGTERM"] as const).map((signal) =>
      onSignal(signal, () => {
        // A second Ctrl+C ends the process at once, as people expect.
        for (const stop of stopListening) stop();
        resolve();
      })
    );
  });
}
