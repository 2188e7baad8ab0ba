import type { Cell } from "../cell.ts";
import { failureFields } from "../asking/cause_chain.ts";
import type { SnapshotDesk } from "./snapshot_desk.ts";
import type { SnapshotAddress, SnapshotPart } from "./snapshot_port.ts";
import { TimerEntry } from "../timers/timer_heap.ts";

/** Saves the state of one incarnation as its definition says; never two saves at once, and the latest state wins. */
export class SnapshotKeeper {
  readonly #cell: Cell;
  readonly #part: SnapshotPart<unknown>;
  readonly #desk: SnapshotDesk;
  readonly #timer = new TimerEntry(() => this.#fallDue());
  /** Messages handled when the state was last taken. */
  #savedAt: number;
  #due = false;
  #saving = false;
  #closed = false;

  constructor(cell: Cell, part: SnapshotPart<unknown>, desk: SnapshotDesk) {
    this.#cell = cell;
    this.#part = part;
    this.#desk = desk;
    this.#savedAt = cell.handled;
  }

  /** Looks whether it is time to save; the state is whole now. */
  betweenTurns(): void {
    const { everyMessages = Infinity, everyMs } = this.#part;
    const unsaved = this.#cell.handled - this.#savedAt;
    if (unsaved === 0) return;
    if (unsaved >= everyMessages) this.#due = true;
    if (this.#due) this.#save();
    else if (everyMs !== undefined && this.#timer.index < 0) {
      this.#cell.profile.runtime.timers.after(this.#timer, everyMs);
    }
  }

  /** Saves at an end in good order, if the definition wants it. */
  saveLast(): Promise<void> | undefined {
    const wanted = !this.#closed && this.#part.onStop !== false;
    this.close();
    return wanted ? this.#write() : undefined;
  }

  /** Announces that a state was not saved, or not removed. */
  failed(cause: unknown): void {
    this.#cell.profile.runtime.announce(this.#cell, "snapshotFailed", failureFields(cause));
  }

  /** Removes what was saved; nothing more is saved. */
  forget(): void {
    this.close();
    this.#desk.remove(addressOf(this.#cell)).catch((cause) => this.failed(cause));
  }

  /** Saves nothing more. */
  close(): void {
    this.#closed = true;
    this.pause();
  }

  /** The incarnation ends: only the last save may follow. */
  pause(): void {
    this.#cell.profile.runtime.timers.cancel(this.#timer);
  }

  #fallDue(): void {
    this.#due = true;
    this.#cell.wake();
  }

  #save(): void {
    if (this.#saving || this.#closed) return;
    this.#saving = true;
    this.#write().then(() => {
      this.#saving = false;
      if (this.#due && !this.#closed) this.#cell.wake();
    });
  }

  /** Takes the state as it is now, and resolves when it is stored or has failed to be. */
  #write(): Promise<void> {
    this.#due = false;
    this.#savedAt = this.#cell.handled;
    this.#cell.profile.runtime.timers.cancel(this.#timer);
    try {
      const { version } = this.#part;
      const state = this.#part.save(this.#cell.state);
      const saved = this.#desk.save(addressOf(this.#cell), { version, state });
      return saved.catch((cause) => this.failed(cause));
    } catch (cause) {
      this.failed(cause);
      return Promise.resolve();
    }
  }
}

/** The state to begin with: what was saved last, else the fresh one. Rejects when it cannot be had. */
export async function restored(
  cell: Cell,
  part: SnapshotPart<unknown>,
  fresh: unknown,
): Promise<unknown> {
  const { snapshots } = cell.profile.runtime;
  const state = await fresh;
  if (snapshots === undefined) return state;
  try {
    const saved = await snapshots.load(addressOf(cell));
    if (saved === undefined) return state;
    if (saved.version <= part.version) return part.restore(saved.state, saved.version, state);
    throw new RangeError(
      `its version is ${saved.version}, this program reads 1 to ${part.version}`,
    );
  } catch (cause) {
    throw new Error(`${cell.path} cannot restore its snapshot`, { cause });
  }
}

function addressOf({ kind, key }: Cell): SnapshotAddress {
  return { kind, key };
}
