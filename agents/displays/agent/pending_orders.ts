import { KeyedTurns } from "./keyed_turns.ts";
import type { ExecuteOrder, PresetKey } from "./orders.ts";

/** An order that has not led to a program yet. */
export interface PendingOrder {
  readonly order: ExecuteOrder;
  /** A stop has overtaken it. */
  readonly cancelled: boolean;
}

/** Orders to start something: those of one preset one after the other, and none of them after a stop. */
export class PendingOrders {
  readonly #pending = new Set<{ readonly order: ExecuteOrder; cancelled: boolean }>();
  readonly #turns = new KeyedTurns();

  /** Resolves when the order is carried out; `carryOut` must not reject. */
  async run(
    order: ExecuteOrder,
    carryOut: (pending: PendingOrder) => Promise<void>,
  ): Promise<void> {
    const pending = { order, cancelled: false };
    this.#pending.add(pending);
    // Commands without a preset have nothing to do with each other.
    const key = order.presetId === null ? crypto.randomUUID() : String(order.presetId);
    await this.#turns.run(key, () => carryOut(pending));
    this.#pending.delete(pending);
  }

  /** A stop has come; null: for everything. */
  cancel(presetId: PresetKey): void {
    for (const pending of this.#pending) {
      if (presetId === null || isSamePreset(pending.order.presetId, presetId)) {
        pending.cancelled = true;
      }
    }
  }
}

/** `456` and `"456"` are one preset; without one, nothing belongs together. */
export function isSamePreset(one: PresetKey, other: PresetKey): boolean {
  return one !== null && other !== null && String(one) === String(other);
}
