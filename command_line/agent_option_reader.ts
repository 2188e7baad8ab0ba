import { readAddress } from "../protocols/discovery/address.ts";
import {
  AGENT_DEFAULTS,
  agentFlagOf,
  type AgentFlags,
  type AgentOptionName,
  agentVariableOf,
} from "./agent_options.ts";
import { parseDurationBetween } from "./durations.ts";
import { type CommandFailure, usageFailure } from "./failure.ts";
import { SETTINGS } from "./settings_table.ts";
import type { Texts } from "./texts.ts";
import { oneOf, wholeNumber } from "./typed_values.ts";
import { visible } from "./visible.ts";

/** Encoders want even numbers; none of them goes further. */
const SIZES = [16, 8_192] as const;
/** A time lapse may have a picture an hour. */
const SILENCES = ["2s", "1d"] as const;

/** Reads options of an agent from flags and variables. Throws a usage failure that names the place and the rule. */
export class AgentOptionReader {
  constructor(
    private readonly flags: AgentFlags,
    private readonly env: Readonly<Record<string, string>>,
    private readonly texts: Texts,
  ) {}

  text(name: AgentOptionName): string | undefined {
    return this.flags[name] ?? (this.env[agentVariableOf(name)]?.trim() || undefined);
  }

  choice<const T extends string>(name: AgentOptionName, text: string, choices: readonly T[]): T {
    return oneOf(this.#place(name), text, choices, this.texts);
  }

  oneOf<const T extends string>(name: AgentOptionName, choices: readonly T[], usual: T): T {
    const text = this.text(name);
    return text === undefined ? usual : this.choice(name, text, choices);
  }

  wholeNumber(name: AgentOptionName, range: readonly [number, number]): number | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : wholeNumber(this.#place(name), text, range, this.texts);
  }

  size(usual: string): { readonly width: number; readonly height: number } {
    const text = this.text("size") ?? usual;
    const [width, height] = (/^(\d{1,5})x(\d{1,5})$/.exec(text) ?? []).slice(1).map(Number);
    if (width !== undefined && height !== undefined && isSide(width) && isSide(height)) {
      return { width, height };
    }
    throw this.#bad("size", this.texts.agents.size, text);
  }

  /** Where to listen. */
  host(name: AgentOptionName): string | undefined {
    const text = this.text(name);
    if (text === undefined || SETTINGS.host.schema.safeParse(text).success) return text;
    throw this.#bad(name, this.texts.rules.host, text);
  }

  /** What viewers connect to. */
  address(name: AgentOptionName): string | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const address = readAddress(text);
    if (address === null) throw this.#bad(name, this.texts.agents.address, text);
    return address;
  }

  brokerUrl(name: AgentOptionName): string | undefined {
    const text = this.text(name);
    if (text === undefined || SETTINGS.mqttUrl.schema.safeParse(text).success) return text;
    // It may hold a password.
    throw this.#bad(name, this.texts.rules.brokerUrl, "…");
  }

  silence(name: AgentOptionName): number {
    const text = this.text(name) ?? AGENT_DEFAULTS.silence;
    return parseDurationBetween(this.#place(name), text, SILENCES, this.texts);
  }

  #bad(name: AgentOptionName, rule: string, got: string): CommandFailure {
    const shown = JSON.stringify(visible(got).slice(0, 80));
    return usageFailure(`${this.#place(name)}: ${this.texts.badValue(rule, shown)}`);
  }

  #place(name: AgentOptionName): string {
    return this.flags[name] === undefined ? agentVariableOf(name) : `--${agentFlagOf(name)}`;
  }
}

function isSide(pixels: number): boolean {
  return pixels % 2 === 0 && pixels >= SIZES[0] && pixels <= SIZES[1];
}
