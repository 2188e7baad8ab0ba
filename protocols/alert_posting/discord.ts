import { plainText } from "./heading.ts";
import type { Posting } from "./posting.ts";
import { shortenEscaped } from "./shorten.ts";

/** Discord refuses a longer message ("Execute Webhook", `content`). */
export const DISCORD_CONTENT_MAX = 2_000;

/** What a webhook of Discord takes. */
export interface DiscordMessage {
  readonly content: string;
  /** Nobody is called by what a member's name happens to look like. */
  readonly allowed_mentions: { readonly parse: readonly [] };
}

/** Discord's form. A name with an asterisk or an underscore is shown as it is. */
export function discordMessage(posting: Posting): DiscordMessage {
  return {
    content: shortenEscaped(plainText(posting), DISCORD_CONTENT_MAX, escaped),
    allowed_mentions: { parse: [] },
  };
}

function escaped(text: string): string {
  return text.replace(/[\\*_~`|[\]<>#]/g, "\\$&");
}
