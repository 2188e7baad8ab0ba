import { signal } from "@preact/signals";
import { goTo, place } from "./router.ts";

/** What lies over the page, asked for by a key. */
export const overlay = signal<"palette" | "help" | undefined>(undefined);

/**
 * The keys of the whole page: Ctrl or Cmd and K jumps, `/` searches, `?` helps, Esc goes back. Keys without Ctrl mean
 * what they mean while somebody types.
 */
export function listenToKeys(): void {
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      overlay.value = "palette";
    } else if (!isTyping(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      pressed(event);
    }
  });
}

function pressed(event: KeyboardEvent): void {
  if (event.key === "/") {
    const search = document.querySelector<HTMLInputElement>("input[data-search]");
    event.preventDefault();
    if (search) search.focus();
    else overlay.value = "palette";
  } else if (event.key === "?") overlay.value = "help";
  else if (event.key === "Escape" && !document.querySelector("dialog[open]")) up();
}

/** Members that are listed on the page of others. */
const LISTED_WITH: Readonly<Record<string, string>> = { "sync-hosts": "walls", groups: "presets" };

/** To the list that a page belongs to, and from there to the fleet. */
function up(): void {
  const { path } = place.peek();
  const above = path.slice(0, -1).map((part, nth) => nth === 0 ? LISTED_WITH[part] ?? part : part);
  if (path.length > 0) goTo(above);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
