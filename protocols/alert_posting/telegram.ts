import { plainText } from "./heading.ts";
import type { Posting } from "./posting.ts";
import { shorten } from "./shorten.ts";

/** Telegram refuses a longer text (Bot API, `sendMessage`). */
export const TELEGRAM_TEXT_MAX = 4_096;

/** What `sendMessage` of Telegram's Bot API takes. Without a parse mode nothing in the text is markup. */
export interface TelegramMessage {
  readonly chat_id: string;
  readonly text: string;
  readonly link_preview_options: { readonly is_disabled: true };
}

/** Telegram's form, for one chat: its number, or `@` and its name. */
export function telegramMessage(posting: Posting, chatId: string): TelegramMessage {
  return {
    chat_id: chatId,
    text: shorten(plainText(posting), TELEGRAM_TEXT_MAX),
    link_preview_options: { is_disabled: true },
  };
}

/** How long Telegram wants to be left alone (`parameters.retry_after`, in seconds), in ms; null: it does not say. */
export function telegramRetryMs(body: unknown): number | null {
  if (!isRecord(body) || !isRecord(body.parameters)) return null;
  const { retry_after: seconds } = body.parameters;
  return typeof seconds === "number" && seconds >= 0 ? seconds * 1_000 : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
