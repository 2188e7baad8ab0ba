import { readAddress } from "../../protocols/discovery/address.ts";
import type { AgentOptionName } from "./agent_options.ts";
import { OptionReader } from "./option_reader.ts";
import { SETTINGS } from "../settings/settings_table.ts";

/** Encoders want even numbers; none of them goes further. */
const SIZES = [16, 8_192] as const;
/** A time lapse may have a picture an hour. */
const SILENCES = ["2s", "1d"] as const;
const USUAL_SILENCE_MS = 10_000;

/** Reads the options of a camera agent. */
export class AgentOptionReader extends OptionReader<AgentOptionName> {
  size(usual: string): { readonly width: number; readonly height: number } {
    const text = this.text("size") ?? usual;
    const [width, height] = (/^(\d{1,5})x(\d{1,5})$/.exec(text) ?? []).slice(1).map(Number);
    if (width !== undefined && height !== undefined && isSide(width) && isSide(height)) {
      return { width, height };
    }
    throw this.bad("size", this.texts.agents.size, text);
  }

  /** What viewers connect to. */
  address(name: AgentOptionName): string | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const address = readAddress(text);
    if (address === null) throw this.bad(name, this.texts.agents.address, text);
    return address;
  }

  brokerUrl(name: AgentOptionName): string | undefined {
    const text = this.text(name);
    if (text === undefined || SETTINGS.mqttUrl.schema.safeParse(text).success) return text;
    // It may hold a password.
    throw this.bad(name, this.texts.rules.brokerUrl, "…");
  }

  silence(name: AgentOptionName): number {
    return this.duration(name, SILENCES) ?? USUAL_SILENCE_MS;
  }
}

function isSide(pixels: number): boolean {
  return pixels % 2 === 0 && pixels >= SIZES[0] && pixels <= SIZES[1];
}
