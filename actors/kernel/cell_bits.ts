/** Life of an actor. Those up to `PASSIVE` accept messages, which one comparison tells. */
export const RUNNING = 0,
  STARTING = 1,
  RESTARTING = 2,
  PASSIVE = 3,
  COOLING = 4,
  STOPPING = 5,
  STOPPED = 6;

/** In the run queue, or having its turns right now. */
export const SCHEDULED = 1;
/** No turn may begin: a promise of its handler is open, or it is between two incarnations. */
export const BUSY = 2;
/** Facts wait in the system lane. */
export const HAS_LANE = 4;
/** Somebody waits for `writable()`. */
export const HAS_WRITERS = 8;
/** The incarnation is ending: it may not start anything new. */
export const CLOSING = 16;
/** The turn has made asks of its own. */
export const HAS_ASKS = 32;
/** The incarnation is to end, or a passive actor to be woken by its next message. */
export const HAS_ORDER = 64;
/** Urgent messages may wait. */
export const HAS_URGENT = 128;
/** Something is looked at before each message: idle times, snapshots. */
export const HAS_CHORES = 256;
