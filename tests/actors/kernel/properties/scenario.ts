import fc from "fast-check";
import type {
  ActorReport,
  DeadLetter,
  MailboxPolicy,
  StopReport,
  SupervisionStrategy,
  SystemMetrics,
} from "../../../../actors/kernel/mod.ts";
import { type Chronicle, OUTSIDE } from "./chronicle.ts";
import { anyDeed, anyStep, type Deed, MOMENTS, type Step } from "./deeds.ts";
import type { Host } from "./hosts.ts";
import type { Plan } from "./model_actor.ts";
import { GHOSTS, World } from "./world.ts";

/** What a run is made from. */
export interface Scenario {
  /** Of the schedule, in virtual time; without one, actors run in the order they got something to do. */
  readonly seed: number | undefined;
  /** Of the three actors at the top. */
  readonly plans: readonly Plan[];
  readonly steps: readonly Step[];
  readonly stopWithinMs: number;
}

/** How things stand between two steps. */
export interface Count {
  readonly order: number;
  readonly metrics: SystemMetrics;
  readonly report: ActorReport;
}

/** What a run left behind. */
export interface Run {
  readonly scenario: Scenario;
  readonly exact: boolean;
  readonly chronicle: Chronicle;
  readonly counts: readonly Count[];
  readonly deadLetters: readonly DeadLetter[];
  readonly metrics: SystemMetrics;
  readonly report: ActorReport;
  /** Undefined when it did not end. */
  readonly stop: StopReport | void;
  /** By path, actors that are still listed after the stop. */
  readonly listed: readonly string[];
  readonly timersLeft: number | undefined;
  readonly listenersLeft: number;
  /** Changes of state, each once. */
  readonly changes: ReadonlySet<string>;
}

/** After the last step: longer than any deadline, backoff and cooldown of a scenario. */
const QUIET_MS = 60;

/** A few dozen messages, with what they cause: enough to meet, few enough to be read when something fails. */
const MOST_STEPS = 40;

/** Plays a scenario, stops the system, and hands over what happened. */
export async function play(scenario: Scenario, host: Host): Promise<Run> {
  const world = new World(host);
  const { chronicle, asking } = world;
  const { system } = host;
  const counts: Count[] = [];
  for (const plan of scenario.plans) world.spawnTop(plan);
  for (const step of scenario.steps) {
    // Not awaited where there is nothing to wait for: a burst leaves the actors no turn in between.
    const passing = take(world, step);
    if (passing === undefined) continue;
    await passing;
    counts.push({
      order: chronicle.facts.length,
      metrics: system.metrics(),
      report: system.report(),
    });
  }
  await host.pass(QUIET_MS);
  const deadlineMs = scenario.stopWithinMs;
  chronicle.note({ what: "stopOrdered", deadlineMs });
  const stopping = system.stop(deadlineMs)
    .finally(() => chronicle.note({ what: "stopEnded", deadlineMs }));
  await host.pass(deadlineMs);
  // Whoever lingers has his say now, and nobody must hear it.
  const stop = await Promise.race([stopping, host.pass(QUIET_MS)]);
  await host.pass(QUIET_MS);
  system.publish(GHOSTS, null);
  await host.pass(1);
  return {
    scenario,
    exact: host.exact,
    chronicle,
    counts,
    deadLetters: system.deadLetters().recent,
    metrics: system.metrics(),
    report: system.report(),
    stop,
    listed: world.tops.filter(({ kind, key }) => system.find({ kind }, key)).map((ref) => ref.path),
    timersLeft: host.timersLeft(),
    listenersLeft: asking.listeners.size,
    changes: world.states.seen,
  };
}

function take(world: World, step: Step): Promise<void> | undefined {
  const { host } = world;
  switch (step.step) {
    case "pass":
      return host.pass(step.ms);
    case "publish":
      host.system.publish(GHOSTS, null);
      return undefined;
    case "ask":
      world.asking.fromOutside(world.target(step.to), step.deed, step, step.urgent);
      return undefined;
    case "tell":
      for (let i = 0; i < step.burst; i++) {
        world.tell(OUTSIDE, world.target(step.to), step.deed, step.urgent);
      }
      return undefined;
  }
}

/** How an actor at the top may be made. */
const wakefulPlan: fc.Arbitrary<Plan> = fc.record({
  mailbox: fc.record({
    capacity: fc.constantFrom(1, 2, 4, 64),
    whenFull: fc.constantFrom<MailboxPolicy["whenFull"]>(
      "fail",
      "dropNewest",
      "dropOldest",
      "wait",
    ),
  }),
  restart: fc.record({
    maxRestarts: fc.nat(5),
    withinMs: fc.constantFrom(10, 50, 1000),
    initialBackoffMs: fc.constantFrom(0, 1, 5),
    maxBackoffMs: fc.constant(10),
    jitter: fc.constantFrom(0, 0.5),
    whenExhausted: fc.constantFrom("stop" as const, "coolDown" as const, "escalate" as const),
    cooldownMs: fc.constantFrom(1, 20),
  }),
  init: weighted("plain", "slow", "fails", "never"),
  hook: weighted("none", "plain", "slow", "throws", "never"),
  strategy: weighted<SupervisionStrategy>("oneForOne", "pool", "restForOne", "oneForAll"),
});
/** Actors that become passive soon, and are slow about it. */
export const drowsyPlan: fc.Arbitrary<Plan> = fc.record({
  plan: wakefulPlan,
  passivateAfterMs: fc.constantFrom(5, 20),
  slow: fc.boolean(),
}).map(({ plan, passivateAfterMs, slow }) => ({
  ...plan,
  passivateAfterMs,
  ...(slow ? { hook: "slow" as const } : {}),
}));
const anyPlan: fc.Arbitrary<Plan> = fc.oneof(
  { weight: 4, arbitrary: wakefulPlan },
  { weight: 1, arbitrary: drowsyPlan },
);

/** The first is usual, the others are each seldom. */
function weighted<T extends string>(usual: T, ...seldom: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: seldom.length * 2, arbitrary: fc.constant(usual) },
    ...seldom.map((one) => ({ weight: 1, arbitrary: fc.constant(one) })),
  );
}

/** Scenarios of any kind, made of the deeds given. */
export function anyScenario(
  deed: fc.Arbitrary<Deed> = anyDeed,
  plan: fc.Arbitrary<Plan> = anyPlan,
): fc.Arbitrary<Scenario> {
  return fc.record({
    seed: fc.option(fc.nat(0xffff), { nil: undefined, freq: 4 }),
    plans: fc.array(plan, { minLength: 3, maxLength: 3 }),
    steps: fc.array(anyStep(deed), { maxLength: MOST_STEPS, size: "max" }),
    stopWithinMs: fc.constantFrom(...MOMENTS).map((ms) => ms * 10),
  });
}
