import type { ActorDefinition, Question, RestartPolicy } from "../../../actors/kernel/mod.ts";

/** Asks a worker for what it has noted since its last start. */
export interface GetNotes extends Question<readonly string[]> {
  readonly type: "getNotes";
}

/** What a worker can be told to do. */
export type WorkerMessage =
  | { readonly type: "note"; readonly text: string }
  | { readonly type: "crash"; readonly error: Error }
  | { readonly type: "pause"; readonly until: Promise<void> }
  | GetNotes;

/** Told to every incarnation: a log that outlives it. */
export interface WorkerArgs {
  readonly log: string[];
}

/** Restarts at once, three times in ten seconds. */
export const QUICK: RestartPolicy = {
  maxRestarts: 3,
  withinMs: 10_000,
  initialBackoffMs: 10,
  maxBackoffMs: 1000,
  jitter: 0,
  healthyAfterMs: 60_000,
  whenExhausted: "stop",
  cooldownMs: 30_000,
};

/** An actor that notes, crashes and waits on command. */
export const worker: ActorDefinition<WorkerMessage, string[], WorkerArgs> = {
  kind: "worker",
  mailbox: { capacity: 64, whenFull: "fail" },
  restart: QUICK,
  init(_ctx, { log }) {
    log.push("init");
    return [];
  },
  handle(notes, message, ctx) {
    switch (message.type) {
      case "note":
        return void notes.push(message.text);
      case "crash":
        throw message.error;
      case "pause":
        return message.until;
      case "getNotes":
        return ctx.reply(message, [...notes]);
    }
  },
};

/** A question with a deadline that no test reaches by chance. */
export const SOON = { timeoutMs: 5000 };
export const GET_NOTES: GetNotes = { type: "getNotes" };

export function note(text: string): WorkerMessage {
  return { type: "note", text };
}

export function crash(text = "boom"): WorkerMessage {
  return { type: "crash", error: new Error(text) };
}

/** A worker's pause, and the way to end it. */
export function pause(): { readonly message: WorkerMessage; readonly end: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { message: { type: "pause", until: promise }, end: resolve };
}
