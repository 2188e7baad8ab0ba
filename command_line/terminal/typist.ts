import type { CommandLineHost } from "../host/host.ts";

/** Whoever typed a command, as far as it may ask back. Where there is nobody, a script is assumed. */
export interface Typist {
  /** The answer without blanks around it; undefined when they gave up. */
  ask(question: string): Promise<string | undefined>;
  /** They sit in the console: lists are offered to choose from. Otherwise a list is told, and the command fails. */
  readonly picks?: true;
  /** Aborted when they want to wait no longer. A command of its own has none: Ctrl-C ends its program. */
  readonly enough?: AbortSignal;
}

/** The person at the terminal; undefined when input or output is none. */
export function typistAt(
  { terminal, inputTerminal, openPrompt }: CommandLineHost,
): Typist | undefined {
  if (!terminal || !inputTerminal || openPrompt === undefined) return undefined;
  return {
    async ask(question: string): Promise<string | undefined> {
      const prompt = await openPrompt({});
      const typed = await prompt.read(question, { fresh: true });
      prompt.close();
      return typed.type === "line" ? typed.text.trim() : undefined;
    },
  };
}
