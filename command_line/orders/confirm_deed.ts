import type { CommandLine } from "../command_line.ts";
import { CommandFailure, usageFailure } from "../failure.ts";

/** Something that cannot be taken back. */
export interface Deed {
  /** As it is typed: `display merge`. */
  readonly name: string;
  /** What happens, said before the question. */
  readonly danger: string;
  /** Whom it is for, in words that are safe to print. */
  readonly whom: string;
  /** What is to be typed; default: `whom`. */
  readonly word?: string;
  /** Said to whoever types anything else. */
  readonly declined: string;
}

/**
 * Lets a deed pass once it was said with `--yes`, or once its word was typed by the person at the terminal. Throws
 * where neither is so: with exit code 2 where nobody can be asked, else with 1.
 */
export async function confirmedDeed(
  { console, texts, typist }: CommandLine,
  { name, danger, whom, word = whom, declined }: Deed,
  yes: boolean,
): Promise<void> {
  if (yes) return;
  if (typist === undefined) throw usageFailure(texts.nodes.sayYes(name));
  console.line(danger);
  const answer = await typist.ask(texts.nodes.typeToGoOn(name, whom, word));
  if (answer !== word) throw new CommandFailure(declined);
}
