/** What every message of the benchmark carries, in every language: a name and a number. */
export interface Message {
  readonly type: string;
  readonly n: number;
}

/** A handler as all libraries take it: the actor's own state, changed in place, and the message. */
export type Handle<S, M extends Message = Message> = (state: S, message: M) => void;

/** Starts one more actor of a kind, with its state. */
export type Start<S, R> = (state: S) => R | Promise<R>;

/**
 * An actor library of this language, as the workloads use it. The workloads are written once, so that messages,
 * counts and the moment when work counts as done cannot differ between libraries; the handler that a library gets
 * has the form that it takes by itself, so that nothing stands between.
 */
export interface Library<R> {
  /** Why a workload cannot be run, by its name: shown in its cell of the table. */
  readonly missing: Readonly<Record<string, string>>;
  /** Declares a kind of actor. */
  define<S, M extends Message>(handle: Handle<S, M>): Start<S, R>;
  /** Sends, and does not wait. */
  readonly send: (to: R, message: Message) => void;
  /** The same, and it is started again, with the same state, when it throws. */
  readonly fragile?: <S, M extends Message>(handle: Handle<S, M>) => Start<S, R>;
  /** The same, with a mailbox of 1,024 messages that gives the oldest up. */
  readonly bounded?: <S, M extends Message>(handle: Handle<S, M>) => Start<S, R>;
  /** Starts an actor that answers a number with the next one. */
  answering(): R | Promise<R>;
  readonly ask: (to: R, n: number) => Promise<number>;
  /** Ends an actor; told from its own handler. */
  readonly retire: (actor: R) => void;
  /** Leaves of the tree of ten, where a million would take minutes. */
  readonly leaves?: number;
  /** Starting and stopping, in the library's own way. */
  readonly lives?: Lives;
  /** What else comes and goes, so many times, by name of its figure. */
  readonly churn?: Readonly<Record<string, (times: number) => Promise<void>>>;
  /** Workloads that use what only this library has, or has in its own way. */
  readonly own: Readonly<Record<string, () => Round | Promise<Round>>>;
}

/** Actors that come and go under one parent. */
export interface Lives {
  /** Resolves when all have run their `init`. */
  spawnMany(count: number): Promise<void>;
  /** The same, with names by which anybody can find them. */
  spawnNamed?(count: number): Promise<void>;
  /** Tells those that were started last to end; resolves when their parent, or whoever can, has heard of the end of each. */
  stopAll(): Promise<void>;
}

/** One round of a workload: figures by name. `facts` are told once, before the first round. */
export interface Round {
  (): Promise<Figures>;
  readonly facts?: Figures;
}

export type Figures = Readonly<Record<string, number>>;
