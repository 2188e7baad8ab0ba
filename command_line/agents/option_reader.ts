import { type AgentFile, NO_FILE } from "./agent_file.ts";
import { agentFlagOf, agentVariableOf } from "./agent_names.ts";
import { parseDurationBetween } from "../terminal/durations.ts";
import { type CommandFailure, usageFailure } from "../failure.ts";
import { SETTINGS } from "../settings/settings_table.ts";
import type { Texts } from "../texts/texts.ts";
import { oneOf, wholeNumber } from "../terminal/typed_values.ts";
import { visible } from "../terminal/visible.ts";

/**
 * Reads the options of an agent: a flag goes before a variable, and that before the config file. Throws a usage
 * failure that names the place and the rule.
 */
export class OptionReader<Name extends string> {
  constructor(
    private readonly flags: Readonly<Partial<Record<Name, string>>>,
    private readonly env: Readonly<Record<string, string>>,
    protected readonly texts: Texts,
    private readonly file: AgentFile = NO_FILE,
  ) {}

  text(name: Name): string | undefined {
    return this.flags[name] ?? this.#variable(name) ?? this.file.values.get(name)?.text;
  }

  choice<const T extends string>(name: Name, text: string, choices: readonly T[]): T {
    return oneOf(this.place(name), text, choices, this.texts);
  }

  oneOf<const T extends string>(name: Name, choices: readonly T[], usual: T): T {
    const text = this.text(name);
    return text === undefined ? usual : this.choice(name, text, choices);
  }

  wholeNumber(name: Name, range: readonly [number, number]): number | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : wholeNumber(this.place(name), text, range, this.texts);
  }

  /** Where to listen. */
  host(name: Name): string | undefined {
    const text = this.text(name);
    if (text === undefined || SETTINGS.host.schema.safeParse(text).success) return text;
    throw this.bad(name, this.texts.rules.host, text);
  }

  /** Milliseconds; `range` is written as people type durations. */
  duration(name: Name, range: readonly [string, string]): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    return parseDurationBetween(this.place(name), text, range, this.texts);
  }

  /** What is wrong with a value, and with which. */
  bad(name: Name, rule: string, got: string): CommandFailure {
    const shown = JSON.stringify(visible(got).slice(0, 80));
    return usageFailure(`${this.place(name)}: ${this.texts.badValue(rule, shown)}`);
  }

  /** Where a value was given: the flag, the variable, or the line of the file. */
  protected place(name: Name): string {
    const flag = `--${agentFlagOf(name)}`;
    if (this.flags[name] !== undefined) return flag;
    if (this.#variable(name) !== undefined) return agentVariableOf(name);
    return this.file.values.get(name)?.place ?? flag;
  }

  #variable(name: Name): string | undefined {
    return this.env[agentVariableOf(name)]?.trim() || undefined;
  }
}
