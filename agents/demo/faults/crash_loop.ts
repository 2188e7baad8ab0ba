import { type FaultScript, nth, switched } from "./fault_script.ts";

/** A display's show crashes, and whatever is started there crashes some seconds later. */
export const crashLoop: FaultScript = ({ fleet }) =>
  switched(nth(fleet.displays, 2), (display, on) => display.crashLoop(on));
