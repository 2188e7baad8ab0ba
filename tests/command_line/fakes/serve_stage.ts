import type { ServeAgentNeeds } from "../../../command_line/agents/serve_agent.ts";
import { startTextsFor } from "../../../command_line/texts/start.ts";

/** What an agent that was served has said, and its exit code. */
export interface Served {
  readonly code: number;
  readonly said: readonly string[];
}

/** Serves an agent to its end: the signal comes when it is ready. */
export async function served(
  language: string,
  serve: (
    needs: ServeAgentNeeds & { readonly texts: ReturnType<typeof startTextsFor> },
  ) => Promise<number>,
): Promise<Served> {
  const said: string[] = [];
  const code = await serve({
    configureLogging: () => {},
    onSignal: (signal, stop) => {
      if (signal === "SIGTERM") queueMicrotask(stop);
      return () => {};
    },
    say: (line) => void said.push(line),
    texts: startTextsFor(language, ""),
  });
  return { code, said };
}
