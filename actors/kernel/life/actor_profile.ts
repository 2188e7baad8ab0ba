import { checkDefinition, checkRestart } from "../definition_checks.ts";
import type { KindCounters } from "../reports/kind_counters.ts";
import type { Runtime } from "../runtime.ts";
import { DEFAULT_RESTART } from "../supervision/supervision.ts";
import type { ActorDefinition, MailboxPolicy, RestartPolicy } from "../types.ts";

/** A definition of which the kernel knows nothing but its shape. */
export type AnyDefinition = ActorDefinition<unknown, unknown, unknown>;

/** Largest mailbox, in messages: 2^20 slots are 16 MB, past that a queue only hides an overload. */
const MAX_CAPACITY = 2 ** 20;

/** What all actors of one definition in one system share. */
export class ActorProfile {
  readonly kind: string;
  /** Shared with other definitions of the same kind. */
  readonly counters: KindCounters;
  readonly restart: RestartPolicy;
  /** Messages, a power of two. */
  readonly capacity: number;
  /** Messages that may wait without a second thought: 0 when each has to be asked for its lane. */
  readonly room: number;
  readonly whenFull: MailboxPolicy["whenFull"];
  readonly urgent: boolean;
  /** Something is to be looked at before each message. */
  readonly hasChores: boolean;
  /** Its actors have nothing of their own to do at their end that others would wait for. */
  readonly endsAtOnce: boolean;
  /** Messages handled between two looks at the clock; follows how long this kind's handlers take. */
  stride = 1;
  /** Messages left until the next look at the clock. */
  credit = 1;

  constructor(
    readonly runtime: Runtime,
    readonly definition: AnyDefinition,
    restart: Partial<RestartPolicy> = {},
  ) {
    this.kind = definition.kind;
    checkDefinition(runtime, definition);
    this.counters = runtime.countersOf(definition.kind);
    this.hasChores = definition.passivateAfterMs !== undefined || definition.snapshot !== undefined;
    this.capacity = powerOfTwo(definition.kind, definition.mailbox.capacity);
    this.room = definition.urgentMessage === undefined ? this.capacity : 0;
    this.endsAtOnce = definition.stopped === undefined && definition.snapshot === undefined;
    this.whenFull = definition.mailbox.whenFull;
    this.urgent = definition.urgent ?? false;
    this.restart = { ...DEFAULT_RESTART, ...definition.restart, ...restart };
    checkRestart(definition.kind, "restart", this.restart);
  }
}

function powerOfTwo(kind: string, capacity: number): number {
  if (!Number.isInteger(capacity) || capacity < 1 || capacity > MAX_CAPACITY) {
    throw new RangeError(
      `mailbox.capacity of ${kind} must be an integer from 1 to ${MAX_CAPACITY}, got ${capacity}`,
    );
  }
  return 2 ** Math.ceil(Math.log2(capacity));
}
