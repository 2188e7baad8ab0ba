import type { ActorDefinition, Context } from "../../../actors/kernel/mod.ts";

/** What a doer is told: something to do with its context. */
export type Order = (ctx: Context<Order>) => void;

/** An actor that does what it is told, and hears of others' ends. */
export const doer: ActorDefinition<Order, null> = {
  kind: "doer",
  mailbox: { capacity: 64, whenFull: "fail" },
  init: () => null,
  handle: (_state, order, ctx) => order(ctx),
  signal: () => {},
};
