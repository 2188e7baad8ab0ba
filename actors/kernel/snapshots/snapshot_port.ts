/** Whose snapshot it is. */
export interface SnapshotAddress {
  readonly kind: string;
  readonly key: string;
}

/** What was saved of an actor. */
export interface Snapshot {
  /** Version of the shape of `state`, as the actor's definition numbers it. */
  readonly version: number;
  /** Plain data. */
  readonly state: unknown;
}

/**
 * Where snapshots are kept: a port, for an adapter to implement. The runtime never has two calls for one address
 * open at a time, so one that never settles holds up its actor: give each a deadline of its own. A rejection is
 * reported, and never retried by the runtime itself.
 */
export interface SnapshotStore {
  /** The last one saved, or `undefined`. */
  load(address: SnapshotAddress): Promise<Snapshot | undefined>;
  /** Takes the place of the one before, as a whole or not at all. The state must be copied or written before it returns. */
  save(address: SnapshotAddress, snapshot: Snapshot): Promise<void>;
  /** Succeeds also when there is none. */
  remove(address: SnapshotAddress): Promise<void>;
}

/**
 * How an actor keeps its state over restarts. After `init`, and before the first message, what was saved last is
 * loaded and `restore` makes the state of it. A load or a restore that fails is a crash of the start, and so the
 * restart policy's business. A save that fails is announced (`snapshotFailed`), and the actor goes on.
 */
export interface SnapshotPart<S> {
  /** 1 or more; raised when the shape of what `save` yields changes. A newer one found in the store fails the start. */
  readonly version: number;
  /** Saves after this many messages. */
  readonly everyMessages?: number;
  /** Saves at most so many milliseconds after the first message that was not saved yet. */
  readonly everyMs?: number;
  /** Saves when the actor ends in good order: at a stop, or when it becomes passive. Default true. */
  readonly onStop?: boolean;
  /** The data to keep; called between two turns. */
  save(state: S): unknown;
  /** The state to begin with: `saved` is of this version or an older one, `fresh` is what `init` brought. */
  restore(saved: unknown, version: number, fresh: S): S;
}
