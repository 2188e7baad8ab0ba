import type { Deed } from "./deeds.ts";
import type { Errand, ModelContext, Standing } from "./model_actor.ts";
import { GHOSTS, type World } from "./world.ts";

/** Does what an errand says. Yields `quit` to end, or a promise of that. */
export function perform(
  world: World,
  state: Standing,
  errand: Errand,
  ctx: ModelContext,
): unknown {
  const { deed } = errand;
  const answer = () => world.asking.answer(errand, ctx);
  switch (deed.do) {
    case "note":
    case "stash":
      return answer();
    case "forget":
      return undefined;
    case "crash":
      throw new Error(`crash ${errand.id}`);
    case "quit":
      return "quit";
    case "never":
      return new Promise(() => {});
    case "unstash":
      ctx.unstashAll();
      return answer();
    case "wait":
      return world.host.sleep(deed.ms).then(answer);
    case "reject":
      return world.host.sleep(deed.ms).then(() => {
        throw new Error(`reject ${errand.id}`);
      });
    case "spawn":
      world.spawnChild(state, ctx);
      return answer();
    case "stopChild":
      for (const child of ctx.children().slice(-1)) ctx.stopChild(child);
      return answer();
    default:
      return performFurther(world, state, errand, deed, ctx);
  }
}

type Further = Extract<
  Deed,
  { readonly do: "defer" | "linger" | "timer" | "ticks" | "quiet" | "pipe" | "tell" | "ask" }
>;

function performFurther(
  world: World,
  state: Standing,
  errand: Errand,
  deed: Further,
  ctx: ModelContext,
): unknown {
  const answer = () => world.asking.answer(errand, ctx);
  switch (deed.do) {
    case "defer":
      return world.asking.answerLater(errand, ctx, deed.ms);
    case "linger":
      void world.host.sleep(deed.ms).then(() => linger(world, state, ctx));
      return answer();
    case "timer":
      ctx.timers.once(`t${errand.id}`, deed.ms, world.own(state, deed.deed));
      return answer();
    case "ticks":
      ctx.timers.every("ticks", deed.ms, world.own(state, deed.deed, true));
      return answer();
    case "quiet":
      ctx.receiveTimeout(deed.ms, world.own(state, deed.deed, true));
      return answer();
    case "pipe": {
      const outcome = () => world.own(state, deed.deed);
      ctx.pipe(world.host.sleep(deed.ms), outcome, outcome);
      return answer();
    }
    case "tell":
      for (let i = 0; i < deed.count; i++) {
        world.tell(state.who, world.target(deed.to, ctx), deed.deed, errand.urgent);
      }
      return answer();
    case "ask":
      return world.asking.inTurn(state, ctx, deed).then(answer);
  }
}

/** Uses the context of a turn that is over, and perhaps of a life that is over: then nothing may come of it. */
function linger(world: World, state: Standing, ctx: ModelContext): void {
  const note: Deed = { do: "note" };
  ctx.timers.once("ghost", 1, world.own(state, note));
  ctx.timers.every("ghosts", 7, world.own(state, note, true));
  ctx.receiveTimeout(3, world.own(state, note, true));
  ctx.pipe(Promise.resolve(), () => world.own(state, note), () => world.own(state, note));
  ctx.subscribe(GHOSTS, () => {
    world.chronicle.note({ what: "heard", who: state.who, life: state.life });
    return world.errand(note, false, false) ?? world.own(state, note);
  });
  world.watchAll(ctx);
  world.spawnChild(state, ctx);
}
