import type { ActorDefinition, Context } from "../kernel/mod.ts";
import { WARM_UP_MS } from "../liveness.ts";
import { nodeChanged, nodeRemoved } from "../nodes/topics.ts";
import * as topics from "../topics.ts";
import { askFleet, type Directories, NOTHING_SEEN } from "./asking.ts";
import { lookAt } from "./looking.ts";
import type { FleetView, ReadinessMessage, ReadyVerdict } from "./messages.ts";
import type { ReadinessRulesCell } from "./rules.ts";
import { Steadiness } from "./steadiness.ts";
import { judgeFleet, sameJudgement } from "./verdict.ts";

/** A burst of changes is one look; half a second is soon enough for people. */
const LOOK_AFTER_MS = 500;
/** A verdict never depends on one message that got lost: everything is looked at again after this long. */
const LOOK_AGAIN_MS = 10_000;

/** What the actor is started with. */
export interface ReadinessArgs extends Directories {
  readonly rules: ReadinessRulesCell;
  /** A minute, unless a test is in a hurry. */
  readonly warmUpMs?: number | undefined;
}

interface Readiness {
  readonly args: ReadinessArgs;
  readonly steadiness: Steadiness;
  /** Monotonic ms. */
  readonly warmUpUntilMs: number;
  verdict: ReadyVerdict;
  asking: boolean;
  /** Something has changed since the fleet was asked. */
  outdated: boolean;
  /** Monotonic ms at which the next look is due. */
  nextLookMs: number;
}

type ReadinessContext = Context<ReadinessMessage>;

const CHANGES = [
  topics.displayChanged,
  topics.displayRemoved,
  topics.groupChanged,
  topics.groupRemoved,
  topics.wallChanged,
  topics.wallRemoved,
  topics.cameraChanged,
  topics.cameraRemoved,
] as const;

/**
 * Tells whether the show can begin. Whatever changes in the fleet makes it look at the same snapshots that the lists
 * show, and judge them by the rules of the config file; what lasts less than the grace time does not count.
 */
export const readinessActor: ActorDefinition<ReadinessMessage, Readiness, ReadinessArgs> = {
  kind: "readiness",
  // One word per change of a member; all that come before the next look are one.
  mailbox: { capacity: 8_192, whenFull: "dropNewest" },
  urgent: true,
  init(ctx, args) {
    for (const topic of CHANGES) {
      ctx.subscribe<unknown>(topic, () => ({ type: "somethingChanged" }));
    }
    ctx.subscribe(nodeChanged, () => ({ type: "somethingChanged" }));
    ctx.subscribe(nodeRemoved, () => ({ type: "somethingChanged" }));
    const warmUpMs = args.warmUpMs ?? WARM_UP_MS;
    const state: Readiness = {
      args,
      steadiness: new Steadiness(),
      warmUpUntilMs: ctx.monotonicMs() + warmUpMs,
      verdict: firstVerdict(ctx.now(), warmUpMs),
      asking: false,
      outdated: false,
      nextLookMs: Infinity,
    };
    lookIn(state, LOOK_AFTER_MS, ctx);
    return state;
  },
  handle(state, message, ctx) {
    switch (message.type) {
      case "getReadiness":
        return ctx.reply(message, state.verdict);
      case "configureReadiness":
        state.args.rules.current = message.rules;
        return lookIn(state, 1, ctx);
      case "somethingChanged":
        return lookIn(state, LOOK_AFTER_MS, ctx);
      case "lookDue":
        state.nextLookMs = Infinity;
        return look(state, ctx);
      case "fleetSeen":
        return judge(state, message.view, ctx);
    }
  },
};

function firstVerdict(now: number, warmUpMs: number): ReadyVerdict {
  const nobody = { total: 0, ready: 0, blocking: 0, warning: 0, ignored: 0 };
  const counts = { display: nobody, wall: nobody, camera: nobody, node: nobody };
  const warmUpUntil = warmUpMs > 0 ? now + warmUpMs : null;
  return {
    state: "unknown",
    since: now,
    checkedAt: now,
    warmUpUntil,
    blockers: [],
    more: 0,
    counts,
  };
}

/** Sees to it that the fleet is looked at by then; a look that is due sooner stays. */
function lookIn(state: Readiness, delayMs: number, ctx: ReadinessContext): void {
  const atMs = ctx.monotonicMs() + delayMs;
  if (atMs >= state.nextLookMs) return;
  state.nextLookMs = atMs;
  ctx.timers.once("look", Math.max(1, delayMs), { type: "lookDue" });
}

/** Asks how the fleet stands. What changes meanwhile is asked for again, once. */
function look(state: Readiness, ctx: ReadinessContext): void {
  state.outdated = state.asking;
  if (state.asking) return;
  state.asking = true;
  ctx.pipe(
    askFleet(state.args),
    (view) => ({ type: "fleetSeen", view }),
    () => ({ type: "fleetSeen", view: NOTHING_SEEN }),
  );
}

function judge(state: Readiness, view: FleetView, ctx: ReadinessContext): void {
  state.asking = false;
  const { rules: { current: rules } } = state.args;
  const [nowMs, now] = [ctx.monotonicMs(), ctx.now()];
  const leftMs = state.warmUpUntilMs - nowMs;
  const kinds = lookAt(view, rules);
  const findings = Object.values(kinds).flatMap((kind) => kind.findings);
  const { blockers, nextMs } = state.steadiness.take(findings, rules.graceMs, nowMs, now);
  const unanswered = Object.values(view).includes(null);
  const judgement = judgeFleet(kinds, blockers, { warmingUp: leftMs > 0, unanswered });
  const before = state.verdict;
  state.verdict = {
    ...judgement,
    since: judgement.state === before.state ? before.since : now,
    checkedAt: now,
    warmUpUntil: leftMs > 0 ? before.warmUpUntil : null,
  };
  if (!sameJudgement(before, judgement)) ctx.publish(topics.readyChanged, state.verdict);
  const nextInMs = Math.min(nextMs - nowMs, leftMs > 0 ? leftMs : Infinity, LOOK_AGAIN_MS);
  lookIn(state, state.outdated ? 1 : nextInMs, ctx);
}
