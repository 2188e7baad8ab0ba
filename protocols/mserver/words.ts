import type { WireJson } from "./events.ts";

/** What is said to an mclient, one word per fact or order; the encoder spells it so that every build reads it. */
export type NodeWord =
  /** The first frame of all; nothing may go out before it. */
  | { readonly type: "registered"; readonly serverId: string; readonly message: string }
  | { readonly type: "statsReceived"; readonly sequence: number | null }
  | { readonly type: "summaryReceived"; readonly sequence: number | null }
  | { readonly type: "heartbeatReceived" }
  | { readonly type: "pongReturned" }
  | { readonly type: "commandReceived"; readonly commandId: string }
  /** Only after the key is safely on disk. */
  | { readonly type: "keyStored"; readonly container: string }
  | { readonly type: "backupStored"; readonly container: string }
  | {
    readonly type: "runCommand";
    readonly commandId: string;
    readonly command: string;
    /** Container name; `all` only for start, stop and status. */
    readonly target: string;
    readonly params: { readonly [key: string]: WireJson };
  }
  /** Only to a client with the capability `command_cancel`. */
  | { readonly type: "cancelCommand"; readonly commandId: string }
  | { readonly type: "refused"; readonly message: string; readonly detail: string };
