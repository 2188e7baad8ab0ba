import { type AlertNotice, alertNoticed } from "../../../actors/alerts/alert.ts";
import { alertChannelsActor } from "../../../actors/alerts/deliveries/channels.ts";
import {
  type ChannelDoor,
  type ChannelPlan,
  type ChannelSetting,
  DeliveryFailure,
} from "../../../actors/alerts/deliveries/door.ts";
import { channelChanged } from "../../../actors/alerts/deliveries/messages.ts";
import { createTestSystem, type TestSystem } from "../../../actors/kernel/testing.ts";
import type { Posting } from "../../../protocols/alert_posting/posting.ts";
import { sampleNotice } from "../../support/samples/alert_samples.ts";
import { asker } from "../../support/displays/fleet.ts";
import { MemoryDeliveryStore } from "../../support/stores/memory_delivery_store.ts";

/** A receiver that does as it is told. */
export class FakeDoor implements ChannelDoor {
  readonly tried: Posting[] = [];
  readonly taken: Posting[] = [];
  /** How many more are refused; `Infinity`: all. */
  failures = 0;
  failure = new DeliveryFailure("The receiver is away.");
  /** True: it answers nothing until it is given up. */
  mute = false;

  async deliver(posting: Posting, signal: AbortSignal): Promise<string> {
    this.tried.push(posting);
    if (this.mute) await given(signal);
    if (this.failures > 0) {
      this.failures -= 1;
      throw this.failure;
    }
    await Promise.resolve();
    this.taken.push(posting);
    return "HTTP 204";
  }

  get ids(): string[] {
    return this.taken.map(({ id }) => id);
  }
}

function given(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new DeliveryFailure("It did not answer.")));
  });
}

/** So many notices: `n1`, `n2` and so on. */
export function many(count: number, from = 1): AlertNotice[] {
  return Array.from({ length: count }, (_, index) => sampleNotice(`n${from + index}`));
}

/** A channel for everything, ten messages a minute. */
export function setting(changes: Partial<ChannelSetting> = {}): ChannelSetting {
  return {
    name: "Duty",
    kind: "webhook",
    template: "json",
    to: "http://192.0.2.7",
    language: "en",
    minSeverity: "warning",
    ratePerMinute: 10,
    folds: true,
    ...changes,
  };
}

/** Channels in virtual time. */
export function stageDeliveries(
  plans: readonly ChannelPlan[],
  store = new MemoryDeliveryStore(),
  seed?: number,
) {
  const world: TestSystem = createTestSystem(seed === undefined ? {} : { seed });
  const args = { store, plans: { current: plans }, seats: new Map() };
  const ref = world.system.spawn(alertChannelsActor, args, { key: "alertChannels" });
  const changes: string[] = [];
  world.system.subscribe(channelChanged, ({ name, failing }) => {
    changes.push(`${name} ${failing ? "fails" : "works"}`);
  });
  return {
    ...world,
    store,
    ref,
    changes,
    ask: asker(ref, world),
    /** Publishes notices, and lets what follows at once happen. */
    async tell(...notices: AlertNotice[]) {
      for (const notice of notices) world.system.publish(alertNoticed, notice);
      await world.settle();
    },
    /** Oldest first: id and state. */
    log: () =>
      store.deliveries({ limit: 500 }).items.toReversed().map(({ id, state }) => `${id} ${state}`),
    stop: () => world.system.stop(1_000),
  };
}
