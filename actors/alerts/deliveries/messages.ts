import type { Question, Topic } from "../../kernel/mod.ts";
import type { Outcome } from "../../outcome.ts";
import type { AlertNotice } from "../alert.ts";
import type { ChannelPlan, ChannelSetting } from "./door.ts";

/** How a channel is doing. Times are epoch ms. */
export interface ChannelView extends ChannelSetting {
  /** `limited`: it has said as much as it may in a minute. `retrying`: the other side does not take it. */
  readonly state: "idle" | "sending" | "limited" | "retrying";
  /** Notices that wait, those in a digest counted one by one. */
  readonly waiting: number;
  readonly lastDeliveredAt: number | null;
  readonly lastFailure: { readonly at: number; readonly reason: string } | null;
  /** When it is tried again, or may say more; null: it need not wait. */
  readonly nextTryAt: number | null;
}

/** What came of the test button. */
export interface TrialResult {
  readonly delivered: boolean;
  /** What the other side said, or why it went wrong. */
  readonly detail: string;
  readonly durationMs: number;
}

/** Sends a test through a channel at once, once; answered when the other side has answered. */
export interface TestChannel extends Question<Outcome<TrialResult>> {
  readonly type: "testChannel";
  readonly name: string;
  /** Who has pressed the button: the name of a token. */
  readonly by: string;
}

/** Every channel, as configured. */
export interface ListChannels extends Question<readonly ChannelView[]> {
  readonly type: "listChannels";
}

/** To the actor that looks after the channels. */
export type ChannelsMessage =
  | TestChannel
  | ListChannels
  | { readonly type: "noticed"; readonly notice: AlertNotice }
  /** In place of all channels that were there. */
  | { readonly type: "configureChannels"; readonly channels: readonly ChannelPlan[] }
  | { readonly type: "pruneDue" }
  | { readonly type: "commitSettled"; readonly cause: unknown };

/** To one channel. */
export type ChannelMessage =
  | TestChannel
  | { readonly type: "noticed"; readonly notice: AlertNotice }
  | { readonly type: "reconfigured"; readonly plan: ChannelPlan }
  | { readonly type: "sendDue" }
  | { readonly type: "sent"; readonly detail: string }
  | { readonly type: "notSent"; readonly cause: unknown }
  | { readonly type: "trialDue"; readonly id: string }
  | {
    readonly type: "tried";
    readonly id: string;
    readonly delivered: boolean;
    readonly detail: string;
  }
  | { readonly type: "commitSettled"; readonly cause: unknown };

/** Published once when a channel does not take what it is sent, and once when it does so again. */
export const channelChanged: Topic<
  { readonly name: string; readonly failing: boolean; readonly reason: string }
> = { name: "alertChannel.changed" };
