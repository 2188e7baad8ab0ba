import type { CommandLine } from "../command_line.ts";
import type { DemoFaults, DemoHost } from "./host.ts";
import { CommandFailure, usageFailure } from "../failure.ts";
import { wholeNumber } from "../terminal/typed_values.ts";

const PORTS = [1, 65_535] as const;

/** The demos of this program. */
export function demoOf({ host, texts }: CommandLine): DemoHost {
  if (host.demo === undefined) throw usageFailure(texts.demo.noDemoHere);
  return host.demo;
}

/** The one demo that runs, or the one of them whose control host has that port. */
export async function findDemo(cli: CommandLine, typed: string | undefined): Promise<DemoFaults> {
  const { demo: texts } = cli.texts;
  const port = typed === undefined ? undefined : wholeNumber("--port", typed, PORTS, cli.texts);
  const all = await demoOf(cli).find();
  const meant = all.filter(({ httpPort }) => port === undefined || httpPort === port);
  const [first, ...others] = meant;
  if (first === undefined) {
    const nobody = port === undefined ? texts.noDemo : texts.noDemoAt(port);
    throw new CommandFailure(nobody, texts.startOne);
  }
  if (others.length === 0) return first;
  throw usageFailure(texts.severalDemos(meant.map(({ httpPort }) => httpPort).join(", ")));
}
