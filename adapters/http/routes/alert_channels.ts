import { textOf } from "../../../actors/alerts/deliveries/folding.ts";
import type { ChannelView } from "../../../actors/alerts/deliveries/messages.ts";
import type { Delivery } from "../../../actors/alerts/deliveries/store.ts";
import {
  type AlertChannel,
  AlertChannelList,
  AlertChannelPath,
  AlertChannelTest,
  type AlertDelivery,
  AlertDeliveryPage,
  AlertDeliveryQuery,
} from "../../../protocols/api/alert_channel.ts";
import { answer, apiRoute, BASE } from "../api_route.ts";
import { ask } from "../requests/asking.ts";
import { putDownAround } from "../requests/audit_notes.ts";
import { defined } from "../bodies/defined.ts";
import type { Api, ApiContext } from "../dependencies.ts";
import { ProblemError, valueOf } from "../answers/problems.ts";
import { isoTime, isoTimeOrNull } from "../bodies/times.ts";

const CHANNELS = `${BASE}/alert-channels` as const;

const list = apiRoute("view", {
  method: "get",
  path: CHANNELS,
  operationId: "listAlertChannels",
  responses: { 200: answer(AlertChannelList, "Every channel, without its secrets.") },
});

const test = apiRoute("admin", {
  method: "post",
  path: `${CHANNELS}/{name}/test`,
  operationId: "testAlertChannel",
  request: { params: AlertChannelPath },
  responses: { 200: answer(AlertChannelTest, "What came of it, within 8 s.") },
});

const deliveries = apiRoute("view", {
  method: "get",
  path: `${BASE}/alert-deliveries`,
  operationId: "listAlertDeliveries",
  request: { query: AlertDeliveryQuery },
  responses: { 200: answer(AlertDeliveryPage, "What channels were told, newest first.") },
});

/** Channels of alerts: list, test, delivery log. */
export function registerAlertChannels(api: Api): void {
  api.openapi(list, async (c) => {
    const channels = await ask(c, c.var.deps.alertChannels, { type: "listChannels" });
    return c.json({ items: channels.map(channelBody) }, 200);
  });
  api.openapi(test, async (c) => {
    const { name } = c.req.valid("param");
    const order = { type: "testChannel", name, by: c.var.identity.name } as const;
    const known = await nameOf(c, name);
    const tested = await putDownAround(
      c,
      { kind: "alertChannel.tested", key: known, name: known },
      async () => valueOf(await ask(c, c.var.deps.alertChannels, order)),
      ({ delivered, detail }) => ({ facts: { delivered, detail } }),
    );
    return c.json(tested, 200);
  });
  api.openapi(deliveries, (c) => {
    const query = defined(c.req.valid("query"));
    const { items, nextCursor } = c.var.deps.alertDeliveries.deliveries(query);
    return c.json({ items: items.map(deliveryBody), nextCursor }, 200);
  });
}

/** As it is configured: letter case does not count where a channel is named. */
async function nameOf(c: ApiContext, name: string): Promise<string> {
  const channels = await ask(c, c.var.deps.alertChannels, { type: "listChannels" });
  const known = channels.find((channel) => channel.name.toLowerCase() === name.toLowerCase());
  if (known) return known.name;
  throw new ProblemError({ code: "notFound", detail: `there is no alert channel ${name}` });
}

function channelBody(view: ChannelView): AlertChannel {
  const { name, kind, template, to, language, minSeverity, ratePerMinute, state, waiting } = view;
  const { lastFailure, lastDeliveredAt, nextTryAt } = view;
  return {
    name,
    kind,
    template,
    to,
    language,
    minSeverity,
    ratePerMinute,
    state,
    waiting,
    lastDeliveredAt: isoTimeOrNull(lastDeliveredAt),
    lastFailure: lastFailure && { at: isoTime(lastFailure.at), reason: lastFailure.reason },
    nextTryAt: isoTimeOrNull(nextTryAt),
  };
}

function deliveryBody(delivery: Delivery): AlertDelivery {
  const { number, channel, id, kind, alert, count, state, attempts, durationMs, detail } = delivery;
  return {
    id: number,
    channel,
    noticeId: id,
    kind,
    alertId: alert?.id ?? null,
    text: textOf(delivery),
    count,
    queuedAt: isoTime(delivery.queuedAt),
    state,
    endedAt: isoTimeOrNull(delivery.endedAt),
    attempts,
    durationMs,
    detail,
  };
}
