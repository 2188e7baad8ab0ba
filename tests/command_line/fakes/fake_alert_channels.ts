import type {
  AlertChannel,
  AlertChannelTest,
  AlertDelivery,
} from "../../../protocols/api/alert_channel.ts";
import type { Asked } from "./fake_api.ts";

/** The API's part about channels of alerts, in memory. */
export class FakeAlertChannels {
  readonly channels: AlertChannel[] = [];
  readonly deliveries: AlertDelivery[] = [];
  result: AlertChannelTest = { delivered: true, detail: "HTTP 204", durationMs: 12 };

  answer({ method, path, query }: Asked): Response | undefined {
    switch (`${method} ${path}`) {
      case "GET /alert-channels":
        return Response.json({ items: this.channels });
      case "GET /alert-deliveries": {
        const items = this.deliveries.slice(0, Number(query.get("limit")));
        const nextCursor = items.length < this.deliveries.length ? "next" : null;
        return Response.json({ items, nextCursor });
      }
    }
    const [, name] = /^\/alert-channels\/([^/]+)\/test$/.exec(path) ?? [];
    const known = this.channels.some((channel) => channel.name === name);
    return method === "POST" && known ? Response.json(this.result) : undefined;
  }
}

/** A channel that has nothing to tell. */
export function channelBody(name: string, different: Partial<AlertChannel> = {}): AlertChannel {
  return {
    name,
    kind: "webhook",
    template: "slack",
    to: "https://hooks.slack.com",
    language: "en",
    minSeverity: "warning",
    ratePerMinute: 10,
    state: "idle",
    waiting: 0,
    lastDeliveredAt: null,
    lastFailure: null,
    nextTryAt: null,
    ...different,
  };
}
