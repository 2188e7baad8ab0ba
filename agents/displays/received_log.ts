/** One event as it came in. */
export interface ReceivedEvent {
  readonly event: string;
  /** The one argument; undefined when there was not exactly one. */
  readonly payload: unknown;
  /** Epoch milliseconds, of the device's clock. */
  readonly at: number;
}

/** Commands told apart by their execution id; a show day has some hundreds. */
const MAX_COUNTED_COMMANDS = 100_000;

/** What a device heard: the latest events, and for ever how often each command came. */
export class ReceivedLog {
  readonly events: ReceivedEvent[] = [];
  /** By `execute_command exe_1_a`, or `stop_command preset 12` where no execution id came. */
  readonly commandCounts = new Map<string, number>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(received: ReceivedEvent): void {
    this.events.push(received);
    if (this.events.length > this.#limit) this.events.shift();
    const key = commandKey(received);
    if (key === undefined) return;
    const before = this.commandCounts.get(key) ?? 0;
    if (before > 0 || this.commandCounts.size < MAX_COUNTED_COMMANDS) {
      this.commandCounts.set(key, before + 1);
    }
  }
}

function commandKey({ event, payload }: ReceivedEvent): string | undefined {
  if (event !== "execute_command" && event !== "stop_command") return undefined;
  const { executionId, presetId, preset_id } = (payload ?? {}) as Record<string, unknown>;
  return executionId ? `${event} ${executionId}` : `${event} preset ${preset_id ?? presetId}`;
}
