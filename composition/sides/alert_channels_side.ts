import type { ChannelPlan, ChannelSetting } from "../../actors/alerts/deliveries/door.ts";
import { openEmail } from "../../adapters/alert_channels/email.ts";
import { openMqtt } from "../../adapters/alert_channels/mqtt.ts";
import { openWebhook } from "../../adapters/alert_channels/webhook.ts";
import { maskText } from "../../adapters/log/mod.ts";
import type { BrokerChoice } from "../../adapters/mqtt/broker_address.ts";
import { createPublisher, type Publisher } from "../../adapters/mqtt/publisher.ts";
import type { AlertChannelSetting } from "../../command_line/settings/alert_channel.ts";
import type { FileSettings } from "../../command_line/settings/file_settings.ts";

/** Where alerts are told. */
export interface AlertChannelsSide {
  /** The channels of a config file. */
  plansOf(settings: FileSettings): readonly ChannelPlan[];
  /** To be called when nothing is told any more. */
  close(): Promise<void>;
}

/** What the services bear: a group of Telegram's takes 20 messages a minute, the others more. */
const PEOPLE_PER_MINUTE = 10;
/** A program reads them all. */
const PROGRAMS_PER_MINUTE = 600;
const TOPIC = "signalbox/alerts";

/** @param broker where MQTT is; undefined while the broker of our own is not open yet */
export function alertChannelsSide(broker: () => BrokerChoice | undefined): AlertChannelsSide {
  // One for each prefix that was ever configured; two or three in a program's life.
  const publishers = new Map<string, Publisher>();
  const publisherOf = (topic: string) => {
    const known = publishers.get(topic) ?? createPublisher({ broker, topic });
    publishers.set(topic, known);
    return known;
  };
  return {
    plansOf: ({ alertChannels = [] }) =>
      alertChannels.map((channel) => ({
        setting: settingOf(channel),
        door: doorOf(channel, publisherOf),
      })),
    async close() {
      await Promise.all([...publishers.values()].map((publisher) => publisher.close()));
    },
  };
}

function settingOf(channel: AlertChannelSetting): ChannelSetting {
  const { name, kind, language = "en", minSeverity = "warning" } = channel;
  const forPrograms = kind === "mqtt";
  return {
    name,
    kind,
    template: kind === "webhook" ? channel.template ?? "json" : null,
    to: shownAddress(channel),
    language,
    minSeverity,
    ratePerMinute: channel.ratePerMinute ??
      (forPrograms ? PROGRAMS_PER_MINUTE : PEOPLE_PER_MINUTE),
    // An alert's retained state must follow each of its changes.
    folds: !forPrograms,
  };
}

function shownAddress(channel: AlertChannelSetting): string {
  if (channel.kind === "webhook") return new URL(channel.url).origin;
  return channel.kind === "email" ? channel.to.join(", ") : channel.topic ?? TOPIC;
}

function doorOf(channel: AlertChannelSetting, publisherOf: (topic: string) => Publisher) {
  if (channel.kind === "webhook") {
    return openWebhook({ ...channel, template: channel.template ?? "json", maskText });
  }
  if (channel.kind === "email") {
    const { security = "starttls" } = channel;
    const port = channel.port ?? (security === "tls" ? SUBMISSIONS : SUBMISSION);
    return openEmail({ ...channel, security, port, maskText });
  }
  const { topic = TOPIC } = channel;
  return openMqtt({ publisher: publisherOf(topic), topic });
}

/** Ports of mail submission: RFC 6409, section 3.1, and RFC 8314, section 3.3. */
const [SUBMISSION, SUBMISSIONS] = [587, 465];
