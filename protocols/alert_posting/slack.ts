import { plainText } from "./heading.ts";
import type { Posting } from "./posting.ts";
import { shortenEscaped } from "./shorten.ts";

/** Slack asks for 4,000 characters at most in the text of a message, and cuts off at 40,000. */
export const SLACK_TEXT_MAX = 4_000;

/** What an incoming webhook of Slack takes (Slack's "Sending messages using incoming webhooks"). */
export interface SlackMessage {
  readonly text: string;
}

/** Slack's form. The three characters that could make a link or call a channel are escaped, as Slack wants it. */
export function slackMessage(posting: Posting): SlackMessage {
  return { text: shortenEscaped(plainText(posting), SLACK_TEXT_MAX, escaped) };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
