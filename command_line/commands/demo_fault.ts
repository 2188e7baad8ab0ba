import type { Command } from "commander";
import { DEMO_FAULTS, type DemoFault, type DemoFaultName } from "../../protocols/demo/faults.ts";
import type { CommandLine } from "../command_line.ts";
import type { DemoFaults } from "../demo/host.ts";
import { parseDurationBetween, wordDuration } from "../terminal/durations.ts";
import { membersInWords } from "../demo/words.ts";
import { CommandFailure, EXIT, usageFailure } from "../failure.ts";
import { findDemo } from "../demo/find_demo.ts";
import { oneOf } from "../terminal/typed_values.ts";

interface Flags {
  readonly port?: string;
  readonly json?: true;
}

interface FaultFlags extends Flags {
  readonly for?: string;
  readonly list?: true;
}

/** What the control channel takes. */
const LENGTHS = ["1s", "1d"] as const;

/** `demo fault` */
export function addDemoFault(demo: Command, cli: CommandLine): void {
  const { demo: texts, defaultOf } = cli.texts;
  const command = demo.command("fault").description(texts.about.fault)
    .argument("[fault]", texts.fault)
    .option("--for <time>", `${texts.options.for} (${defaultOf(texts.untilCleared)})`)
    .option("--list", texts.options.list);
  sharedOptions(command, cli);
  cli.examples(
    command,
    "demo fault --list",
    "demo fault link-loss",
    "demo fault sync-loss --for 30s",
  );
  command.action(
    cli.action((name: string | undefined, flags: FaultFlags) =>
      flags.list ? list(cli, flags) : inject(cli, faultOf(cli, name), flags)
    ),
  );
}

/** `demo clear` */
export function addDemoClear(demo: Command, cli: CommandLine): void {
  const { demo: texts } = cli.texts;
  const command = demo.command("clear").description(texts.about.clear)
    .argument("[fault]", texts.fault);
  sharedOptions(command, cli);
  cli.examples(command, "demo clear", "demo clear link-loss");
  command.action(
    cli.action(async (name: string | undefined, flags: Flags) => {
      const fault = name === undefined ? undefined : faultOf(cli, name);
      const running = await asked(cli, flags, (demo) => demo.clear(fault));
      if (flags.json) cli.console.json({ faults: running });
      else cli.console.line(fault === undefined ? texts.allClear : texts.cleared(fault));
      return EXIT.ok;
    }),
  );
}

function sharedOptions(command: Command, { texts }: CommandLine): void {
  command.option("--port <port>", texts.demo.options.port).option("--json", texts.options.json);
}

async function inject(cli: CommandLine, name: DemoFaultName, flags: FaultFlags): Promise<number> {
  const { demo: texts } = cli.texts;
  const forMs = flags.for === undefined
    ? undefined
    : parseDurationBetween("--for", flags.for, LENGTHS, cli.texts);
  const order = forMs === undefined ? {} : { forMs };
  const running = await asked(cli, flags, (demo) => demo.inject(name, order));
  if (flags.json) cli.console.json({ faults: running });
  else {
    const { members = [] } = running.find((fault) => fault.name === name) ?? {};
    const wait = forMs === undefined ? undefined : wordDuration(forMs, cli.texts);
    cli.console.line(texts.began(name, membersInWords(members, texts), wait));
  }
  return EXIT.ok;
}

async function list(cli: CommandLine, flags: Flags): Promise<number> {
  const running = await asked(cli, flags, (demo) => demo.list());
  if (flags.json) cli.console.json({ names: DEMO_FAULTS, faults: running });
  else cli.console.line(tableOf(running, cli));
  return EXIT.ok;
}

function tableOf(running: readonly DemoFault[], { texts: { demo }, console }: CommandLine): string {
  const rows = DEMO_FAULTS.map((name) => [
    name,
    running.some((fault) => fault.name === name) ? demo.running : demo.notRunning,
    demo.faults[name],
  ]);
  return console.tableText(demo.heads, rows);
}

function faultOf({ texts }: CommandLine, typed: string | undefined): DemoFaultName {
  if (typed === undefined) throw usageFailure(texts.demo.whichFault);
  return oneOf("fault", typed, DEMO_FAULTS, texts);
}

/** Asks the demo that is meant; what is in its way is told in one line. */
async function asked(
  cli: CommandLine,
  flags: Flags,
  question: (demo: DemoFaults) => Promise<readonly DemoFault[]>,
): Promise<readonly DemoFault[]> {
  const demo = await findDemo(cli, flags.port);
  return await question(demo).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CommandFailure(cli.texts.demo.refused(reason));
  });
}
