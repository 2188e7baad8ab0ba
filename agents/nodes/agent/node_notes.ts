import { z } from "zod";
import type { TokenStore } from "./login.ts";

const Begun = z.object({
  id: z.string(),
  command: z.string(),
  /** Carried out, with an answer that is too long to be kept. */
  over: z.boolean(),
});

const Delivery = z.object({
  /** The frame that says that the server has it, and of what: `command_ack` of a command, `key_update_ack` of a container. */
  acknowledgement: z.string(),
  of: z.string(),
  frame: z.record(z.string(), z.unknown()),
});

/** What a node agent must still know when it is started again. */
export const NodeNotes = z.object({
  /** Commands that were begun, and have no answer yet that could be kept. */
  begun: z.array(Begun),
  /** Commands that were carried out, oldest first. */
  done: z.array(z.string()),
  /** What the server has to hear, and may not have heard yet. */
  deliveries: z.array(Delivery),
});

/** See the schema. */
export type NodeNotes = z.infer<typeof NodeNotes>;
/** A command that was begun. */
export type BegunCommand = z.infer<typeof Begun>;
/** Something that the server has to hear. It may hold a session key. */
export type Delivery = z.infer<typeof Delivery>;

/** The notes of an agent that has none yet. */
export const NO_NOTES: NodeNotes = { begun: [], done: [], deliveries: [] };

/** Where an agent keeps what must outlive it. */
export interface NodeAgentStore extends TokenStore {
  readNotes(): Promise<NodeNotes>;
  /** True when these notes, or later ones, will survive the agent. */
  writeNotes(notes: NodeNotes): Promise<boolean>;
  /** Writes again what could not be written. */
  retryNotes(): Promise<void>;
  close(): void;
}

/** Keeps nothing: for simulated machines. */
export function createMemoryStore(): NodeAgentStore {
  let notes = NO_NOTES;
  let kept: string | null = null;
  return {
    readNotes: () => Promise.resolve(notes),
    writeNotes(next) {
      notes = next;
      return Promise.resolve(true);
    },
    retryNotes: () => Promise.resolve(),
    readToken: () => Promise.resolve(kept),
    saveToken(token) {
      kept = token;
      return Promise.resolve();
    },
    close() {},
  };
}
