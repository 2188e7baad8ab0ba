import type { Topic } from "../kernel/mod.ts";

/** What can happen on a node host, as its history and the event stream tell it. */
export type NodeNoteKind =
  | "registered"
  | "takenOver"
  | "disconnected"
  | "liveness"
  | "versionChanged"
  | "processRestarted"
  | "readingsMissed"
  | "dockerLost"
  | "dockerBack"
  | "containerStarted"
  | "containerStopped"
  | "syncState"
  | "eraBegan"
  | "validatorActivated"
  | "validatorDeactivated"
  | "validatorChanged"
  | "payoutsWaiting"
  | "payoutCheckFailed"
  | "backupCompleted"
  | "keyStored"
  | "keyNotStored"
  | "keyVerified"
  | "keyNotVerified"
  | "commandSent"
  | "clientStillBusy"
  | "strayAnswer";

/** One line of a host's history. */
export interface NodeNote {
  /** Epoch ms. */
  readonly at: number;
  readonly kind: NodeNoteKind;
  /** Null: the host itself. */
  readonly container: string | null;
  /** One sentence or a few words, without secrets; may be empty. */
  readonly detail: string;
}

/** A note as the event stream carries it. */
export type NodeNoted = NodeNote & { readonly serverId: string };

/** Chain and host events, keys and backups: what people want to hear of when it happens. */
export const nodeNoted: Topic<NodeNoted> = { name: "node.noted" };

/** Notes kept for each host: a day of eras, rotations and restarts of eight containers. */
export const NOTE_CAPACITY = 200;
/** Characters of a note's detail. */
const MAX_DETAIL_CHARS = 160;

/** The newest notes of a host. */
export class NoteRing {
  readonly #notes: NodeNote[] = [];
  #oldest = 0;

  /** Keeps a note; the oldest gives way. Returns it as it is kept. */
  add(at: number, kind: NodeNoteKind, container: string | null, detail: string): NodeNote {
    const note: NodeNote = { at, kind, container, detail: detail.slice(0, MAX_DETAIL_CHARS) };
    if (this.#notes.length < NOTE_CAPACITY) this.#notes.push(note);
    else {
      this.#notes[this.#oldest] = note;
      this.#oldest = (this.#oldest + 1) % NOTE_CAPACITY;
    }
    return note;
  }

  /** Oldest first. */
  list(): NodeNote[] {
    return [...this.#notes.slice(this.#oldest), ...this.#notes.slice(0, this.#oldest)];
  }
}
