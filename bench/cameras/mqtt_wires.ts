import { Child } from "../displays/child.ts";

/** `ours`: the control host's broker. `bare`: the library behind node:net, as its guide says. */
export type BrokerKind = "ours" | "bare";

/** What a broker of this benchmark can be told. */
export interface BrokerOrders {
  readonly open: (order: { readonly kind: BrokerKind }) => Promise<{ readonly port: number }>;
}

/** Publishers and subscribers, all of one process. */
export interface MqttLoadOrders {
  readonly connect: (order: MqttConnectOrder) => Promise<null>;
  /** Publishes as fast as is read; answers the messages that subscribers got until nothing more came. */
  readonly blast: (order: MqttBlastOrder) => Promise<number>;
}

export interface MqttConnectOrder {
  readonly port: number;
  readonly publishers: number;
  readonly subscribers: number;
}

export interface MqttBlastOrder {
  readonly seconds: number;
  readonly messagesPerWrite: number;
}

/** Starts a broker in a process of its own. */
export async function startBroker(kind: BrokerKind) {
  const child = new Child<BrokerOrders>("../cameras/mqtt_server.ts");
  return { child, ...await child.call("open", { kind }) };
}

/** Starts the other side. */
export function startMqttLoad(): Child<MqttLoadOrders> {
  return new Child<MqttLoadOrders>("../cameras/mqtt_load.ts");
}
