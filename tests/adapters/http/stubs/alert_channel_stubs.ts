import type {
  ChannelsMessage,
  ChannelView,
} from "../../../../actors/alerts/deliveries/messages.ts";
import { accept, refuse } from "../../../../actors/outcome.ts";
import { AT } from "../../../support/stores/store_samples.ts";
import { StubRef } from "./stub_ref.ts";

/** A channel that is tried again. */
export const sampleChannel: ChannelView = {
  name: "Duty",
  kind: "webhook",
  template: "slack",
  to: "https://hooks.slack.com",
  language: "ko",
  minSeverity: "critical",
  ratePerMinute: 10,
  folds: true,
  state: "retrying",
  waiting: 3,
  lastDeliveredAt: null,
  lastFailure: { at: AT, reason: "https://hooks.slack.com answered 503." },
  nextTryAt: AT + 4_000,
};

/** One channel, whose test arrives. */
export function stubAlertChannels(): StubRef<ChannelsMessage> {
  return new StubRef<ChannelsMessage>({
    listChannels: () => [sampleChannel],
    testChannel: ({ name }) =>
      name === "Duty"
        ? accept({ delivered: true, detail: "HTTP 200", durationMs: 12 })
        : refuse("notFound", `there is no alert channel ${name}`),
  });
}
