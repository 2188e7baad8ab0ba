import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import {
  cameraLine,
  containerLine,
  displayLine,
  nodeLine,
  syncHostLine,
  wallLine,
} from "../members/member.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Icon, type IconName } from "../parts/icon.tsx";
import { fleet } from "../wire/fleet.ts";
import { mayAs } from "../wire/session.ts";
import { keyWords } from "../words/keys.ts";
import { shellWords } from "../words/shell.ts";
import { overlay } from "./keyboard.ts";
import { linkTo } from "./router.ts";
import { ROUTES } from "./routes.ts";

/** Somewhere to go. */
interface Destination {
  readonly icon: IconName;
  readonly name: string;
  readonly detail: string;
  readonly href: string;
}

/** More is to be typed, not looked through. */
const MOST = 12;

/** Goes to any page or member by a few letters of its name. */
export function Palette() {
  const words = keyWords();
  const text = useSignal("");
  const chosen = useSignal(0);
  const found = useComputed(() => matching(text.value));
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const close = () => overlay.value = undefined;
  const go = ({ href }: Destination) => {
    location.hash = href;
    close();
  };
  const keyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
    const count = found.value.length;
    const destination = found.value[chosen.value];
    if (step !== 0 && count > 0) chosen.value = (chosen.value + step + count) % count;
    else if (event.key === "Enter" && destination) go(destination);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={words.jump} onClose={close}>
      <input
        ref={field}
        role="combobox"
        aria-expanded="true"
        aria-controls="destinations"
        aria-activedescendant={`destination-${chosen}`}
        aria-label={words.jump}
        placeholder={words.jumpHint}
        class="palette-field"
        maxLength={255}
        value={text}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          chosen.value = 0;
        }}
        onKeyDown={keyDown}
      />
      <ul id="destinations" role="listbox" class="palette" aria-label={words.jump}>
        {found.value.map((destination, nth) => (
          <li
            key={destination.href}
            id={`destination-${nth}`}
            role="option"
            aria-selected={nth === chosen.value}
            onClick={() => go(destination)}
          >
            <Icon name={destination.icon} />
            <span dir="auto">{destination.name}</span>
            <span class="quiet">{destination.detail}</span>
          </li>
        ))}
      </ul>
      {found.value.length === 0 && <p class="quiet" role="status">{words.nothingFound}</p>}
    </Dialog>
  );
}

function matching(text: string): readonly Destination[] {
  const wanted = text.trim().toLowerCase();
  const found: Destination[] = [];
  for (const destination of destinations()) {
    if (!destination.name.toLowerCase().includes(wanted)) continue;
    found.push(destination);
    if (found.length === MOST) break;
  }
  return found;
}

function* destinations(): Generator<Destination> {
  const shell = shellWords();
  for (const { path, nav, needs } of ROUTES) {
    const name = nav && shell[nav.word];
    if (needs !== undefined && !mayAs(needs)) continue;
    if (nav && typeof name === "string") {
      yield { icon: nav.icon, name, detail: keyWords().page, href: `#/${path}` };
    }
  }
  for (const line of memberLines()) {
    const { icon, name, word, href } = line;
    yield { icon, name, detail: word, href };
  }
  for (const { id, name } of fleet.presets.items.value) {
    yield { icon: "preset", name, detail: shell.presets, href: linkTo(["presets", id]) };
  }
}

function* memberLines() {
  for (const one of fleet.displays.items.value) yield displayLine(one);
  for (const one of fleet.walls.items.value) yield wallLine(one);
  for (const one of fleet.cameras.items.value) yield cameraLine(one);
  for (const one of fleet.nodes.items.value) yield nodeLine(one);
  for (const one of fleet.containers.items.value) yield containerLine(one);
  for (const one of fleet.syncHosts.items.value) yield syncHostLine(one);
}
