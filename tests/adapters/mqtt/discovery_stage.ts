import { createTestSystem, type TestSystem } from "../../../actors/kernel/testing.ts";
import {
  connectDiscovery,
  type DiscoveryConnection,
  type DiscoveryOptions,
  type DiscoveryStatus,
} from "../../../adapters/mqtt/discovery.ts";
import type { DiscoveryEvent } from "../../../protocols/discovery/events.ts";
import { Reproaches } from "./stage.ts";

/** Discovery in virtual time over real sockets, and all that it says. */
export interface DiscoveryStage extends Pick<TestSystem, "advance" | "clock"> {
  readonly discovery: DiscoveryConnection;
  readonly events: DiscoveryEvent[];
  readonly changes: DiscoveryStatus[];
  readonly reproaches: Reproaches;
  /** Settles when this state is reached for the `count`th time. */
  reached(state: DiscoveryStatus["state"], count?: number): Promise<DiscoveryStatus>;
  /** Settles with the first event of this type, past or to come. */
  told(type: DiscoveryEvent["type"]): Promise<DiscoveryEvent>;
  /** Settles when so many events have come. */
  toldMany(count: number): Promise<unknown>;
}

/** Runs a test with discovery at a broker, and closes it. */
export async function withDiscovery(
  options: Omit<DiscoveryOptions, "cameras" | "onProblem" | "onChanged" | "clock">,
  run: (stage: DiscoveryStage) => Promise<void>,
): Promise<void> {
  const { clock, advance } = createTestSystem();
  const events: DiscoveryEvent[] = [];
  const changes: DiscoveryStatus[] = [];
  const reproaches = new Reproaches();
  const watchers = new Set<() => void>();
  const tellAll = () => [...watchers].forEach((watch) => watch());
  const until = <T>(find: () => T | undefined) =>
    new Promise<T>((resolve) => {
      const look = () => {
        const found = find();
        if (found === undefined) return;
        watchers.delete(look);
        resolve(found);
      };
      watchers.add(look);
      look();
    });
  const discovery = connectDiscovery({
    random: () => 1,
    ...options,
    clock,
    onProblem: reproaches.add,
    onChanged(status) {
      changes.push(status);
      tellAll();
    },
    cameras: {
      tell({ event }) {
        events.push(event);
        tellAll();
        return "accepted";
      },
    },
  });
  try {
    await run({
      clock,
      advance,
      discovery,
      events,
      changes,
      reproaches,
      reached: (wanted, count = 1) =>
        until(() => changes.filter(({ state }) => state === wanted)[count - 1]),
      toldMany: (count) => until(() => events[count - 1]),
      told: (type) => until(() => events.find((event) => event.type === type)),
    });
  } finally {
    await discovery.close();
  }
}
