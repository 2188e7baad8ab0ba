import type { BegunCommand, Delivery } from "./node_notes.ts";

/** What must not be done twice, whatever happens: it concerns keys or money, or can be anything. */
const ONCE: ReadonlySet<string> = new Set(["rotate_keys", "backup_keys", "payout", "exec"]);
/** Ids that outlive the agent: of a year's commands of those kinds. */
const MAX_KEPT = 256;
/** Ids that do not: of a busy day. */
const MAX_IDS = 1_000;
/** Answers that can be given once more, and how long one may be. */
const MAX_ANSWERS = 64;
/** A rotation's answer has some 700 characters. */
export const MAX_KEPT_CHARS = 4_096;

/** Whether a command must never be carried out twice. */
export function isOnce(command: string): boolean {
  return ONCE.has(command);
}

/** Which commands were taken up, also by an earlier life of the agent, and what became of them. */
export class CommandMemory {
  readonly #open = new Map<string, BegunCommand>();
  #kept: readonly string[] = [];
  #ids: readonly string[] = [];
  readonly #answers = new Map<string, readonly Delivery[]>();

  /** Begun, and not known to be heard of by the server. */
  get open(): readonly BegunCommand[] {
    return [...this.#open.values()];
  }

  /** Ids that have to outlive the agent, oldest first. */
  get kept(): readonly string[] {
    return this.#kept;
  }

  restore(kept: readonly string[]): void {
    this.#kept = kept.slice(-MAX_KEPT);
  }

  has(id: string): boolean {
    return this.#ids.includes(id) || this.#kept.includes(id);
  }

  begin(id: string, command: string): void {
    this.#open.set(id, { id, command, over: false });
    this.#ids = [...this.#ids, id].slice(-MAX_IDS);
    if (isOnce(command)) this.#kept = [...this.#kept, id].slice(-MAX_KEPT);
  }

  /** It is over; what was said of it, if that can be said again later. */
  end(id: string, deliveries: readonly Delivery[]): void {
    const begun = this.#open.get(id);
    if (begun !== undefined) this.#open.set(id, { ...begun, over: true });
    if (!deliveries.every(isShort)) return;
    // Its answer is short enough to be kept itself.
    this.#open.delete(id);
    this.#answers.set(id, deliveries);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > MAX_ANSWERS && oldest !== undefined) this.#answers.delete(oldest);
  }

  /** The server has heard of these; the rest of what is over is still under way. */
  heard(underWay: ReadonlySet<string>): void {
    for (const { id, over } of this.#open.values()) {
      if (over && !underWay.has(id)) this.#open.delete(id);
    }
  }

  answer(id: string): readonly Delivery[] | undefined {
    return this.#answers.get(id);
  }
}

/** Whether it is short enough to be written into the notes. */
export function isShort({ frame }: Delivery): boolean {
  return JSON.stringify(frame).length <= MAX_KEPT_CHARS;
}
