import type { AgentLog } from "../../agent_log.ts";
import type { CancelWait, Waits } from "../../waits.ts";
import type { Delivery } from "./node_notes.ts";

/** What deliveries need. */
export interface DeliveriesNeeds {
  readonly waits: Waits;
  readonly log: AgentLog;
  /** False: there is no connection. */
  send(text: string): boolean;
  /** Calls back when everything sent so far has come to the server's machine; never, when the line is lost before. */
  probe(arrived: () => void): void;
  /** What has to be kept is another now; resolves when that is done, or cannot be. */
  changed(): Promise<unknown>;
}

interface Entry {
  readonly delivery: Delivery;
  readonly text: string;
  /** On this connection. */
  sent: boolean;
  /** Ends the wait that counts it as heard. */
  cancel: CancelWait;
}

/** Answers of some days; of long ones fewer: the server's own limit for one is 10 MiB. */
const MAX_DELIVERIES = 200;
const MAX_CHARS = 16 * 1_024 * 1_024;
/** A server that acknowledges does so at once; a disk may take some seconds. */
const ACKNOWLEDGE_MS = 10_000;

/**
 * What the server must hear: answers, new keys, backups. Each is kept until the server acknowledges it, and what a lost
 * line has taken along goes out again on the next one. Of a server that is not known to acknowledge, it counts as heard
 * when it has come to its machine, and nothing was said to it for 10 s.
 */
export class Deliveries {
  readonly #needs: DeliveriesNeeds;
  #entries: Entry[] = [];
  /** Acknowledgements that this server is known to send. */
  readonly #known = new Set<string>();
  #open = false;
  #onEmpty = () => {};

  constructor(needs: DeliveriesNeeds) {
    this.#needs = needs;
  }

  get records(): readonly Delivery[] {
    return this.#entries.map(({ delivery }) => delivery);
  }

  /** What an earlier life has left. */
  restore(deliveries: readonly Delivery[]): void {
    this.#entries.push(...deliveries.map(entryOf));
  }

  /** Keeps them first: what was sent and is not known to have been would be told in other words after a crash. */
  async add(...deliveries: readonly Delivery[]): Promise<void> {
    this.#entries.push(...deliveries.map(entryOf));
    this.#shorten();
    await this.#needs.changed();
    this.#sendAll();
  }

  /** The server asks for an answer again. False: it is not under way any more. */
  again(commandId: string): boolean {
    const entry = this.#entries.find(({ delivery }) =>
      delivery.acknowledgement === "command_ack" && delivery.of === commandId
    );
    if (entry === undefined) return false;
    recall(entry);
    this.#sendAll();
    return true;
  }

  /** The server listens. */
  open(): void {
    this.#open = true;
    this.#sendAll();
  }

  /** The line is gone, with whatever was on it. */
  close(): void {
    this.#open = false;
    this.#entries.forEach(recall);
    this.#known.clear();
  }

  /** The server has one. @param of null: it does not say which; then it is the oldest of its kind */
  acknowledged(acknowledgement: string, of: string | null): void {
    this.#known.add(acknowledgement);
    // Whoever acknowledges answers acknowledges keys (node guide, section 3.2), and a key is worth waiting for.
    this.#known.add("key_update_ack");
    const entry = this.#entries.find((each) =>
      each.sent && each.delivery.acknowledgement === acknowledgement &&
      (of === null || each.delivery.of === of)
    );
    if (entry !== undefined) this.#forget(entry);
  }

  /** Resolves when nothing is left to be heard, or after `timeoutMs`. */
  async emptied(timeoutMs: number): Promise<void> {
    if (this.#entries.length === 0 || !this.#open) return;
    await new Promise<void>((resolve) => {
      const cancel = this.#needs.waits.after(timeoutMs, resolve);
      this.#onEmpty = () => {
        cancel();
        resolve();
      };
    });
  }

  #sendAll(): void {
    if (!this.#open) return;
    for (const entry of this.#entries) {
      if (entry.sent) continue;
      if (!this.#needs.send(entry.text)) return;
      entry.sent = true;
      this.#needs.probe(() => this.#arrived(entry));
    }
  }

  #arrived(entry: Entry): void {
    if (!entry.sent) return;
    const { acknowledgement } = entry.delivery;
    entry.cancel = this.#needs.waits.after(ACKNOWLEDGE_MS, () => {
      if (!this.#known.has(acknowledgement)) this.#forget(entry);
    });
  }

  #forget(entry: Entry): void {
    recall(entry);
    this.#entries = this.#entries.filter((each) => each !== entry);
    void this.#needs.changed();
    if (this.#entries.length === 0) this.#onEmpty();
  }

  /** The oldest go, and the last one never. */
  #shorten(): void {
    let chars = this.#entries.reduce((sum, { text }) => sum + text.length, 0);
    while (this.#entries.length > MAX_DELIVERIES || chars > MAX_CHARS) {
      const [oldest] = this.#entries;
      if (oldest === undefined || this.#entries.length === 1) return;
      chars -= oldest.text.length;
      this.#needs.log("warn", "an answer was given up: too much waits for the server");
      this.#forget(oldest);
    }
  }
}

function entryOf(delivery: Delivery): Entry {
  return { delivery, text: JSON.stringify(delivery.frame), sent: false, cancel: () => {} };
}

/** It is not known to be on its way any more. */
function recall(entry: Entry): void {
  entry.cancel();
  entry.sent = false;
}
