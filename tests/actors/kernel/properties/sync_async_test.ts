import fc from "fast-check";
import { check, uphold } from "./checking.ts";
import { type Deed, type Step } from "./deeds.ts";
import { type Host, realHost, virtualHost } from "./hosts.ts";
import { RUNS } from "./holding.ts";
import type { Plan } from "./model_actor.ts";
import { anyScenario, play, type Run, type Scenario } from "./scenario.ts";

/**
 * What an actor can do without a promise, by itself. Other times of a run are whole milliseconds, so that nothing falls
 * on the moment of a promise: of what happens at one moment, timers and promises promise no order.
 */
const plain: fc.Arbitrary<Deed> = fc.constantFrom<Deed>(
  { do: "note" },
  { do: "note" },
  { do: "crash" },
  { do: "forget" },
  { do: "stash" },
  { do: "unstash" },
  { do: "spawn" },
  { do: "quit" },
  { do: "defer", ms: 4.5 },
  { do: "defer", ms: 20.5 },
);
const lone: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: plain },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom("timer" as const, "ticks" as const),
      ms: fc.constantFrom(1, 6, 21),
      deed: plain,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("pipe" as const),
      ms: fc.constantFrom(1.25, 6.25, 21.25),
      deed: plain,
    }),
  },
);

/** All for one actor, and no two things at one moment of which only chance says which is first. */
function alone(scenario: Scenario): Scenario {
  const steps = scenario.steps.map((step): Step => {
    if (step.step === "ask") return { ...step, to: 0, ...later(step.abortAfterMs) };
    return step.step === "tell" ? { ...step, to: 0 } : step;
  });
  // Who is given up at a deadline leaves the next one to end at a moment at which something else may be due.
  const plans = scenario.plans.map((plan): Plan => ({
    ...plan,
    init: plan.init === "never" ? "plain" : plan.init,
    hook: plan.hook === "never" ? "plain" : plan.hook,
  }));
  return { ...scenario, seed: undefined, steps, plans };
}

function later(abortAfterMs: number | undefined): { readonly abortAfterMs?: number } {
  return abortAfterMs === undefined ? {} : { abortAfterMs: abortAfterMs + 0.75 };
}

function withHandlers(scenario: Scenario, allAsync: boolean, host: Host): Promise<Run> {
  const plans = scenario.plans.map((plan) => ({ ...plan, allAsync }));
  return play({ ...scenario, plans }, host);
}

/** Complains when synchronous and asynchronous handlers leave different traces. */
async function compare(scenario: Scenario, host: () => Host, clean = same): Promise<void> {
  const lines = clean(trace(await withHandlers(scenario, false, host()))).split("\n");
  const others = clean(trace(await withHandlers(scenario, true, host()))).split("\n");
  const at = lines.findIndex((line, n) => line !== others[n]);
  uphold(
    "same trace",
    at < 0 && lines.length === others.length,
    () => `line ${at}: ${lines[at]} when synchronous, ${others[at]} when asynchronous`,
  );
}

function same(text: string): string {
  return text;
}

/** What can be seen of a run, actor by actor: of what different actors do at one moment, nobody promises the order. */
function trace({ chronicle, deadLetters, metrics, stop }: Run): string {
  const bare = ({ order: _, ...fact }: { readonly order: number }) => JSON.stringify(fact);
  const turns = chronicle.of(
    "begun",
    "done",
    "threw",
    "stashed",
    "quit",
    "started",
    "ready",
    "hook",
  );
  const asks = chronicle.of("settled").toSorted((a, b) => a.id - b.id)
    .map(({ id, at, outcome }) => `m${id}@${at} ${outcome.code} ${outcome.handlingBegun}`);
  const dead = deadLetters.map(({ at, message, reason }) => `${message}@${at} ${reason}`);
  const byActor = turns.toSorted((a, b) => a.who - b.who || a.order - b.order).map(bare);
  // How many wait at once depends on when they are taken up.
  const kinds = metrics.kinds.map((kind) => ({ ...kind, mailboxHighWater: 0 }));
  return [...byActor, ...asks, ...dead.toSorted(), JSON.stringify([kinds, stop])].join(
    "\n",
  );
}

Deno.test("a handler that returns a promise leaves the same trace as one that does not", () =>
  check(RUNS, anyScenario(lone).map(alone), (scenario) => compare(scenario, () => virtualHost())));

/** Nothing depends on how long anything takes: nothing overflows, overtakes or times out. */
function timeless(scenario: Scenario): Scenario {
  const steps = scenario.steps.map((step): Step => {
    if (step.step === "pass") return { step: "pass", ms: 1 };
    if (step.step === "tell") return { ...step, urgent: false };
    return step.step === "ask"
      ? { step: "ask", to: step.to, deed: step.deed, urgent: false, timeoutMs: 5000 }
      : step;
  });
  const plans = scenario.plans.map((): Plan => ({
    mailbox: { capacity: 4096, whenFull: "fail" },
    init: "plain",
    hook: "plain",
    restart: {},
  }));
  return { ...scenario, steps, plans, stopWithinMs: 500 };
}

/** What the first actor did, without the times of the host's clock. */
function withoutTimes(text: string): string {
  const own = text.split("\n").filter((line) => !/"who":[1-9]/.test(line)).join("\n");
  return own.replaceAll(/"at":[\d.]+|"tookMs":[\d.]+|@[\d.]+/g, "");
}

Deno.test("a handler that returns a promise leaves the same trace in real time", () => {
  // How many restarts, and which late answers, there is time for is not the handlers' doing.
  const prompt = plain.filter((deed) => deed.do !== "defer" && deed.do !== "crash");
  const scenarios = fc.array(anyScenario(prompt).map(alone).map(timeless), {
    minLength: 6,
    maxLength: 6,
  });
  return check(1, fc.noShrink(scenarios), async (group) => {
    await Promise.all(group.map((scenario) => compare(scenario, realHost, withoutTimes)));
  });
});
