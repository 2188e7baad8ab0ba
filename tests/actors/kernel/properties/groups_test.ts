import assert from "node:assert/strict";
import fc from "fast-check";
import type { ActorDefinition, SupervisionStrategy } from "../../../../actors/kernel/mod.ts";
import { createTestSystem, type TestSystem } from "../../../../actors/kernel/testing.ts";
import { type Do, doing, failing, puppet } from "../puppet.ts";
import { QUICK } from "../worker.ts";
import { check } from "./checking.ts";

const KEYS = ["a", "b", "c", "d", "e"];
const RUNS = 150;

/** What is done to a child of the group, or to its parent. */
type Step =
  | { readonly do: "crash" | "crashLate" | "crashAtStart" | "stop" | "linger"; readonly to: string }
  | { readonly do: "crashParent" }
  | { readonly do: "pass"; readonly ms: number };

interface Plan {
  readonly strategy: SupervisionStrategy;
  /** Milliseconds that the hook of each child takes. */
  readonly slowEnds: readonly number[];
  readonly steps: readonly Step[];
}

const someone = fc.constantFrom(...KEYS);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom("crash", "crashLate", "crashAtStart", "linger"),
      to: someone,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("stop" as const), to: someone }) },
  { weight: 1, arbitrary: fc.constant({ do: "crashParent" as const }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("pass" as const), ms: fc.nat(60) }) },
);
const plan: fc.Arbitrary<Plan> = fc.record({
  strategy: fc.constantFrom("restForOne", "oneForAll"),
  slowEnds: fc.array(fc.nat(40), { minLength: KEYS.length, maxLength: KEYS.length }),
  steps: fc.array(step, { maxLength: 25 }),
});

interface Note {
  readonly what: "starts" | "ends";
  readonly key: string;
  readonly at: number;
}

/** Has a parent stop one of its children, if that one still lives. */
function stopping(key: string): Do {
  return doing((ctx) => {
    const child = ctx.children().find((child) => child.key === key);
    if (child !== undefined) ctx.stopChild(child);
  });
}

/** The group under test, and what is noted of it. */
class Group {
  readonly notes: Note[] = [];
  readonly #kit: TestSystem;
  #badStarts = 0;

  constructor(kit: TestSystem, { strategy, slowEnds }: Plan) {
    this.#kit = kit;
    const restart = { ...QUICK, maxRestarts: 1000, maxBackoffMs: 20 };
    const kinds = KEYS.map((key, i) => this.#member(key, slowEnds[i] ?? 0));
    const parent = puppet("parent", {
      supervision: { strategy, restart },
      restart,
      begin: (ctx) => kinds.forEach((kind) => ctx.spawn(kind, undefined, { key: kind.kind })),
    });
    kit.system.spawn(parent, undefined, { key: "parent" });
  }

  async take(move: Step): Promise<void> {
    switch (move.do) {
      case "pass":
        return await this.#kit.advance(move.ms);
      case "crashParent":
        return this.#tell("parent", failing());
      case "stop":
        return this.#tell("parent", stopping(move.to));
      case "linger":
        return this.#tell(move.to, doing(() => this.#wait(25)));
      case "crashLate":
        return this.#tell(move.to, doing(() => this.#wait(15).then(() => Promise.reject("late"))));
      case "crashAtStart":
        this.#badStarts = 1;
        return this.#tell(move.to, failing());
      case "crash":
        return this.#tell(move.to, failing());
    }
  }

  #member(key: string, slowEndMs: number): ActorDefinition<Do, null> {
    return puppet(key, {
      begin: () => {
        if (this.#badStarts-- > 0) throw new Error("bad start");
        this.#note("starts", key);
      },
      stopped: async () => {
        await this.#wait(slowEndMs);
        this.#note("ends", key);
      },
    });
  }

  #tell(key: string, order: Do): void {
    this.#kit.system.find<Do>({ kind: key }, key)?.tell(order);
  }

  #note(what: Note["what"], key: string): void {
    this.notes.push({ what, key, at: this.#kit.clock.monotonicMs() });
  }

  #wait(ms: number): Promise<void> {
    return new Promise((go) => this.#kit.clock.setTimer(ms, () => go()));
  }
}

/** Those that have started and not ended; complains of two lives at once, and of starts out of order. */
function livingAfter(notes: readonly Note[]): string[] {
  const up = new Set<string>();
  for (const [i, { what, key, at }] of notes.entries()) {
    assert.equal(up.has(key), what === "ends", `${key} ${what} out of turn`);
    if (what === "starts") up.add(key);
    else up.delete(key);
    const next = notes[i + 1];
    if (what !== "starts" || next?.what !== "starts" || next.at !== at) continue;
    assert.ok(key < next.key, `${next.key} started after ${key}`);
  }
  return [...up].toSorted();
}

Deno.test("a group restarts in order, one life at a time, and comes back whatever happens to its members", () =>
  check(RUNS, plan, async (made) => {
    const kit = createTestSystem();
    const group = new Group(kit, made);
    for (const move of made.steps) await group.take(move);
    await kit.advance(20_000);
    const [parent] = kit.system.report().children;
    for (const child of parent?.children ?? []) assert.equal(child.state, "running", child.path);
    assert.deepEqual(parent?.children.map(({ key }) => key), livingAfter(group.notes));
    const stopped = kit.system.stop(1000);
    await kit.advance(1000);
    assert.deepEqual((await stopped).abandoned, []);
    assert.deepEqual(livingAfter(group.notes), []);
    const ends = group.notes.slice(-(parent?.children.length ?? 0)).map(({ key }) => key);
    assert.deepEqual(ends, ends.toSorted().reverse(), "the youngest first");
    assert.equal(kit.clock.pending, 0);
  }));
