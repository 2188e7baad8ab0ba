import type { LoadState } from "../load.ts";
import type { AlertSubject } from "./alert.ts";

/** How the control host itself does. */
export interface SelfReading {
  /** The longest time, since the last reading, that the event loop did not get round; ms. */
  readonly loopDelayMs: number;
  /** Messages that full mailboxes did not take since the last reading. */
  readonly droppedMessages: number;
  /** How long the oldest write to the database has waited; ms. */
  readonly storeWaitMs: number;
  /** How much there is to do. */
  readonly load: LoadState;
  /** The disk of the data folder; null where it cannot be asked. */
  readonly disk: { readonly usedPercent: number; readonly freeBytes: number } | null;
}

/** Reads how the control host does; an adapter provides it. */
export interface SelfProbe {
  read(): Promise<SelfReading>;
}

/** The control host as the subject of an alert. */
export const SELF: AlertSubject = { kind: "host", key: "self", name: "Signalbox" };
