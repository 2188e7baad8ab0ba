import { DisplayDetail } from "../../../protocols/api/display.ts";
import { readMacAddress } from "../../../protocols/mac_address.ts";
import { displayPathOf, findDisplay } from "../../api/find.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { usageFailure } from "../../failure.ts";
import type { Texts } from "../../texts/texts.ts";
import { visible } from "../../terminal/visible.ts";

/** What is to be different of a display; what is left out stays. */
export interface DisplayChange {
  readonly name?: string;
  readonly aliases?: readonly string[];
  readonly macAddress?: string | null;
}

/** A display as it was, and as a change has left it. */
export interface EditedDisplay {
  readonly before: DisplayDetail;
  readonly display: DisplayDetail;
}

/** Finds a display and changes it; where there is none, the nearest name is told. */
export async function editDisplay(
  cli: CommandLine,
  typed: string,
  body: DisplayChange,
  flags: ClientOptions,
): Promise<EditedDisplay> {
  const api = cli.api(flags);
  const before = await findDisplay(api, typed, cli.texts);
  const path = displayPathOf(before);
  return { before, display: await api.ask(DisplayDetail, { method: "PATCH", path, body }) };
}

/** The one spelling of a network card's address; what is none is refused before anything is asked. */
export function macAddressOf(place: string, typed: string, texts: Texts): string {
  const macAddress = readMacAddress(typed);
  if (macAddress !== null) return macAddress;
  const got = JSON.stringify(visible(typed));
  throw usageFailure(`${place}: ${texts.badValue(texts.displays.mac, got)}`);
}
