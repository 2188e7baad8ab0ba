import { uphold } from "./checking.ts";
import type { Dated, LifeFact, TurnFact } from "./chronicle.ts";
import type { Run } from "./scenario.ts";

/** What is known of an actor at one point of the chronicle. */
interface Actor {
  life: number;
  phase: "starting" | "ready" | "over";
  /** Message of the turn that is under way. */
  open: number | undefined;
  /** Turns of this life that have ended well. */
  count: number;
}

/** Law 5: turns of one actor never overlap, and nothing of an earlier life has an effect on a later one. */
export function keepsTurnsApart(run: Run): void {
  const actors = new Map<number, Actor>();
  const { chronicle } = run;
  const sent = chronicle.byId("sent");
  const facts = chronicle.of(...LIFE, ...TURN, "spawned");
  for (const fact of facts) {
    if (fact.what === "spawned") outlives(actors, fact.by, fact.byLife);
    else if (isTurn(fact)) turn(actors, fact, sent.get(fact.id)?.ofLife);
    else if (isLife(fact)) live(actors, fact);
  }
}

const LIFE = ["started", "ready", "initFailed", "hook", "signalled", "heard"] as const;
const TURN = ["begun", "done", "threw", "stashed", "quit"] as const;

function isLife(fact: Dated): fact is Dated<LifeFact> {
  return LIFE.some((what) => what === fact.what);
}

function isTurn(fact: Dated): fact is Dated<TurnFact> {
  return TURN.some((what) => what === fact.what);
}

/** A child was started by its parent's life; that must have been the one that lives. */
function outlives(actors: Map<number, Actor>, by: number, byLife: number | undefined): void {
  if (byLife === undefined) return;
  const parent = actors.get(by);
  const alive = parent?.life === byLife && parent.phase !== "over";
  uphold("lives", alive, () => `life ${byLife} of actor ${by} is over, and started a child`);
}

function live(actors: Map<number, Actor>, { what, who, life }: Dated<LifeFact>): void {
  const actor = actors.get(who);
  if (what === "started") {
    const free = actor === undefined || actor.phase === "over";
    uphold("lives", free, () => `actor ${who} began life ${life} in the midst of another`);
    actors.set(who, { life, phase: "starting", open: undefined, count: 0 });
    return;
  }
  if (what === "signalled") {
    const alive = actor?.life === life && actor.phase === "ready" && actor.open === undefined;
    return uphold("lives", alive, () => `actor ${who} had a signal in life ${life}, or in a turn`);
  }
  if (what === "heard") {
    const alive = actor?.life === life && actor.phase !== "over";
    return uphold("lives", alive, () => `actor ${who} heard an event in life ${life}, long over`);
  }
  if (actor === undefined || actor.life !== life) return;
  if (what === "hook") {
    uphold("lives", actor.phase !== "starting", () => `actor ${who} ended before it began`);
  }
  actor.phase = what === "ready" ? "ready" : "over";
}

function turn(
  actors: Map<number, Actor>,
  { what, id, who, life, count }: Dated<TurnFact>,
  ofLife: number | undefined,
): void {
  const actor = actors.get(who);
  if (what !== "begun") {
    if (actor === undefined || actor.life !== life || actor.open !== id) return;
    actor.open = undefined;
    if (what === "done") actor.count++;
    if (what === "threw") actor.phase = "over";
    return;
  }
  uphold(
    "overlap",
    actor !== undefined && actor.open === undefined,
    () => `actor ${who} began m${id} during m${actor?.open}`,
  );
  uphold(
    "lives",
    actor.phase === "ready" && actor.life === life,
    () => `actor ${who} began m${id} in life ${life} while ${actor.phase} in life ${actor.life}`,
  );
  uphold(
    "lives",
    ofLife === undefined || ofLife === life,
    () => `m${id} of life ${ofLife} of actor ${who} reached life ${life}`,
  );
  uphold(
    "lives",
    count === actor.count,
    () => `actor ${who} began m${id} with the state of turn ${count} instead of ${actor.count}`,
  );
  actor.open = id;
}
