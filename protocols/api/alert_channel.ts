import { z } from "zod";
import { pageOf } from "./page.ts";
import { Cursor, Id, Limit, Time } from "./scalars.ts";

export const AlertChannelKind = z.enum(["webhook", "email", "mqtt"]);
export type AlertChannelKind = z.infer<typeof AlertChannelKind>;

export const AlertChannelState = z.enum(["idle", "sending", "limited", "retrying"]).meta({
  description:
    "limited: it has said as much as it may in a minute. retrying: the other side does " +
    "not take what it is sent.",
});
export type AlertChannelState = z.infer<typeof AlertChannelState>;

/** A channel as it is configured, without anything secret, and how it is doing. */
export const AlertChannel = z.strictObject({
  name: z.string(),
  kind: AlertChannelKind,
  template: z.enum(["json", "slack", "discord", "telegram"]).nullable(),
  to: z.string().meta({ description: "Where it leads, as far as that is no secret." }),
  language: z.enum(["en", "ko"]),
  minSeverity: z.enum(["critical", "warning"]),
  ratePerMinute: z.int(),
  state: AlertChannelState,
  waiting: z.int().meta({ description: "Notices that wait." }),
  lastDeliveredAt: Time.nullable(),
  lastFailure: z.strictObject({ at: Time, reason: z.string() }).nullable().meta({
    description: "Since the control host was started.",
  }),
  nextTryAt: Time.nullable(),
}).meta({ id: "AlertChannel", description: "A way by which alerts are told." });
export type AlertChannel = z.infer<typeof AlertChannel>;

export const AlertChannelList = z.strictObject({ items: z.array(AlertChannel) })
  .meta({ id: "AlertChannelList", description: "Every channel, in the order of the config file." });

/** What came of the test button. */
export const AlertChannelTest = z.strictObject({
  delivered: z.boolean(),
  detail: z.string().meta({ description: "What the other side said, or why it went wrong." }),
  durationMs: z.int(),
}).meta({ id: "AlertChannelTest", description: "What came of a test." });
export type AlertChannelTest = z.infer<typeof AlertChannelTest>;

/** Which channel; letter case does not count. */
export const AlertChannelPath = z.object({ name: z.string().min(1).max(64) });

export const DeliveryState = z.enum([
  "waiting",
  "delivered",
  "failed",
  "expired",
  "folded",
  "dropped",
  "withdrawn",
]).meta({
  description: "failed: refused for good. expired: not delivered within a day. folded: a digest " +
    "stands for it. dropped: too many waited. withdrawn: its channel was removed.",
});
export type DeliveryState = z.infer<typeof DeliveryState>;

/** One line of the delivery log. */
export const AlertDelivery = z.strictObject({
  id: Id,
  channel: z.string(),
  noticeId: z.string().meta({ description: "What the receiver knows it by." }),
  kind: z.enum(["opened", "acknowledged", "resolved", "reminder", "test", "beat", "digest"]),
  alertId: Id.nullable(),
  text: z.strictObject({ en: z.string(), ko: z.string() }),
  count: z.int().meta({ description: "How many notices it stands for." }),
  queuedAt: Time,
  state: DeliveryState,
  endedAt: Time.nullable(),
  attempts: z.int(),
  durationMs: z.int().nullable().meta({ description: "Of the last try." }),
  detail: z.string(),
}).meta({ id: "AlertDelivery", description: "What a channel was told, and what came of it." });
export type AlertDelivery = z.infer<typeof AlertDelivery>;

export const AlertDeliveryPage = pageOf(AlertDelivery, "AlertDeliveryPage");

/** Filters of the log. */
export const AlertDeliveryQuery = z.strictObject({
  channel: z.string().min(1).max(64).optional(),
  state: DeliveryState.optional(),
  cursor: Cursor.optional(),
  limit: Limit,
});
