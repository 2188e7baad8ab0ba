import { topic } from "../../../../actors/kernel/mod.ts";
import { Asking } from "./asking.ts";
import { Chronicle, OUTSIDE } from "./chronicle.ts";
import type { Deed } from "./deeds.ts";
import type { Host } from "./hosts.ts";
import { LifeStates } from "./life_states.ts";
import {
  type Errand,
  modelActor,
  type ModelArgs,
  type ModelContext,
  type ModelRef,
  type Plan,
  type Standing,
} from "./model_actor.ts";

/** What lingering turns subscribe to. */
export const GHOSTS = topic<null>("ghosts");
/** Children that one actor may have: the tree must not grow without end. */
const MAX_CHILDREN = 6;
/** Own messages of one run, after which no more are made: deeds that beget deeds must end. */
const MAX_MESSAGES = 3000;

/** The actors of one run, and all that they and the test do to each other. */
export class World {
  readonly chronicle: Chronicle;
  readonly asking: Asking;
  readonly states = new LifeStates();
  readonly tops: ModelRef[] = [];
  readonly #numbers = new Map<unknown, number>();
  readonly #stashedOnce = new Set<number>();

  constructor(readonly host: Host) {
    this.chronicle = new Chronicle(() => host.now());
    this.asking = new Asking(this);
  }

  /** Starts one of the actors at the top. */
  spawnTop(plan: Plan): void {
    const { system } = this.host;
    const key = `m${this.tops.length}`;
    const who = this.chronicle.nextActor();
    this.chronicle.note({ what: "spawned", who, path: `/${key}`, by: OUTSIDE });
    const ref = system.spawn(modelActor(key, plan, this), { who, world: this }, { key });
    this.#numbers.set(ref, who);
    this.tops.push(ref);
  }

  /** Starts a child of a plain kind; refused by an ended life, and past a bound. */
  spawnChild(state: Standing, ctx: ModelContext): void {
    if (ctx.children().length >= MAX_CHILDREN) return;
    const plan: Plan = {
      mailbox: { capacity: 16, whenFull: "dropOldest" },
      restart: { initialBackoffMs: 5, jitter: 0, maxRestarts: 1, whenExhausted: "escalate" },
      init: state.who % 2 === 0 ? "plain" : "slow",
      hook: "plain",
    };
    const who = this.chronicle.nextActor();
    const args: ModelArgs = { who, world: this };
    const options = { key: `c${who}`, registered: false };
    try {
      const ref = ctx.spawn(modelActor("child", plan, this), args, options);
      this.#numbers.set(ref, who);
      const { path } = ref;
      this.chronicle.note({ what: "spawned", who, path, by: state.who, byLife: state.life });
    } catch (error) {
      if (!/ending|stopp/.test((error as Error).message)) throw error;
    }
  }

  /** 0 to 2: an actor at the top; 3: the newest child, or the actor itself. */
  target(to: number, ctx?: ModelContext): ModelRef {
    const newest = ctx?.children().at(-1) as ModelRef | undefined;
    const target = this.tops[to] ?? newest ?? ctx?.self;
    if (target === undefined) throw new RangeError(`no actor ${to} for a message from outside`);
    return target;
  }

  tell(from: number, to: ModelRef, deed: Deed, urgent: boolean): void {
    const errand = this.errand(deed, urgent, false);
    if (errand === undefined) return;
    this.chronicle.note({ what: "sent", id: errand.id, from, to: this.who(to), urgent });
    this.chronicle.note({ what: "status", id: errand.id, status: to.tell(errand) });
  }

  /** A message that a life brings about for itself. */
  own(state: Standing, deed: Deed, repeats = false): Errand {
    const id = this.chronicle.nextId();
    const errand = { type: `m${id}`, id, deed, urgent: false, asked: false };
    const { who, life } = state;
    this.chronicle.note({
      what: "sent",
      id,
      from: who,
      to: who,
      urgent: false,
      ofLife: life,
      repeats,
    });
    return errand;
  }

  /** A message is put aside once; the second time it is handled. */
  mayStash(id: number): boolean {
    if (this.#stashedOnce.has(id)) return false;
    this.#stashedOnce.add(id);
    return true;
  }

  watchAll(ctx: ModelContext): void {
    for (const top of this.tops) ctx.watch(top);
  }

  signalled({ who, life }: Standing): void {
    this.chronicle.note({ what: "signalled", who, life });
  }

  who(ref: ModelRef): number {
    return this.#numbers.get(ref) ?? OUTSIDE;
  }

  /** A new message; none when the run has seen enough of them. */
  errand(deed: Deed, urgent: boolean, asked: boolean): Errand | undefined {
    const id = this.chronicle.nextId();
    return id > MAX_MESSAGES ? undefined : { type: `m${id}`, id, deed, urgent, asked };
  }
}
