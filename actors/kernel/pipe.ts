import type { ActorContext } from "./context.ts";
import type { Origin } from "./origin.ts";

/** The origin of a piped outcome: it is for the incarnation that started the work, and for no later one. */
class PipedOutcome implements Origin {
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

/** Brings a promise's outcome into the actor's mailbox; a mapping that throws is the actor's own failure. */
export function pipe<T>(
  context: ActorContext,
  promise: Promise<T>,
  ok: (value: T) => unknown,
  failed: (cause: unknown) => unknown,
): void {
  const origin = new PipedOutcome(context, context.correlationId);
  const deliver = (map: () => unknown): void => {
    if (!context.active) return;
    try {
      context.cell.deliverOwn(map(), origin);
    } catch (cause) {
      context.cell.post({ type: "fault", cause });
    }
  };
  promise.then((value) => deliver(() => ok(value)), (cause) => deliver(() => failed(cause)));
}
