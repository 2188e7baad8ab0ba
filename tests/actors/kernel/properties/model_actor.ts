import {
  type ActorDefinition,
  type ActorRef,
  type Context,
  type MailboxPolicy,
  type Next,
  type Question,
  type RestartPolicy,
  stop,
  type SupervisionStrategy,
} from "../../../../actors/kernel/mod.ts";
import type { Deed } from "./deeds.ts";
import { perform } from "./performing.ts";
import type { World } from "./world.ts";

/** A message of the model: what to do, and what the chronicle knows it by. */
export interface Errand extends Question<number> {
  /** `m` and the id: dead letters show it. */
  readonly type: string;
  readonly id: number;
  readonly deed: Deed;
  readonly urgent: boolean;
  readonly asked: boolean;
}

/** What distinguishes the actors of one scenario. */
export interface Plan {
  readonly mailbox: MailboxPolicy;
  readonly restart: Partial<RestartPolicy>;
  readonly init: "plain" | "slow" | "fails" | "never";
  readonly hook: "none" | "plain" | "slow" | "throws" | "never";
  readonly passivateAfterMs?: number;
  /** How it looks after its children. */
  readonly strategy?: SupervisionStrategy;
  /** Handlers return a promise even where there is nothing to wait for. */
  readonly allAsync?: boolean;
}

/** State of a model actor: its life, and the turns that have ended well. */
export interface Standing {
  readonly who: number;
  readonly life: number;
  readonly count: number;
}

export interface ModelArgs {
  readonly who: number;
  readonly world: World;
}

export type ModelActor = ActorDefinition<Errand, Standing, ModelArgs>;
export type ModelContext = Context<Errand>;
export type ModelRef = ActorRef<Errand>;

/** How long a slow start or end takes, in milliseconds. */
const SLOW_MS = 5;

/** A kind of actor that does what it is told, and keeps the chronicle. */
export function modelActor(kind: string, plan: Plan, world: World): ModelActor {
  const { chronicle, host } = world;
  let failures = 0;
  return {
    kind,
    mailbox: plan.mailbox,
    restart: plan.restart,
    supervision: { strategy: plan.strategy ?? "oneForOne", restart: plan.restart },
    ...(plan.passivateAfterMs === undefined ? {} : { passivateAfterMs: plan.passivateAfterMs }),
    urgentMessage: (errand) => errand.urgent,
    init(ctx, { who }) {
      world.states.observe(ctx.self);
      const life = chronicle.nextLife();
      chronicle.note({ what: "started", who, life });
      if (plan.init === "fails" && ++failures % 2 === 1) {
        chronicle.note({ what: "initFailed", who, life });
        throw new Error("init failed");
      }
      const ready = (): Standing => {
        chronicle.note({ what: "ready", who, life });
        return { who, life, count: 0 };
      };
      if (plan.init === "never") return new Promise(() => {});
      return plan.init === "slow" ? host.sleep(SLOW_MS).then(ready) : ready();
    },
    handle(state, errand, ctx) {
      const { deed } = errand;
      const turn = { id: errand.id, ...state };
      chronicle.note({ what: "begun", ...turn });
      if (deed.do === "stash" && world.mayStash(errand.id)) {
        // When the stash is full, it is a dead letter: not handled either.
        ctx.stash();
        return chronicle.note({ what: "stashed", ...turn });
      }
      return concluding(world, turn, () => perform(world, state, errand, ctx), plan.allAsync);
    },
    signal: (state) => world.signalled(state),
    stopped({ who, life }) {
      chronicle.note({ what: "hook", who, life });
      const done = () => chronicle.note({ what: "hookDone", who, life });
      if (plan.hook === "never") return new Promise(() => {});
      if (plan.hook === "slow") return host.sleep(SLOW_MS).then(done);
      done();
      if (plan.hook === "throws") throw new Error("hook failed");
      return undefined;
    },
  };
}

type Turn = Standing & { readonly id: number };

/** Notes how the turn ends; its outcome is one more turn in the state. */
function concluding(
  { chronicle }: World,
  turn: Turn,
  run: () => unknown,
  allAsync = false,
): Next<Standing> | Promise<Next<Standing>> {
  const { id: _, ...state } = turn;
  const done = (outcome: unknown): Next<Standing> => {
    chronicle.note({ what: outcome === "quit" ? "quit" : "done", ...turn });
    return outcome === "quit" ? stop("quit") : { ...state, count: state.count + 1 };
  };
  const threw = (cause: unknown): never => {
    chronicle.note({ what: "threw", ...turn });
    throw cause;
  };
  if (allAsync) return (async () => await run())().then(done, threw);
  let outcome: unknown;
  try {
    outcome = run();
  } catch (cause) {
    return threw(cause);
  }
  return outcome instanceof Promise ? outcome.then(done, threw) : done(outcome);
}
