import type { Runtime } from "./runtime.ts";
import { DEFAULT_RESTART } from "./supervision.ts";
import type { ActorDefinition, MailboxPolicy, RestartPolicy } from "./types.ts";

/** A definition of which the kernel knows nothing but its shape. */
export type AnyDefinition = ActorDefinition<unknown, unknown, unknown>;

/** Largest mailbox, in messages: 2^20 slots are 16 MB, past that a queue only hides an overload. */
const MAX_CAPACITY = 2 ** 20;

/** What all actors of one definition in one system share. */
export class ActorProfile {
  readonly kind: string;
  readonly restart: RestartPolicy;
  /** Messages, a power of two. */
  readonly capacity: number;
  readonly whenFull: MailboxPolicy["whenFull"];
  readonly urgent: boolean;
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
    this.capacity = powerOfTwo(definition.kind, definition.mailbox.capacity);
    this.whenFull = definition.mailbox.whenFull;
    this.urgent = definition.urgent ?? false;
    this.restart = { ...DEFAULT_RESTART, ...definition.restart, ...restart };
    checkRestart(definition.kind, this.restart);
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

function checkRestart(kind: string, policy: RestartPolicy): void {
  for (const [field, value] of Object.entries(policy)) {
    if (typeof value !== "number") continue;
    const most = field === "jitter" ? 1 : Number.MAX_VALUE;
    if (value >= 0 && value <= most) continue;
    const range = field === "jitter" ? "from 0 to 1" : "finite and 0 or more";
    throw new RangeError(`restart.${field} of ${kind} must be ${range}, got ${value}`);
  }
}
