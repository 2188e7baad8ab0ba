import { type Command, Option } from "commander";
import type { CommandLine } from "../command_line.ts";
import {
  DEMO_DEFAULTS,
  DEMO_SETTING_NAMES,
  type DemoFlags,
  demoSettings,
} from "../demo/settings.ts";
import { demoOf } from "../demo/find_demo.ts";
import { addDemoClear, addDemoFault } from "./demo_fault.ts";

/** `demo`, `demo fault` and `demo clear` */
export function addDemo(program: Command, cli: CommandLine): void {
  const { demo: texts, defaultOf } = cli.texts;
  const command = program.command("demo").description(texts.about.demo)
    .option("--scale <count>", `${texts.options.scale} (${defaultOf(texts.usualScale)})`)
    .option("--faults", texts.options.faults)
    .option("--seed <number>", `${texts.options.seed} (${defaultOf("1")})`)
    .option("--keep <path>", texts.options.keep)
    .addOption(new Option("--pace <number>").hideHelp());
  cli.settingFlags(command, DEMO_SETTING_NAMES, DEMO_DEFAULTS);
  cli.examples(command, "demo", "demo --faults", "demo --scale 1000", "demo fault link-loss");
  command.action(
    cli.action(async (flags: DemoFlags) => await demoOf(cli).run(await demoSettings(flags, cli))),
  );
  addDemoFault(command, cli);
  addDemoClear(command, cli);
  addDemoFleet(command, cli);
}

/** What a demo starts as a process of its own; nobody types it. */
function addDemoFleet(demo: Command, cli: CommandLine): void {
  demo.command("fleet", { hidden: true }).action(cli.action(() => demoOf(cli).playFleet()));
}
