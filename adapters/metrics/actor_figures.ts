import type { KindMetrics } from "../../actors/kernel/mod.ts";
import { type Figure, type Line, perItem } from "./figure.ts";

const ofKinds = perItem("kind", ({ kinds }) => kinds.map((each) => [each.kind, each] as const));

/** The kernel's counts, one line for each kind of actor: some twenty, whatever the fleet. */
export const ACTOR_FIGURES: readonly Figure[] = [
  ofKinds("gauge", "signalbox_actors", "Actors that live.", (kind) => kind.living),
  perItem("kind", ({ depths }) => depths)(
    "gauge",
    "signalbox_actor_mailbox_depth",
    "Messages that wait, of all actors of a kind together.",
    (depth) => depth,
  ),
  ofKinds(
    "gauge",
    "signalbox_actor_mailbox_high_water",
    "Most messages that ever waited at once for one actor.",
    (kind) => kind.mailboxHighWater,
  ),
  ofKinds(
    "counter",
    "signalbox_actor_messages_handled_total",
    "Messages whose handling has begun.",
    (kind) => kind.handled,
  ),
  {
    name: "signalbox_actor_dead_letters_total",
    type: "counter",
    help: "Messages that reached nobody: dropped by a full mailbox, refused, or to a dead actor.",
    labels: ["kind", "reason"],
    lines: ({ kinds }) => kinds.flatMap(deadLettersOf),
  },
  ofKinds(
    "counter",
    "signalbox_actor_messages_expired_total",
    "Messages skipped because nobody wanted them any more.",
    (kind) => kind.expired,
  ),
  ofKinds("counter", "signalbox_actor_crashes_total", "Crashes.", (kind) => kind.crashed),
  ofKinds("counter", "signalbox_actor_restarts_total", "Restarts.", (kind) => kind.restarts),
  ofKinds(
    "gauge",
    "signalbox_actor_asks_pending",
    "Asks that are open.",
    (kind) => kind.asksPending,
  ),
  ofKinds(
    "counter",
    "signalbox_actor_asks_timed_out_total",
    "Asks that were not answered in time.",
    (kind) => kind.asksTimedOut,
  ),
];

function deadLettersOf({ kind, dropped, refused, dead }: KindMetrics): Line[] {
  return [[[kind, "dropped"], dropped], [[kind, "refused"], refused], [[kind, "dead"], dead]];
}
