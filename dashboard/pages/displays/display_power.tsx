import type { Display } from "../../../protocols/api/display.ts";
import { ActionButton } from "../../parts/action_button.tsx";
import { displayWords } from "../../words/displays.ts";
import { orderDisplays } from "./order_displays.ts";

/** Switching machines on, anew and off: of one display on its page, of many in the list. */
export function PowerActions({ displays }: Choice) {
  const away = displays.filter(({ connected }) => !connected);
  const there = displays.filter(({ connected }) => connected);
  const none = displays.length === 0;
  return (
    <>
      {(none || away.length > 0) && <WakeButton displays={away} />}
      {(none || there.length > 0) && (
        <>
          <PowerButton what="restart" displays={there} />
          <PowerButton what="shutdown" displays={there} />
        </>
      )}
    </>
  );
}

interface Choice {
  readonly displays: readonly Display[];
}

function WakeButton({ displays }: Choice) {
  const words = displayWords();
  const known = displays.filter(({ macAddress }) => macAddress !== null);
  const title = displays.length > 0 && known.length === 0 ? words.noMac : undefined;
  return (
    <ActionButton
      disabled={known.length === 0}
      {...(title === undefined ? {} : { title })}
      run={(key) => orderDisplays(words.wakeTitle(nameOf(known)), known, { action: "wake" }, key)}
    >
      {words.wake}
    </ActionButton>
  );
}

function PowerButton({ what, displays }: Choice & { readonly what: "restart" | "shutdown" }) {
  const words = displayWords()[what];
  const name = nameOf(displays);
  return (
    <ActionButton
      disabled={displays.length === 0}
      danger={{
        title: words.title(name),
        text: words.text(displays.length),
        typed: displays.length === 1 ? name : String(displays.length),
        action: words.action,
      }}
      run={(key) => orderDisplays(words.title(name), displays, { action: "power", what }, key)}
    >
      {words.action}
    </ActionButton>
  );
}

/** Of those chosen only some may be off, or on: what is said is said of them. */
function nameOf(displays: readonly Display[]): string {
  const [first] = displays;
  return displays.length === 1 && first ? first.name : displayWords().chosen(displays.length);
}
