/**
 * What a command is and what becomes of it, between the line to the server and those who carry commands out.
 *
 * @module
 */
import type { WireJson } from "../../../protocols/mserver/events.ts";

/** A command as it came over the line. */
export interface NodeOrder {
  readonly id: string;
  /** Any text: the runner says what it does not know. */
  readonly command: string;
  /** A container's name, `all`, or null where the frame had none. */
  readonly target: string | null;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A frame that belongs to a result. What it carries may be secret. */
export type NodeNotice =
  | {
    readonly type: "key_update";
    readonly data: {
      readonly container: string;
      readonly session_key: string;
      /** Epoch milliseconds. */
      readonly timestamp: number;
      readonly action: "rotate_keys";
    };
  }
  | {
    readonly type: "backup_complete";
    readonly data: {
      readonly container: string;
      /** Path of the archive on this machine. */
      readonly backup_file: string;
      readonly timestamp: number;
    };
  };

/** How a command ended. */
export interface NodeOutcome {
  readonly status: "completed" | "failed";
  /** Null when it failed, but for what may be told all the same. */
  readonly result: WireJson;
  /** A sentence; null when it completed. */
  readonly error: string | null;
  /** To be sent besides, in order, as often as needed until the server has them. */
  readonly after?: readonly NodeNotice[];
}

/** Carries commands out. */
export interface NodeCommandRunner {
  /**
   * Never rejects. Commands that change a container run one after the other for each container, all else at once.
   *
   * @param say takes output while the command runs: at most 65,536 characters a call, at most five calls a second
   * @param signal ends follow, exec and long searches, with the error `cancelled`. What concerns money or keys goes on
   * once it has begun.
   */
  run(order: NodeOrder, say: (text: string) => void, signal: AbortSignal): Promise<NodeOutcome>;
}
