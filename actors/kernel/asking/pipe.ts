import type { ActorContext } from "../context.ts";
import { lifeOf } from "../life/life_notes.ts";
import type { Origin } from "../origin.ts";

/** The origin of what an incarnation set in motion for itself: it is for no later one. */
export class IncarnationOrigin implements Origin {
  constructor(
    readonly context: ActorContext,
    readonly correlationId: string | undefined,
  ) {}

  get path(): string {
    return this.context.cell.path;
  }

  get lapsed(): boolean {
    return !this.context.active;
  }

  take(): boolean {
    return this.context.active;
  }
}

/**
 * Brings a promise's outcome into the actor's mailbox; a mapping that throws is the actor's own failure. An ask that is
 * piped is not waited for by the turn that made it, and so part of no cycle.
 */
export function pipe<T>(
  context: ActorContext,
  promise: Promise<T>,
  ok: (value: T) => unknown,
  failed: (cause: unknown) => unknown,
): void {
  const { cell } = context;
  const { rare } = cell;
  if (rare?.waitingOn !== undefined) {
    rare.waitingOn = rare.waitingOn.filter((ask) => ask.promise !== promise);
  }
  const origin = new IncarnationOrigin(context, context.correlationId);
  const release = keepAwake(context);
  const deliver = (map: () => unknown): void => {
    release?.();
    if (!context.active) return;
    try {
      cell.deliverOwn(map(), origin);
    } catch (cause) {
      cell.post({ type: "fault", cause });
    }
  };
  promise.then((value) => deliver(() => ok(value)), (cause) => deliver(() => failed(cause)));
}

/** Work that is to come back keeps its actor from becoming passive. */
function keepAwake({ cell }: ActorContext): (() => void) | undefined {
  if (cell.profile.definition.passivateAfterMs === undefined) return undefined;
  const life = lifeOf(cell);
  life.pipes++;
  return () => void life.pipes--;
}
