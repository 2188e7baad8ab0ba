/** Exit codes: done, not done, and asked in a way that cannot be understood. */
export const EXIT = { ok: 0, failure: 1, usage: 2 } as const;

/** Ends a command with a message for people and, where there is one, the next step. */
export class CommandFailure extends Error {
  constructor(
    message: string,
    readonly nextStep?: string,
    readonly exitCode: number = EXIT.failure,
  ) {
    super(message);
    this.name = "CommandFailure";
  }
}

/** The command line was not typed in a way that can be understood. */
export function usageFailure(message: string, nextStep?: string): CommandFailure {
  return new CommandFailure(message, nextStep, EXIT.usage);
}
