import type { ActorSystem } from "../../actors/kernel/mod.ts";
import { type Command, type CommandState, isFinal } from "../../actors/ledger/command.ts";
import { commandChanged } from "../../actors/topics.ts";

/** So many commands of one action for one kind of member ended so. */
export interface CommandCount {
  readonly kind: string;
  readonly action: string;
  readonly outcome: CommandState;
  readonly count: number;
}

/** What became of commands since the start. */
export interface CommandCounts {
  /** Not final yet. */
  readonly open: number;
  readonly ended: readonly CommandCount[];
}

/**
 * Pairs of kind and action that are told apart; those of the protocols are some thirty. Should a member's kind ever
 * let people name actions, the rest is counted as `other`.
 */
const MAX_ACTIONS = 100;
const OTHER = "other";

/** Counts commands as the ledger tells of them. Holds the ids of open commands, which the ledger bounds. */
export class CommandTally {
  readonly #open = new Set<string>();
  readonly #actions = new Set<string>();
  readonly #ended = new Map<string, { -readonly [K in keyof CommandCount]: CommandCount[K] }>();
  readonly #stop: () => void;

  constructor(system: Pick<ActorSystem, "subscribe">) {
    this.#stop = system.subscribe(commandChanged, (command) => this.#changed(command));
  }

  /** The counts of this moment. */
  read(): CommandCounts {
    return { open: this.#open.size, ended: [...this.#ended.values()] };
  }

  /** Listens no more. */
  close(): void {
    this.#stop();
  }

  #changed({ id, target, order, state }: Command): void {
    if (!isFinal(state)) return void this.#open.add(id);
    this.#open.delete(id);
    const [kind, action] = this.#namesOf(target.kind, order.action);
    const place = `${kind} ${action} ${state}`;
    const known = this.#ended.get(place);
    if (known) known.count++;
    else this.#ended.set(place, { kind, action, outcome: state, count: 1 });
  }

  #namesOf(kind: string, action: string): readonly [kind: string, action: string] {
    const pair = `${kind} ${action}`;
    if (this.#actions.has(pair)) return [kind, action];
    if (this.#actions.size >= MAX_ACTIONS) return [OTHER, OTHER];
    this.#actions.add(pair);
    return [kind, action];
  }
}
