import type { CommandLine } from "../command_line.ts";
import { CommandFailure, EXIT, usageFailure } from "../failure.ts";
import { visible } from "../terminal/visible.ts";
import { carryOut, type Outcome } from "./carry_out.ts";
import { type Preview, reportJson, showPreview } from "./report.ts";

/** What every form of `import` that changes something takes. */
export interface AgreeFlags {
  readonly dryRun?: true;
  readonly yes?: true;
  readonly json?: true;
}

/** Shows what is to come, asks, does it, and tells what has become of it. Answers the exit code. */
export async function agreeAndDo(
  preview: Preview,
  flags: AgreeFlags,
  cli: CommandLine,
): Promise<number> {
  const { console, texts: { movingIn: words } } = cli;
  const say = (text: string) => flags.json ? undefined : console.line(text);
  if (!flags.json) showPreview(preview, cli);
  const todo = preview.steps.some(({ run }) => run !== undefined);
  if (!todo || flags.dryRun) {
    if (flags.json) console.json(reportJson(preview, null));
    say(todo ? words.dryRun : words.nothingToDo);
    return EXIT.ok;
  }
  await agreed(flags, cli);
  const outcome = await carryOut(preview.steps, cli, flags);
  if (flags.json) console.json(reportJson(preview, outcome));
  else say(words.done(outcome.done));
  return conclude(outcome, cli);
}

async function agreed({ yes }: AgreeFlags, { texts, typist }: CommandLine): Promise<void> {
  const words = texts.movingIn;
  if (yes) return;
  if (typist === undefined) throw usageFailure(words.sayYes, words.nothingDone);
  const answer = await typist.ask(words.agree);
  const meant = answer?.normalize("NFC").toLowerCase() ?? "";
  if (!words.agreed.includes(meant)) throw new CommandFailure(words.nothingDone);
}

function conclude({ failed, brokenOff }: Outcome, { console, texts }: CommandLine): number {
  const words = texts.movingIn;
  for (const { step: { kind, name }, reason } of failed) {
    console.warn(words.failed(words.kinds[kind], visible(name), visible(reason)));
  }
  if (brokenOff !== null) console.warn(words.brokenOff(visible(brokenOff)));
  if (brokenOff === null && failed.length === 0) return EXIT.ok;
  console.warn(words.runAgain);
  return EXIT.failure;
}
