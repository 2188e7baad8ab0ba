import { z } from "zod";
import type { FileSettings } from "./file_settings.ts";
import { type ListProblem, namesTwice } from "./sync.ts";
import type { Texts } from "../texts/texts.ts";

/** One for each of a site's teams, and some for its programs. */
const MOST_CHANNELS = 32;
const MOST_ADDRESSES = 50;

// It is part of an actor's path, and of an address of the API.
const NAME = z.string().trim().min(1).max(64).regex(/^[^\p{Cc}\p{Cs}/$][^\p{Cc}\p{Cs}/]*$/u);
const HOST = z.string().regex(/^[A-Za-z0-9._:%-]{1,253}$/);
const PATH = z.string().min(1).max(4_096).regex(/^[^\0]+$/);
// Telegram's are numbers, which have a sign for groups; or @ and a name.
const CHAT = z.union([z.int(), z.string().min(1).max(64)]).transform(String);
// Shorter ones can be guessed; the Standard Webhooks specification asks for 24 to 64 bytes.
const SECRET = z.string().min(16).max(256);
// Something, an @ and a host, or that in angle brackets behind a name. The mail server judges the rest.
const MAIL = z.string().max(320).regex(/^([^<>\p{Cc}]*<)?[^\s<>@]+@[A-Za-z0-9.-]+>?$/u);
// No wildcard, no blank level, not the broker's own.
const TOPIC = z.string().max(100).regex(/^[^$/+#\p{Cc}][^/+#\p{Cc}]*(\/[^/+#\p{Cc}]+)*$/u);

const all = {
  name: NAME,
  language: z.enum(["en", "ko"]).optional(),
  minSeverity: z.enum(["warning", "critical"]).optional(),
  // Ten a second is more than any of the services takes.
  ratePerMinute: z.int().min(1).max(600).optional(),
};

const Webhook = z.strictObject({
  ...all,
  kind: z.literal("webhook"),
  url: z.url({ protocol: /^https?$/ }).max(2_048),
  template: z.enum(["json", "slack", "discord", "telegram"]).optional(),
  secret: SECRET.optional(),
  chatId: CHAT.optional(),
  caFile: PATH.optional(),
});

const Email = z.strictObject({
  ...all,
  kind: z.literal("email"),
  host: HOST,
  port: z.int().min(1).max(65_535).optional(),
  security: z.enum(["starttls", "tls", "none"]).optional(),
  user: z.string().min(1).max(320).optional(),
  password: z.string().min(1).max(1_024).optional(),
  from: MAIL,
  to: z.array(MAIL).min(1).max(MOST_ADDRESSES),
  caFile: PATH.optional(),
});

const Mqtt = z.strictObject({ ...all, kind: z.literal("mqtt"), topic: TOPIC.optional() });

/** Where alerts are told, as the config file says it. */
export const AlertChannelSettings = z.array(z.discriminatedUnion("kind", [Webhook, Email, Mqtt]))
  .max(MOST_CHANNELS);
export type AlertChannelSetting = z.infer<typeof AlertChannelSettings>[number];

/** Keys of a channel that are never shown: the addresses of Slack, Discord and Telegram are passwords. */
const SECRET_KEYS: ReadonlySet<string> = new Set(["url", "secret", "password"]);

/** Channels as `config print` may show them. */
export function withoutSecrets(channels: readonly AlertChannelSetting[]): readonly unknown[] {
  return channels.map((channel) =>
    Object.fromEntries(
      Object.entries(channel).map(([key, value]) => [key, SECRET_KEYS.has(key) ? "***" : value]),
    )
  );
}

/** Services whose address says which form they want. */
const TEMPLATES: Readonly<Record<string, string>> = {
  "hooks.slack.com": "slack",
  "discord.com": "discord",
  "discordapp.com": "discord",
  "api.telegram.org": "telegram",
};

/** Checks what no key shows by itself: names that are given twice, and keys that need one another. */
export function checkAlertChannels(
  { alertChannels = [] }: FileSettings,
  texts: Texts,
): readonly ListProblem[] {
  return [
    ...namesTwice("alertChannels", alertChannels, texts),
    ...alertChannels.flatMap((channel, index) => channelProblems(channel, index, texts)),
  ];
}

function channelProblems(
  channel: AlertChannelSetting,
  index: number,
  { alertChannels: { wrong } }: Texts,
): readonly ListProblem[] {
  const problem = (key: string, text: string): ListProblem => ({
    path: ["alertChannels", index, key],
    text,
  });
  if (channel.kind === "mqtt") return [];
  if (channel.kind === "email") {
    const half = (channel.user === undefined) !== (channel.password === undefined);
    return half ? [problem("user", wrong.halfLogin)] : [];
  }
  const { url, chatId, template = "json" } = channel;
  const meant = TEMPLATES[new URL(url).hostname];
  if (meant !== undefined && meant !== template) {
    return [problem("template", wrong.templateMeant(meant))];
  }
  if (template === "telegram" && chatId === undefined) {
    return [problem("chatId", wrong.chatMissing)];
  }
  if (template !== "telegram" && chatId !== undefined) {
    return [problem("chatId", wrong.chatUnneeded)];
  }
  return [];
}
