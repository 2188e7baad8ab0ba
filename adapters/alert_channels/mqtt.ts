/**
 * Channels over MQTT.
 *
 * @module
 */
import { type ChannelDoor, DeliveryFailure } from "../../actors/alerts/deliveries/door.ts";
import { mqttPostings } from "../../protocols/alert_posting/mqtt_topics.ts";
import { isoTime } from "./iso_time.ts";

/** Publishes at a broker; kept by whoever looks after the connection. */
export interface AlertPublisher {
  /**
   * Resolves when the broker has the message; rejects with one sentence, without secrets, when it has not.
   */
  publish(
    message: { readonly topic: string; readonly payload: Uint8Array; readonly retain: boolean },
  ): Promise<void>;
}

/** How long a broker may take for one posting. */
const TIMEOUT_MS = 10_000;

/** A way out over MQTT, quality of service 1: the alert's state first, then the event, which may make somebody look. */
export function openMqtt(
  { publisher, topic }: { readonly publisher: AlertPublisher; readonly topic: string },
): ChannelDoor {
  return {
    async deliver(posting, signal) {
      const ended = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
      for (const { payload, ...message } of mqttPostings(posting, topic, isoTime)) {
        const bytes = new TextEncoder().encode(payload);
        await untilEnded(publisher.publish({ ...message, payload: bytes }), ended);
      }
      return "The broker has it.";
    },
  };
}

async function untilEnded(publishing: Promise<void>, ended: AbortSignal): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(new DeliveryFailure("The broker did not confirm it in time."));
  if (ended.aborted) giveUp();
  ended.addEventListener("abort", giveUp, { once: true });
  try {
    await Promise.race([publishing, late]);
  } catch (cause) {
    publishing.catch(() => {});
    if (cause instanceof DeliveryFailure) throw cause;
    throw new DeliveryFailure(cause instanceof Error ? cause.message : "The broker is away.");
  } finally {
    ended.removeEventListener("abort", giveUp);
    late.catch(() => {});
  }
}
