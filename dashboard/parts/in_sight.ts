import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { drawnAtOnce, type Rows } from "./drawn_rows.ts";

/** What the first drawing has, before anybody has looked where the list is. */
const AT_FIRST: Rows = { first: 0, last: 25 };
/** After what is in sight has been drawn; until then a turn of the wheel has been seen. */
const MARGIN_AFTER_MS = 30;

/**
 * Which rows of one height are drawn, while people scroll: those in sight at once, and some above and below in a task
 * of their own, so that scrolling finds them there.
 *
 * @param body what holds the rows, as high as all of them
 * @param rowPx height of a row with the gap below it
 * @param marginPx how far above and below
 * @param rows how many there are
 */
export function useRowsInSight(
  body: RefObject<HTMLElement | null>,
  { rowPx, marginPx, rows }: {
    readonly rowPx: number;
    readonly marginPx: number;
    readonly rows: number;
  },
): Rows {
  const drawn = useSignal(AT_FIRST);
  useEffect(() => {
    let later: ReturnType<typeof setTimeout> | undefined;
    const draw = (next: Rows) => {
      const { first, last } = drawn.peek();
      if (first !== next.first || last !== next.last) drawn.value = next;
    };
    const around = (marginPx: number): Rows => {
      const { top = 0 } = body.current?.getBoundingClientRect() ?? {};
      const first = Math.max(0, Math.floor((-top - marginPx) / rowPx));
      return { first, last: Math.max(first, Math.ceil((innerHeight - top + marginPx) / rowPx)) };
    };
    const look = () => {
      draw(drawnAtOnce(drawn.peek(), around(0), around(marginPx)));
      later ??= setTimeout(() => {
        later = undefined;
        draw(around(marginPx));
      }, MARGIN_AFTER_MS);
    };
    draw(around(marginPx));
    addEventListener("scroll", look, { passive: true, capture: true });
    addEventListener("resize", look);
    return () => {
      clearTimeout(later);
      removeEventListener("scroll", look, { capture: true });
      removeEventListener("resize", look);
    };
  }, [rowPx, marginPx, rows]);
  return drawn.value;
}
