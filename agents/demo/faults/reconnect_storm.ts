import type { FaultScript } from "./fault_script.ts";

/** Long enough for displays to be back: fielded builds wait 1 to 5 s. */
const AGAIN_MS = 8_000;

/** Every display loses its connection at once, and all come back together; again and again. */
export const reconnectStorm: FaultScript = ({ fleet: { displays }, clock }) => {
  let timer: unknown;
  const drop = () => {
    for (const display of displays) display.dropLink();
    timer = clock.setTimer(AGAIN_MS, drop);
  };
  return {
    members: displays.map(({ key }) => key),
    begin: drop,
    end: () => clock.clearTimer(timer),
  };
};
