import type { DisplayLink, LinkMessage } from "../../../actors/displays/link.ts";
import type { DisplayMessage, DisplaysMessage } from "../../../actors/displays/messages.ts";
import type { ActorRef } from "../../../actors/kernel/mod.ts";
import type { SwitchboardEvent, SwitchboardOrder } from "../../../protocols/switchboard/events.ts";

/** A command as it left for the device. */
export interface SentCommand {
  readonly order: SwitchboardOrder;
  readonly id: string;
}

/** A device's connection without a socket. Routes as the Socket.IO session does. */
export class FakeLink implements DisplayLink {
  open = true;
  /** All that the device was told, commands not included. */
  readonly told: SwitchboardOrder[] = [];
  readonly commands: SentCommand[] = [];
  /** Why the control host has cut this link, if it has. */
  dropped: string | undefined;
  /** Called for each command as its bytes leave. */
  onCommand: (command: SentCommand) => void = () => {};
  /** While set, `send` throws: the display's actor crashes at each message that it answers. */
  broken = false;
  #display: ActorRef<DisplayMessage> | undefined;

  constructor(
    readonly id: string,
    readonly peerAddress: string,
    private readonly displays: ActorRef<DisplaysMessage>,
  ) {}

  send(order: SwitchboardOrder): void {
    if (this.broken && this.#display) throw new Error(`link ${this.id} is broken`);
    if (this.open) this.told.push(order);
  }

  sendCommand(order: SwitchboardOrder, id: string): void {
    if (!this.open) return;
    this.commands.push({ order, id });
    this.onCommand({ order, id });
  }

  bind(display: ActorRef<DisplayMessage> | undefined): void {
    const before = this.#display;
    this.#display = display;
    if (before && display && before !== display) {
      before.tell({ type: "linkClosed", link: this, reason: "registered under another name" });
    }
  }

  drop(reason: string): void {
    if (!this.open) return;
    this.dropped = reason;
    this.closes(reason);
  }

  /** The device sends an event. */
  says(event: SwitchboardEvent): void {
    if (!this.open) return;
    const message = { type: "deviceSpoke", link: this, event } as const;
    if (event.type === "registered") this.displays.tell(message);
    else this.#tell(message);
  }

  /** The device beats once. */
  beats(name?: string): void {
    this.says({ type: "heartbeatReceived", ...(name === undefined ? {} : { name }) });
  }

  /** The device's library confirms a command. */
  confirms(commandId: string): void {
    this.#tell({ type: "commandDelivered", link: this, commandId });
  }

  /** The connection ends. */
  closes(reason = "transport close"): void {
    if (!this.open) return;
    this.open = false;
    this.#tell({ type: "linkClosed", link: this, reason });
  }

  /** Orders of one type that the device was told. */
  toldOf<T extends SwitchboardOrder["type"]>(type: T): Extract<SwitchboardOrder, { type: T }>[] {
    return this.told.filter((order) => order.type === type) as Extract<
      SwitchboardOrder,
      { type: T }
    >[];
  }

  #tell(message: LinkMessage): void {
    if (!this.#display) return void this.displays.tell(message);
    if (this.#display.tell(message) === "stopped" && this.open) {
      this.#display = undefined;
      this.drop("the display's actor is not running");
    }
  }
}
