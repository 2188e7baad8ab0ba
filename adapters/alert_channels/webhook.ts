/**
 * Channels over HTTP: a program of the site's own, Slack, Discord and Telegram.
 *
 * @module
 */
import { type ChannelDoor, DeliveryFailure } from "../../actors/alerts/deliveries/door.ts";
import { discordMessage } from "../../protocols/alert_posting/discord.ts";
import { jsonPosting } from "../../protocols/alert_posting/plain_json.ts";
import type { Posting } from "../../protocols/alert_posting/posting.ts";
import { slackMessage } from "../../protocols/alert_posting/slack.ts";
import { telegramMessage, telegramRetryMs } from "../../protocols/alert_posting/telegram.ts";
import { authorityOf } from "./authority.ts";
import { beginningOf } from "./beginning.ts";
import { isoTime } from "./iso_time.ts";
import { maskerOf } from "./masking.ts";
import { signedHeaders } from "./signature.ts";

/** Where a webhook leads. */
export interface WebhookOptions {
  /** `http:` or `https:`; may hold a token. A user name and password in it are sent as HTTP Basic. */
  readonly url: string;
  readonly template: "json" | "slack" | "discord" | "telegram";
  /** Signs what is sent. */
  readonly secret?: string | undefined;
  /** Telegram's chat. */
  readonly chatId?: string | undefined;
  /** PEM file of who signs the receiver's certificate, where that is somebody of the site's own. */
  readonly caFile?: string | undefined;
  /** Masks whatever looks like a secret. */
  readonly maskText: (text: string) => string;
  /** Default 10 s: a receiver that does more than take it should do that later. */
  readonly timeoutMs?: number;
  /** Epoch ms. */
  readonly now?: () => number;
}

const TIMEOUT_MS = 10_000;
/** Bytes of an answer that are looked at; the rest is not read. */
const MAX_ANSWER_BYTES = 4_096;

/** The message itself is refused, and would be again: RFC 9110, sections 15.5.1, 15.5.14, 15.5.16 and 15.5.21. */
const LASTING: ReadonlySet<number> = new Set([400, 413, 415, 422]);

/** A way out over HTTP. Redirects are not followed: they would carry what is sent to a place that nobody configured. */
export function openWebhook(options: WebhookOptions): ChannelDoor {
  const url = new URL(options.url);
  const authorization = takeCredentials(url);
  const secrets = [options.url, url.href, ...secretParts(url), options.secret, authorization];
  const mask = maskerOf(secrets, options.maskText);
  const { timeoutMs = TIMEOUT_MS, now = Date.now, secret, caFile } = options;
  return {
    async deliver(posting, signal) {
      const body = JSON.stringify(bodyOf(posting, options));
      const headers = {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "Signalbox",
        "accept-encoding": "identity",
        ...(authorization === undefined ? {} : { authorization }),
        ...(secret === undefined
          ? { "webhook-id": posting.id }
          : signedHeaders(secret, { id: posting.id, body, now: now() })),
      };
      const ended = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      const init = { method: "POST", headers, body, redirect: "manual", signal: ended } as const;
      const ca = await authorityOf(caFile);
      // One that lasts would keep connections by an authority that was replaced.
      using client = ca === undefined ? undefined : Deno.createHttpClient({ caCerts: [ca] });
      const answer = await fetch(url, client === undefined ? init : { ...init, client })
        .catch((cause: unknown) => {
          throw new DeliveryFailure(unreachable(url, cause, mask));
        });
      return await outcomeOf(answer, url, mask);
    },
  };
}

function bodyOf(posting: Posting, { template, chatId = "" }: WebhookOptions): unknown {
  switch (template) {
    case "json":
      return jsonPosting(posting, isoTime);
    case "slack":
      return slackMessage(posting);
    case "discord":
      return discordMessage(posting);
    case "telegram":
      return telegramMessage(posting, chatId);
  }
}

async function outcomeOf(
  answer: Response,
  url: URL,
  mask: (text: string) => string,
): Promise<string> {
  const { status, ok, headers } = answer;
  const text = await beginningOf(answer.body, MAX_ANSWER_BYTES);
  if (ok) return `HTTP ${status}`;
  const said = mask(text);
  const redirected = status >= 300 && status < 400 ? " Redirects are not followed." : "";
  const message = `${url.origin} answered ${status}.${redirected}${said && ` It says: ${said}`}`;
  throw new DeliveryFailure(message, LASTING.has(status), retryAfterMs(headers, text));
}

function retryAfterMs(headers: Headers, text: string): number | null {
  const seconds = Number(headers.get("retry-after") ?? NaN);
  if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1_000;
  try {
    return telegramRetryMs(JSON.parse(text));
  } catch {
    return null;
  }
}

function unreachable(url: URL, cause: unknown, mask: (text: string) => string): string {
  const name = cause instanceof Error ? cause.name : "";
  if (name === "TimeoutError") return `${url.origin} did not answer in time.`;
  if (name === "AbortError") return `${url.origin} did not answer before it was given up.`;
  const detail = cause instanceof Error ? reasonOf(cause) : "";
  return `${url.origin} cannot be reached${detail === "" ? "" : `: ${mask(detail)}`}.`;
}

/** The runtime's message quotes the URL; what the system said stands behind it, in brackets of its own. */
function reasonOf({ message }: Error): string {
  const [, reason] = /: ([^:]*(?:\(os error \d+\)|[Cc]ertificate[^:]*))$/.exec(message) ?? [];
  return reason ?? "";
}

function takeCredentials(url: URL): string | undefined {
  const { username, password } = url;
  if (username === "" && password === "") return undefined;
  url.username = "";
  url.password = "";
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const bytes = new TextEncoder().encode(pair);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/** Every part of the path and the query may be the token; which one, only the service knows. */
function secretParts({ pathname, search, searchParams }: URL): readonly string[] {
  return [
    pathname,
    search,
    ...pathname.split("/").filter((part) => part.length >= MIN_TOKEN_CHARS),
    ...searchParams.values(),
  ];
}

/** `api`, `services` and the like are no tokens. */
const MIN_TOKEN_CHARS = 9;
