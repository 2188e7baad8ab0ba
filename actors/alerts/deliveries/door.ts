import type { Posting, PostingLanguage } from "../../../protocols/alert_posting/posting.ts";
import type { AlertSeverity } from "../alert.ts";

/** What is known of a channel, and may be shown: nothing in it is secret. */
export interface ChannelSetting {
  /** Unique among channels, whatever the letter case. */
  readonly name: string;
  readonly kind: "webhook" | "email" | "mqtt";
  /** Of a webhook: the form of what it is sent. */
  readonly template: "json" | "slack" | "discord" | "telegram" | null;
  /** For people: where it leads, as far as that is no secret. */
  readonly to: string;
  readonly language: PostingLanguage;
  /** Alerts that weigh less are not told. */
  readonly minSeverity: AlertSeverity;
  /** Messages in a minute, that many at once. */
  readonly ratePerMinute: number;
  /** True: beyond the rate, several become one digest. False: each is sent, in its turn. */
  readonly folds: boolean;
}

/** A channel as it is configured: what may be shown, and the way out, which knows its secrets. */
export interface ChannelPlan {
  readonly setting: ChannelSetting;
  readonly door: ChannelDoor;
}

/** The way out of one channel. Several deliveries may be under way. */
export interface ChannelDoor {
  /**
   * Resolves with a few words, such as `HTTP 204`, once the other side has taken the posting. Rejects with a
   * {@link DeliveryFailure} when it has not, or when `signal` says to give up. Nothing secret is in either.
   */
  deliver(posting: Posting, signal: AbortSignal): Promise<string>;
}

/** Why a posting was not taken. The message is one sentence for people, without secrets. */
export class DeliveryFailure extends Error {
  override readonly name = "DeliveryFailure";

  /**
   * @param lasting true: it would be refused again, however often
   * @param retryAfterMs what the other side asks for
   */
  constructor(
    message: string,
    readonly lasting: boolean = false,
    readonly retryAfterMs: number | null = null,
  ) {
    super(message);
  }
}
