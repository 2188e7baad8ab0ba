import { readActiveEra, readEpochSlots } from "./chain_storage.ts";
import type { EraTransitionShape, ValidatorFrame } from "./reading_shape.ts";
import type { SubstrateRpc } from "./substrate_rpc.ts";

/** What has changed since the last look. */
export interface EraChanges {
  readonly transitions: Readonly<Record<string, EraTransitionShape>>;
  readonly validators: readonly ValidatorFrame[];
}

/** A machine has some ten nodes; a server that names more has made a mistake. */
const MAX_NODES = 256;

/** Watches the eras of nodes, and whether the nodes validate. */
export class EraWatch {
  readonly #rpc: SubstrateRpc;
  readonly #signal: AbortSignal;
  readonly #eras = new Map<string, number>();
  readonly #validating = new Map<string, boolean>();

  constructor(rpc: SubstrateRpc, signal: AbortSignal) {
    this.#rpc = rpc;
    this.#signal = signal;
  }

  /** Eras that the server remembers, where we do not: then the first look is not reported as the first run. */
  recall(eras: Readonly<Record<string, number>>): void {
    for (const [node, era] of Object.entries(eras).slice(0, MAX_NODES)) {
      if (!this.#eras.has(node)) this.#eras.set(node, era);
    }
  }

  /**
   * Looks at nodes that are in step with their chain; what does not answer is left for the next time. Whether a node
   * validates is reported when it is seen first, and whenever it changes: a server may remember what was before us.
   *
   * @param now epoch milliseconds
   */
  async look(nodes: readonly string[], now: number): Promise<EraChanges> {
    const transitions: Record<string, EraTransitionShape> = {};
    const validators: ValidatorFrame[] = [];
    for (const node of nodes.slice(0, MAX_NODES)) {
      const era = await this.#ask(() => readActiveEra(this.#rpc, node, { signal: this.#signal }));
      if (era === undefined || era === null) continue;
      const transition = this.#note(node, era);
      if (transition !== undefined) transitions[node] = transition;
      const frame = await this.#lookAtValidator(node, era, now);
      if (frame !== undefined) validators.push(frame);
    }
    return { transitions, validators };
  }

  #note(node: string, era: number): EraTransitionShape | undefined {
    const before = this.#eras.get(node);
    this.#eras.set(node, era);
    if (before === undefined) return { previous_era: null, current_era: era, first_run: true };
    return before === era ? undefined : { previous_era: before, current_era: era };
  }

  async #lookAtValidator(node: string, era: number, now: number) {
    const slots = await this.#ask(() => readEpochSlots(this.#rpc, node, { signal: this.#signal }));
    if (slots === undefined) return undefined;
    const validates = slots > 0;
    const before = this.#validating.get(node);
    this.#validating.set(node, validates);
    if (validates === before) return undefined;
    return validatorFrame(node, era, { active: validates, before }, now);
  }

  /** Undefined when the node does not say. */
  async #ask<T>(question: () => Promise<T>): Promise<T | undefined> {
    try {
      return await question();
    } catch {
      return undefined;
    }
  }
}

function validatorFrame(
  node: string,
  era: number,
  { active, before }: { readonly active: boolean; readonly before: boolean | undefined },
  now: number,
): ValidatorFrame {
  const does = active ? "validates" : `does not validate${before === true ? " any more" : ""}`;
  return {
    type: active ? "validator_activated" : "validator_deactivated",
    data: {
      node,
      era,
      is_validator: active,
      status: active ? "active" : "not_validator",
      message: `${node} ${does} (era ${era})`,
      timestamp: now,
    },
  };
}
