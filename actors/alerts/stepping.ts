import type { AlertBook, Moment } from "./book.ts";
import { expire, openDue, releaseOrphans, resolve, resolveDue } from "./lifecycle.ts";
import { adopt, announceDue, countBelow, judgeGathered } from "./roots.ts";
import { releaseHeld, remind } from "./telling.ts";

/**
 * Moves every alert on to this moment: opens, resolves, finds causes and tells. Before the warm-up is over nothing is
 * opened, resolved or told: what is wrong then may be our own start.
 */
export function stepAlerts(book: AlertBook, nextId: () => number, moment: Moment): void {
  if (moment.nowMs < book.warmUpUntilMs) return;
  expire(book, moment);
  openDue(book, nextId, moment);
  adopt(book);
  resolveDue(book, moment);
  countBelow(book);
  for (const track of judgeGathered(book, moment)) resolve(book, track, "", moment);
  releaseOrphans(book, moment);
  announceDue(book, nextId, moment);
  countBelow(book);
  remind(book, moment);
  releaseHeld(book, moment);
}
