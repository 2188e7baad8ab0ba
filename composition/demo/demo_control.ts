import { findDemos } from "../../agents/demo/control/control_client.ts";
import { cardFolder } from "../../agents/demo/control/demo_card.ts";
import type { DemoFaults } from "../../command_line/demo/host.ts";

/** The demos of the user with that home folder. */
export async function findRunningDemos(home: string | undefined): Promise<readonly DemoFaults[]> {
  return home === undefined ? [] : await findDemos(cardFolder(home));
}
