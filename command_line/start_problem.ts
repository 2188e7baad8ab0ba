import { flagOf, SETTING_NAMES } from "./settings_table.ts";
import type { StartTexts } from "./start_texts.ts";

/**
 * One line that names what is in the way of a start, and what to do.
 *
 * @param portFlag of a port that is no setting of the control host
 */
export function explainStart(error: unknown, texts: StartTexts, portFlag = ""): string {
  const reason = error instanceof Error ? error.message : String(error);
  const { listener, port, code } = error as { listener?: string; port?: number; code?: string };
  const why = texts.portReasons[code ?? ""];
  if (listener === undefined || port === undefined) return texts.cannotStart(reason);
  const setting = SETTING_NAMES.find((name) => name === `${listener}Port`);
  const flag = setting === undefined ? portFlag : flagOf(setting);
  return texts.portUnavailable(port, why ?? reason, flag);
}
