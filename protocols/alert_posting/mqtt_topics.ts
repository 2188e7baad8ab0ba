import { jsonPosting } from "./plain_json.ts";
import type { Posting } from "./posting.ts";

/** What is published for one posting. An empty payload takes a retained message back. */
export interface MqttPosting {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
}

/**
 * A posting over MQTT: as an event to `<prefix>/events`, and, if it is about an alert, as that alert's state to
 * `<prefix>/state/<id>`, retained for as long as the alert is not resolved.
 */
export function mqttPostings(
  posting: Posting,
  prefix: string,
  isoTime: (at: number) => string,
): readonly MqttPosting[] {
  const json = jsonPosting(posting, isoTime);
  const event = { topic: `${prefix}/events`, payload: JSON.stringify(json), retain: false };
  const { alert } = json.data;
  if (alert === null) return [event];
  const payload = alert.state === "resolved" ? "" : JSON.stringify(alert);
  return [{ topic: `${prefix}/state/${alert.id}`, payload, retain: true }, event];
}
