import { type Cell, COOLING, RESTARTING } from "../cell.ts";
import { failureFields, firstFailure } from "../asking/cause_chain.ts";
import { childrenOf } from "../life/children.ts";
import { beginCooldown } from "./cooling.ts";
import { errorText } from "../errors.ts";
import { halt } from "../life/halting.ts";
import { lifeOf } from "../life/life_notes.ts";
import { start } from "../life/starting.ts";
import { finish, inEndingTree } from "../life/ending.ts";
import { ownDeadline } from "../life/stopping.ts";
import { strategyOf, type Supervising, supervisingOf } from "./supervising.ts";
import { TimerEntry } from "../timers/timer_heap.ts";
import { tellOfFailure } from "../life/watching.ts";

/** A child of a group has lost its incarnation: those that it takes along follow, and all start again together. */
export function groupFailed(parent: Cell, cell: Cell, cause: unknown): void {
  const supervising = supervisingOf(parent);
  if (supervising.round === undefined) {
    supervising.round = new GroupRestart(supervising, cell, cause);
    void supervising.round.run();
  } else supervising.round.join(cell, cause);
}

/**
 * One restart of a group: the members end in reverse start order, each before the next; after the backoff they start
 * in start order. Messages keep waiting in their mailboxes meanwhile.
 */
export class GroupRestart {
  readonly #supervising: Supervising;
  readonly #timer = new TimerEntry(() => this.#startAll());
  /** In start order. */
  #members: readonly Cell[] = [];
  #cause: unknown;
  #closed = false;

  constructor(supervising: Supervising, failed: Cell, cause: unknown) {
    this.#supervising = supervising;
    this.#cause = cause;
    this.#members = this.#reach(failed);
  }

  /** Ends the members that still run, then waits for the restart. */
  async run(): Promise<void> {
    const { supervisor } = this.#supervising;
    const deadline = ownDeadline(supervisor);
    const text = `restarted with its group: ${errorText(this.#cause)}`;
    const cause = new Error(text, { cause: this.#cause });
    for (let member = this.#lastUp(); member !== undefined; member = this.#lastUp()) {
      if (member.context !== undefined) lifeOf(member).failure ??= cause;
      await halt(member, cause, deadline.share());
      if (this.#closed) return;
    }
    this.#spend();
  }

  /** Another child has lost its incarnation: one outside of the group so far widens it. */
  join(failed: Cell, cause: unknown): void {
    if (this.#members.includes(failed)) return;
    this.#members = this.#reach(failed);
    this.#cause = cause;
    const { timers } = this.#supervising.supervisor.profile.runtime;
    if (this.#timer.index < 0) return;
    timers.cancel(this.#timer);
    void this.run();
  }

  /** The supervisor ends, and the members with it. */
  close(): void {
    this.#closed = true;
    this.#supervising.round = undefined;
    this.#supervising.supervisor.profile.runtime.timers.cancel(this.#timer);
  }

  /** All children, or those from the oldest that has failed in this round. */
  #reach(failed: Cell): readonly Cell[] {
    const { supervisor } = this.#supervising;
    const children = childrenOf(supervisor);
    if (strategyOf(supervisor) === "oneForAll") return children;
    return children.slice(
      children.findIndex((child) => child === failed || this.#members.includes(child)),
    );
  }

  #lastUp(): Cell | undefined {
    return this.#members.findLast((member) => member.context !== undefined);
  }

  /** Members that are to start again: not those that were stopped or had become passive meanwhile. */
  #waiting(): readonly Cell[] {
    return this.#members.filter(waits);
  }

  #spend(): void {
    const { supervisor, budget, policy } = this.#supervising;
    const { runtime } = supervisor.profile;
    if (inEndingTree(supervisor)) return this.close();
    const delayMs = budget.spend(runtime.clock.monotonicMs(), runtime.random);
    if (delayMs !== undefined) return this.#startAfter(delayMs);
    if (policy.whenExhausted !== "coolDown") return this.#giveUp();
    for (const member of this.#waiting()) {
      beginCooldown(member, lifeOf(member).failure, policy.cooldownMs);
    }
    this.#startAfter(policy.cooldownMs);
  }

  #startAfter(delayMs: number): void {
    for (const member of this.#waiting()) {
      const life = lifeOf(member);
      life.waitedMs = delayMs;
      tellOfFailure(member, life.failure, delayMs);
    }
    const { timers } = this.#supervising.supervisor.profile.runtime;
    timers.after(this.#timer, delayMs);
  }

  #startAll(): void {
    const { supervisor } = this.#supervising;
    this.#supervising.round = undefined;
    if (inEndingTree(supervisor)) return;
    const waiting = this.#waiting();
    if (waiting.some(({ status }) => status === COOLING)) this.#supervising.budget.renew();
    for (const member of waiting) {
      // A start that failed has begun the next round, which starts the rest.
      if (this.#supervising.round !== undefined) return;
      // An earlier one may have had the system stopped.
      if (!waits(member)) continue;
      member.status = RESTARTING;
      member.extras().restarts++;
      member.profile.counters.restarts++;
      start(member);
    }
  }

  #giveUp(): void {
    const { supervisor, policy } = this.#supervising;
    this.#supervising.round = undefined;
    const first = errorText(firstFailure(this.#cause));
    const reason = policy.whenExhausted === "stop" ? "group restarts used up" : "escalated";
    if (policy.whenExhausted === "escalate") {
      const text = `${supervisor.path} used up the restarts of its children: ${first}`;
      const cause = new Error(text, { cause: this.#cause });
      supervisor.profile.runtime.announce(supervisor, "escalated", failureFields(cause));
      supervisor.post({ type: "fault", cause });
    }
    for (const member of this.#waiting().toReversed()) finish(member, `${reason}: ${first}`);
  }
}

function waits({ status }: Cell): boolean {
  return status === RESTARTING || status === COOLING;
}
