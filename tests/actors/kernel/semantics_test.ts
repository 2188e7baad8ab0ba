import assert from "node:assert/strict";
import fc from "fast-check";
import type { ActorDefinition, ActorRef, RestartPolicy } from "../../../actors/kernel/mod.ts";
import { createTestSystem, type TestSystem } from "../../../actors/kernel/testing.ts";
import { MUTATIONS } from "../../kernel_mutation/mutations.ts";
import { tableOf } from "../../kernel_mutation/table.ts";
import { SEED } from "./properties/checking.ts";
import { virtualHost } from "./properties/hosts.ts";
import { LifeStates } from "./properties/life_states.ts";
import { anyScenario, play } from "./properties/scenario.ts";
import { diagramUnder, readSemantics, testsIn, testsNamedIn } from "./semantics_document.ts";

type Order = "work" | "crash" | "hang";

/** What one actor goes through: how it is made, and what is done to it. */
interface Course {
  readonly restart?: Partial<RestartPolicy>;
  readonly passivateAfterMs?: number;
  /** What each start in turn does; the last one again and again. */
  readonly inits: readonly ("succeed" | "fail" | "wait")[];
  readonly told?: readonly Order[];
  readonly thenMs: number;
}

const REST: Partial<RestartPolicy> = { whenExhausted: "coolDown", maxRestarts: 0, cooldownMs: 20 };

/** Courses that together lead through every change of state; each ends with a stop. */
const COURSES: readonly Course[] = [
  { inits: ["succeed"], thenMs: 0 },
  { inits: ["wait"], thenMs: 0 },
  { inits: ["succeed"], told: ["hang"], thenMs: 0 },
  { inits: ["fail", "succeed"], thenMs: 100 },
  { inits: ["succeed"], told: ["crash"], thenMs: 0 },
  { inits: ["fail"], restart: { maxRestarts: 0, whenExhausted: "stop" }, thenMs: 0 },
  { inits: ["fail", "succeed"], restart: REST, thenMs: 100 },
  { inits: ["fail"], restart: REST, thenMs: 10 },
  { inits: ["succeed"], passivateAfterMs: 5, told: ["work"], thenMs: 10 },
  { inits: ["succeed", "fail"], passivateAfterMs: 5, told: ["work"], thenMs: 1 },
];

function traveller(course: Course, states: LifeStates): ActorDefinition<Order, null> {
  let starts = 0;
  return {
    kind: "traveller",
    mailbox: { capacity: 4, whenFull: "fail" },
    restart: { initialBackoffMs: 10, jitter: 0, ...course.restart },
    ...(course.passivateAfterMs === undefined ? {} : { passivateAfterMs: course.passivateAfterMs }),
    init(ctx) {
      states.observe(ctx.self);
      const how = course.inits[Math.min(starts++, course.inits.length - 1)];
      if (how === "fail") throw new Error("init failed");
      return how === "wait" ? new Promise(() => {}) : null;
    },
    handle(_state, order) {
      if (order === "crash") throw new Error("crash");
      return order === "hang" ? new Promise(() => {}) : undefined;
    },
  };
}

/** Lets one actor go through its course. */
async function travel(course: Course, states: LifeStates): Promise<void> {
  const { system, advance }: TestSystem = createTestSystem();
  const ref: ActorRef<Order> = system.spawn(traveller(course, states), undefined, { key: "t" });
  await advance(course.passivateAfterMs === undefined ? 0 : 10);
  for (const order of course.told ?? []) ref.tell(order);
  await advance(course.thenMs);
  const stopping = system.stop(10);
  await advance(10);
  await stopping;
}

/** The changes of state that the page's diagram shows. */
async function drawn(): Promise<Set<string>> {
  const lines = diagramUnder(await readSemantics(), "The life of an actor");
  const changes = lines.flatMap((line) => /^(\w+ --> \w+)/.exec(line)?.[1] ?? []);
  return new Set(changes);
}

Deno.test("the diagram of an actor's life shows the changes of state that there are, and no others", async () => {
  const states = new LifeStates();
  for (const course of COURSES) await travel(course, states);
  assert.deepEqual([...states.seen].sort(), [...await drawn()].sort());
});

Deno.test("no change of state happens that the diagram does not show, whatever the actors do", async () => {
  const shown = await drawn();
  for (const scenario of fc.sample(anyScenario(), { seed: SEED, numRuns: 100 })) {
    const { changes } = await play(scenario, virtualHost(scenario.seed));
    assert.deepEqual([...changes].filter((change) => !shown.has(change)), []);
  }
});

Deno.test("the diagram of a restart shows its steps in the order in which they happen", async () => {
  const { system, advance } = createTestSystem();
  const steps: string[] = [];
  system.subscribe(system.lifecycle, ({ type, path }) => {
    if (path === "/parent" && type !== "stopped") steps.push(type);
  });
  const child: ActorDefinition<never, null> = {
    kind: "child",
    mailbox: { capacity: 1, whenFull: "fail" },
    init: () => null,
    handle: () => {},
    stopped: () => void steps.push("childrenEnd"),
  };
  const parent: ActorDefinition<"crash", null> = {
    ...child,
    kind: "parent",
    restart: { initialBackoffMs: 50, jitter: 0 },
    init(ctx) {
      if (ctx.monotonicMs() > 0) steps.push("backoff", "init");
      ctx.spawn(child, undefined, { key: "c" });
      return null;
    },
    handle() {
      throw new Error("crash");
    },
    stopped: () => void steps.push("hook"),
  };
  system.spawn(parent, undefined, { key: "parent" }).tell("crash");
  await advance(60);
  const lines = diagramUnder(await readSemantics(), "A restart");
  const path = lines.flatMap((line) => /^(\w+)\["/.exec(line)?.[1] ?? []);
  assert.deepEqual(steps, path);
});

Deno.test("every test that the page of rules names is in the tree", async () => {
  const named = testsNamedIn(await readSemantics());
  assert.ok(named.length > 60, `${named.length} tests named`);
  const folders = ["tests/actors/kernel/", "tests/kernel_mutation/"];
  const tests = (await Promise.all(folders.map(testsIn))).flat();
  assert.deepEqual(named.filter((name) => !tests.some((test) => test.test(name))), []);
});

Deno.test("every rule on the page of rules names a test that holds it", async () => {
  const page = await readSemantics();
  const rules = page.split(/^### /m).slice(1);
  assert.ok(rules.length >= 30, `${rules.length} rules`);
  const bare = rules.filter((rule) => !/^Held by/m.test(rule)).map((rule) => rule.split("\n")[0]);
  assert.deepEqual(bare, []);
});

Deno.test("the page of rules shows the table of mutations as it is", async () => {
  const cells = (table: string) => table.split("\n").map((row) => row.split(/\s*\|\s*/).join("|"));
  const shown = (await readSemantics()).split("\n").filter((line) => /^\| \d/.test(line));
  assert.deepEqual(
    cells(shown.join("\n")),
    cells(tableOf(MUTATIONS).split("\n").slice(2).join("\n")),
  );
});
