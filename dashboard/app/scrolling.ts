import { type Location, place, readHash } from "./router.ts";
import { ScrollPositions } from "./scroll_positions.ts";

/** What a page shows may have to be asked for; who has waited that long has begun to look around. */
const RESTORE_MS = 10_000;

/** Where a page was left for good; a reload is told in no other way. */
const LEFT_AT = "signalbox.left-at";

/** A new page begins at its top; Back, Forward and a reload find theirs where they were left. */
export function rememberScrolling(): void {
  history.scrollRestoration = "manual";
  const positions = new ScrollPositions(pathOf(place.peek()), visitIn(history.state));
  let restoring = new AbortController();
  scrollWhenThere(Number(sessionStorage.getItem(LEFT_AT)), restoring.signal);
  sessionStorage.removeItem(LEFT_AT);
  keepVisit(positions);
  addEventListener("popstate", ({ state }) => {
    restoring.abort();
    restoring = new AbortController();
    const y = positions.arrive(visitIn(state), pathOf(readHash(location.hash)));
    keepVisit(positions);
    if (y !== undefined) scrollWhenThere(y, restoring.signal);
  });
  addEventListener("scroll", () => positions.saw(scrollY), { passive: true });
  addEventListener("pagehide", () => sessionStorage.setItem(LEFT_AT, String(scrollY)));
  for (const act of ["wheel", "keydown", "pointerdown"]) {
    addEventListener(act, () => restoring.abort(), { passive: true });
  }
}

/** Which step of the history this is; undefined for one that nobody has numbered yet. */
function visitIn(state: unknown): number | undefined {
  if (typeof state !== "object" || state === null || !("visit" in state)) return undefined;
  return typeof state.visit === "number" ? state.visit : undefined;
}

function keepVisit({ visit }: ScrollPositions): void {
  history.replaceState({ visit }, "");
}

function pathOf({ path }: Location): string {
  return path.join("/");
}

/** As soon as the page is as high as it was; until then as far as it goes. Whoever scrolls meanwhile is let. */
function scrollWhenThere(y: number, signal: AbortSignal): void {
  const until = performance.now() + RESTORE_MS;
  const { documentElement } = document;
  let [placed, height] = [scrollY, -1];
  const again = () => {
    // A scroll bar that is dragged tells of nothing but its scrolling; a page that grows moves by itself.
    const isMoved = documentElement.scrollHeight === height && Math.abs(scrollY - placed) > 1;
    if (signal.aborted || isMoved) return;
    scrollTo(0, y);
    [placed, height] = [scrollY, documentElement.scrollHeight];
    if (Math.abs(placed - y) > 1 && performance.now() < until) requestAnimationFrame(again);
  };
  // The new page is drawn after this event.
  requestAnimationFrame(again);
}
