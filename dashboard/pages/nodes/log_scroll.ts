import type { Signal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { LogLine } from "./log_lines.ts";

/** Nearer to the end than this counts as being at it. */
const AT_END_PX = 40;

/** What a log shows, and where it was held: the last line that is shown; undefined while it is followed. */
export interface ScrolledLog {
  readonly element: RefObject<HTMLElement | null>;
  readonly lines: Signal<readonly LogLine[]>;
  readonly shown: readonly LogLine[];
  readonly pausedAt: Signal<number | undefined>;
}

/**
 * Keeps a log at its end while it is followed. Scrolling up, by whatever means, pauses it, and back down at the end it
 * goes on; one that was paused by its button waits for the button.
 *
 * @returns to be called whenever the log was scrolled
 */
export function useLogScroll({ element, lines, shown, pausedAt }: ScrolledLog): () => void {
  const top = useRef(0);
  const heldByScrolling = useRef(false);
  useEffect(() => {
    const { current } = element;
    if (!current || pausedAt.value !== undefined) return;
    heldByScrolling.current = false;
    current.scrollTop = current.scrollHeight;
  }, [shown]);
  return () => {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = element.current ?? {};
    const wentUp = scrollTop < top.current;
    const atEnd = scrollHeight - scrollTop - clientHeight < AT_END_PX;
    top.current = scrollTop;
    if (pausedAt.peek() === undefined) {
      // Lines that are fewer than before move it up as well, but only to their end.
      heldByScrolling.current = wentUp && !atEnd;
      if (heldByScrolling.current) pausedAt.value = lines.peek().at(-1)?.nth ?? 0;
    } else if (heldByScrolling.current && atEnd && !wentUp) {
      heldByScrolling.current = false;
      pausedAt.value = undefined;
    }
  };
}
