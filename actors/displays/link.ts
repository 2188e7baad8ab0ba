import type { ActorRef } from "../kernel/mod.ts";
import type { SwitchboardEvent, SwitchboardOrder } from "../../protocols/switchboard/events.ts";
import type { DisplayMessage } from "./messages.ts";

/** A device on the other end of a socket, as a display actor needs it. Made by an adapter. */
export interface DisplayLink {
  /** Unique while the process runs. */
  readonly id: string;
  /** The address we see, without port; IPv4-mapped IPv6 is written as IPv4. */
  readonly peerAddress: string;
  /** False once the connection is gone. */
  readonly open: boolean;
  /** Queues an order. Never throws; an order to a closed link is dropped. */
  send(order: SwitchboardOrder): void;
  /**
   * Sends an order of the ledger and asks the device's library to confirm. The confirmation comes back as
   * `commandDelivered`; a library that gives none is no error.
   */
  sendCommand(order: SwitchboardOrder, commandId: string): void;
  /** From now on events of this link go to `display`; `undefined`: back to the directory. */
  bind(display: ActorRef<DisplayMessage> | undefined): void;
  /** Drops the TCP connection without a protocol goodbye, so that every build reconnects by itself. */
  drop(reason: string): void;
}

/** What an adapter tells whoever a link is bound to. */
export type LinkMessage =
  | {
    readonly type: "deviceSpoke";
    readonly link: DisplayLink;
    readonly event: SwitchboardEvent;
  }
  /** Proof of life without content: a transport pong, or a message that broke the protocol. */
  | { readonly type: "linkAlive"; readonly link: DisplayLink }
  | { readonly type: "commandDelivered"; readonly link: DisplayLink; readonly commandId: string }
  | { readonly type: "linkClosed"; readonly link: DisplayLink; readonly reason: string };
