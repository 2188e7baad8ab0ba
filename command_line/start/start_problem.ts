import { flagOf, SETTING_NAMES } from "../settings/settings_table.ts";
import { AS_SAID, type WordSentence } from "../terminal/sentences.ts";
import type { StartTexts } from "../texts/start.ts";

/**
 * One line that names what is in the way of a start, and what to do.
 *
 * @param portFlag of a port that is no setting of the control host
 * @param sentence words what the control host says; an agent has none
 */
export function explainStart(
  error: unknown,
  texts: StartTexts,
  portFlag = "",
  sentence: WordSentence = AS_SAID,
): string {
  const reason = error instanceof Error ? error.message : String(error);
  const { listener, port, code } = error as { listener?: string; port?: number; code?: string };
  const why = texts.portReasons[code ?? ""];
  if (listener === undefined || port === undefined) return texts.cannotStart(sentence(reason));
  if (ADDRESS_FAULTS.has(code ?? "")) return texts.addressUnavailable(addressFlagOf(listener));
  const setting = SETTING_NAMES.find((name) => name === `${listener}Port`);
  const flag = setting === undefined ? portFlag : flagOf(setting);
  return texts.portUnavailable(port, why ?? reason, flag);
}

/** It is not the port: the machine has no such address, the name has none, or it cannot be listened on. */
const ADDRESS_FAULTS: ReadonlySet<string> = new Set(["EADDRNOTAVAIL", "ENOTFOUND", "EINVAL"]);

function addressFlagOf(listener: string): string {
  if (listener === "agent") return "--bind";
  return flagOf(listener === "http" ? "host" : "deviceHost");
}
